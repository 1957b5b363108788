import { factorise, solveFactorised } from '../../kernels/small-matrix.ts'
import { compileLaws, type PathLoop } from '../devices/compile-laws.ts'
import { type Drift, driftAt } from './drift.ts'
import type { MovingNetwork, NetworkMark, PowerInstant } from './moving-network.ts'
import type { Surroundings } from './surroundings.ts'
import { SHARPEST } from './swept-cells.ts'

const MOST_ROUNDS = 24
/** Where a round leaves more than this of the step before it, the slopes have changed too much. */
const STALE = 0.1

/** What the whole network does to the volts of the cells beyond the small one, V, and the progress at the end that it is told by, W. */
export interface VoltsDrift {
  readonly cells: readonly Drift[]
  readonly progress: number
}

/**
 * The network of a crossbar as some of its cells see it: all others are straight lines, so that their volts follow from the currents
 * of these few through one small matrix.
 */
export class ReducedNetwork implements MovingNetwork {
  /** Where in the segment the times that it is asked for begin, and how long that is, s. */
  offset = 0
  drift: VoltsDrift | undefined
  readonly #around: Surroundings
  readonly #seconds: number
  readonly #settled: number
  readonly #evaluate: PathLoop
  readonly #volts: Float64Array
  readonly #currents: Float64Array
  readonly #slopes: Float64Array
  readonly #matrix: Float64Array
  readonly #pivots: Int32Array
  readonly #missing: Float64Array
  #factorised = false

  /**
   * @param seconds of the segment, at whose middle and end a drift is known
   * @param settled how far volts may be from where they settle, V
   */
  constructor(around: Surroundings, seconds: number, settled: number) {
    const n = around.volts.length
    this.#around = around
    this.#seconds = seconds
    this.#settled = settled
    this.#evaluate = compileLaws(around.spec.model).evaluate
    this.#volts = around.volts.slice()
    this.#currents = around.currents.slice()
    this.#slopes = around.slopes.slice()
    this.#matrix = new Float64Array(n * n)
    this.#pivots = new Int32Array(n)
    this.#missing = new Float64Array(n)
  }

  solve(states: readonly Float64Array[], at: number): boolean {
    const { parameters } = this.#around.spec
    const [volts, currents, slopes] = [this.#volts, this.#currents, this.#slopes]
    let before = Number.POSITIVE_INFINITY
    for (let round = 0; round < MOST_ROUNDS; round++) {
      this.#evaluate(volts.length, volts, states, parameters, currents, slopes)
      this.#miss((this.offset + at) / this.#seconds)
      const fresh = !this.#factorised
      if (fresh) this.#factorise()
      solveFactorised(this.#matrix, this.#pivots, this.#missing)
      let step = 0
      for (let r = 0; r < volts.length; r++) {
        const own = this.#missing[r]
        volts[r] = volts[r] - own
        currents[r] = currents[r] - slopes[r] * own
        step = Math.max(step, Math.abs(own))
      }
      if (Number.isNaN(step)) return false
      // Of slopes of an earlier solve it is not known how well they do until two rounds are seen.
      const share = fresh ? 0 : round === 0 ? STALE : step / before
      if (share > STALE) this.#factorised = false
      if (Math.max(step * step * SHARPEST, share * step) <= this.#settled) return true
      before = step
    }
    return false
  }

  /** How far the volts are from what the currents leave of them, V. */
  #miss(place: number): void {
    const { volts: first, responses, delivered } = this.#around
    const n = first.length
    const missing = this.#missing
    for (let r = 0; r < n; r++) missing[r] = this.#volts[r] - first[r]
    let progress = 0
    for (let c = 0; c < n; c++) {
      const beyond = this.#beyond(c, this.#volts, this.#currents)
      progress += delivered[c] * beyond
      for (let r = 0; r < n; r++) missing[r] = missing[r] - responses[r * n + c] * beyond
    }
    if (this.drift === undefined) return
    const { cells, progress: whole } = this.drift
    const square = whole === 0 ? 0 : (progress / whole) ** 2
    for (let r = 0; r < n; r++) missing[r] = missing[r] - driftAt(cells[r], place, square)
  }

  #factorise(): void {
    const { slopes, responses } = this.#around
    const n = slopes.length
    const matrix = this.#matrix
    for (let r = 0; r < n; r++)
      for (let c = 0; c < n; c++)
        matrix[r * n + c] = (r === c ? 1 : 0) - responses[r * n + c] * (this.#slopes[c] - slopes[c])
    factorise(matrix, this.#pivots, n)
    this.#factorised = true
  }

  /** What a cell takes beyond its straight line, A. */
  #beyond(c: number, volts: Float64Array, currents: Float64Array): number {
    const { currents: first, volts: from, slopes } = this.#around
    return currents[c] - first[c] - slopes[c] * (volts[c] - from[c])
  }

  /** What the cells take beyond their straight lines at a mark, A. */
  beyond({ deviceVolts, currents }: NetworkMark): Float64Array {
    return deviceVolts.map((_, c) => this.#beyond(c, deviceVolts, currents))
  }

  mark(over?: NetworkMark): NetworkMark {
    if (over === undefined) {
      const volts = this.#volts.slice()
      return { deviceVolts: volts, cellVolts: volts, currents: this.#currents.slice() }
    }
    over.deviceVolts.set(this.#volts)
    over.currents.set(this.#currents)
    return over
  }

  /** What drivers deliver at a mark beyond what straight lines ask for, W: how far the cells have gone. */
  progress(mark: NetworkMark): number {
    return this.beyond(mark).reduce((sum, amps, c) => sum + amps * this.#around.delivered[c], 0)
  }

  power({ deviceVolts, currents }: NetworkMark): PowerInstant {
    const { volts: first, currents: from, power, otherSquares, delivered, others } = this.#around
    let [given, taken, squares] = [power.delivered, power.cells, otherSquares]
    for (let c = 0; c < first.length; c++) {
      const beyond = this.#beyond(c, deviceVolts, currents)
      given += delivered[c] * beyond
      taken += others[c] * beyond + (deviceVolts[c] * currents[c] - first[c] * from[c])
      squares += currents[c] * currents[c]
    }
    const lost = power.wires + power.drivers
    const share = lost === 0 ? 0 : (given - taken) / lost
    return {
      power: { delivered: given, cells: taken, wires: share * power.wires, drivers: share * power.drivers },
      squares,
    }
  }

  startFrom(marks: readonly NetworkMark[], weights: readonly number[]): void {
    const volts = this.#volts.fill(0)
    marks.forEach(({ deviceVolts }, m) => {
      for (let c = 0; c < volts.length; c++) volts[c] = volts[c] + weights[m] * deviceVolts[c]
    })
  }

  /** It counts as part of the solves around it. */
  finish(): void {
    this.#factorised = false
  }
}
