import { createLineSweeper, type LineSweeper } from '../../kernels/line-sweeps.ts'
import { createSweptGradients, type SweptGradients } from '../../kernels/swept-gradients.ts'
import { compileLaws, type PathLoop } from '../devices/compile-laws.ts'
import { hasLimits } from '../network/limit-drivers.ts'
import type { ArraySpec } from './array-spec.ts'
import { combine } from './combine.ts'
import type { Drive } from './drive.ts'
import { type MovingNetwork, type PowerInstant, squaredCurrents } from './moving-network.ts'
import type { SolveRecorder } from './solve-log.ts'
import { type DrivenGrid, driveGrid, type SweptMark, sweptGrid } from './swept-grid.ts'
import { sweptPower } from './swept-power.ts'

/** V; the thermal voltage kT/q at 300 K, over which the sharpest currents bend. */
export const SHARPEST = 0.0259
/** Newton steps; lines that are not settled then are coupled too strongly for sweeps. */
const MOST_ROUNDS = 12
/** Of the largest slope: below it a cell may not hold a floating line, whose potential is then for the solver in full to judge. */
const HOLDING = 1e-9
/** Of the first move: where the second sweep leaves more, the lines are coupled so strongly that gradients settle them sooner. */
const SLOW = 0.05
/** Of what bent laws leave after a round, how much of it a linear solve may leave. */
const LINEAR_SHARE = 0.1
/** Over the share that one sweep was seen to leave of what another did. */
const SAFE = 2
/** Of that share, from one network to the next. */
const FADING = 0.7

/**
 * A passive crossbar under constant voltages, lines floating or not, solved by line sweeps from near starts, and by gradients over them
 * where sweeps alone are slow: everything it needs is made once.
 */
export interface SweptCrossbar extends MovingNetwork<SweptMark> {
  /**
   * Puts a drive at the lines, from which the next solves begin.
   * @param settled how far the nodes of a solved network still are from where they settle, over the largest voltage between two lines
   * @param recorder that hears of its solves when it is finished
   * @returns false for drives that sweeps do not serve
   */
  drive(drive: Drive, settled: number, recorder: SolveRecorder | undefined): boolean
  solve(states: readonly Float64Array[]): boolean
  /** Slopes of the straight lines that stood for the cells in the last solve, S. */
  readonly slopes: Float64Array
  readonly grid: DrivenGrid
  /** Volts between the drivers of the lines of each cell. */
  readonly driven: Float64Array
  /** Voltage between any two lines, V. */
  readonly largest: number
}

/**
 * @param reads whether the current that cells return at 0 V is left out, as a read leaves it out
 * @returns undefined for arrays that sweeps do not serve
 */
export function createSweptCrossbar(spec: ArraySpec, reads = false): SweptCrossbar | undefined {
  const { access, engine, model } = spec
  if (access.kind !== 'none' || engine !== undefined || model.storage !== undefined) return undefined
  const grid = sweptGrid(spec)
  return grid === undefined ? undefined : new SweptLines(spec, grid, reads && model.returnsCharge === true)
}

class SweptLines implements SweptCrossbar {
  readonly #volts: Float64Array
  readonly #currents: Float64Array
  readonly #count = { rounds: 0, sweeps: 0, worst: 0 }
  #started = 0
  #recorder: SolveRecorder | undefined
  readonly #spec: ArraySpec
  readonly grid: DrivenGrid
  readonly #evaluate: PathLoop
  readonly #sweeper: LineSweeper
  readonly #gradients: SweptGradients
  readonly driven: Float64Array
  largest = 0
  #settled = 0
  /** Of what is left by one sweep, how much the next leaves: the most of the last ones. */
  #left = 1
  readonly slopes: Float64Array
  readonly #source: Float64Array
  /** Current that cells return at 0 V, A, where it is left out. */
  readonly #returned: Float64Array | undefined

  constructor(spec: ArraySpec, grid: DrivenGrid, leavesOut: boolean) {
    const count = grid.rows * grid.columns
    this.#spec = spec
    this.grid = grid
    this.#evaluate = compileLaws(spec.model).evaluate
    this.#sweeper = createLineSweeper(grid)
    this.#gradients = createSweptGradients(grid, this.#sweeper)
    this.driven = new Float64Array(count)
    this.#volts = new Float64Array(count)
    this.#currents = new Float64Array(count)
    this.slopes = new Float64Array(count)
    this.#source = new Float64Array(count)
    this.#returned = leavesOut ? new Float64Array(count) : undefined
  }

  drive(drive: Drive, settled: number, recorder: SolveRecorder | undefined): boolean {
    const grid = this.grid
    if (drive.kind !== 'crossbar' || hasLimits(drive) || !driveGrid(grid, drive)) return false
    this.#sweeper.restart()
    const { columns, references } = grid
    const driven = this.driven
    let largest = 0
    for (let k = 0; k < driven.length; k++) {
      driven[k] = references.word[Math.floor(k / columns)] - references.bit[k % columns]
      largest = Math.max(largest, Math.abs(driven[k]))
    }
    for (const steps of [grid.wordStep, grid.bitStep])
      for (let line = 0; line < steps.length; line++) largest = Math.max(largest, Math.abs(steps[line]))
    this.largest = largest
    this.#settled = settled * largest
    this.#left = 1
    this.#recorder = recorder
    this.#started = performance.now()
    Object.assign(this.#count, { rounds: 0, sweeps: 0, worst: 0 })
    return true
  }

  solve(states: readonly Float64Array[]): boolean {
    const volts = this.#volts
    const currents = this.#currents
    const { word, bit } = this.#sweeper
    const count = this.#count
    const [slope, source, driven] = [this.slopes, this.#source, this.driven]
    const settled = this.#settled
    const { linear } = this.#spec.model
    const { floats } = this.grid
    const returned = this.#returned
    if (returned !== undefined) this.#cells(states, volts.fill(0), returned, slope)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (round === 0 || !linear) {
        for (let k = 0; k < volts.length; k++) volts[k] = driven[k] + (word[k] - bit[k])
        this.#cells(states, volts, currents, slope)
        if (returned !== undefined)
          for (let k = 0; k < volts.length; k++) currents[k] = currents[k] - returned[k]
        let [least, most] = [Number.POSITIVE_INFINITY, 0]
        for (let k = 0; k < volts.length; k++) {
          source[k] = currents[k] - slope[k] * (word[k] - bit[k])
          least = Math.min(least, slope[k])
          most = Math.max(most, slope[k])
        }
        if (!(least >= (floats ? HOLDING * most : 0))) return false
      }
      const first = this.#sweeper.sweep(slope, source)
      count.rounds++
      count.sweeps++
      const left = { error: this.#left * first, step: first }
      if (!(left.error <= settled)) this.#settle(first, left)
      // The laws leave their straight lines by the square of the step of the round.
      const straight = linear || left.step * left.step <= settled * SHARPEST
      if (Number.isNaN(left.error)) return false
      if (!(left.error <= settled && straight)) continue
      count.worst = Math.max(count.worst, this.largest === 0 ? 0 : left.error / this.largest)
      for (let k = 0; k < volts.length; k++) {
        volts[k] = driven[k] + (word[k] - bit[k])
        currents[k] = source[k] + slope[k] * (word[k] - bit[k])
      }
      return true
    }
    return false
  }

  /**
   * Goes on with the lines of a round after its first sweep.
   * @param first what that sweep moved, V
   * @param left set to how far the nodes are from where the lines settle, V (NaN: lines that are not settled), and how far the round
   * moved them
   */
  #settle(first: number, left: { error: number; step: number }): void {
    const { linear } = this.#spec.model
    const moved = this.#sweeper.sweep(this.slopes, this.#source)
    this.#count.sweeps++
    const share = Math.min(1, (SAFE * moved) / first)
    this.#left = Math.max(share, FADING * this.#left)
    left.error = this.#left * moved
    if (!(moved > SLOW * first) || left.error <= this.#settled) return
    const bent = linear ? 0 : (LINEAR_SHARE * first * first) / SHARPEST
    left.error = this.#gradients.settle(this.slopes, this.#source, Math.max(this.#settled, bent))
    left.step = first / this.#gradients.taken
    this.#count.sweeps += this.#gradients.sweeps
  }

  mark(over?: SweptMark): SweptMark {
    const { word, bit } = this.#sweeper
    if (over === undefined) {
      const volts = this.#volts.slice()
      return {
        word: word.slice(),
        bit: bit.slice(),
        deviceVolts: volts,
        cellVolts: volts,
        currents: this.#currents.slice(),
      }
    }
    over.word.set(word)
    over.bit.set(bit)
    over.cellVolts.set(this.#volts)
    over.currents.set(this.#currents)
    return over
  }

  startFrom(marks: readonly SweptMark[], weights: readonly number[]): void {
    const { word, bit } = this.#sweeper
    const [a, b, c = b] = marks as readonly [SweptMark, SweptMark, SweptMark?]
    const [u, v, w = 0] = weights as readonly [number, number, number?]
    combine(word, [a.word, b.word, c.word], [u, v, w])
    combine(bit, [a.bit, b.bit, c.bit], [u, v, w])
  }

  finish(): void {
    this.#recorder?.add({
      engine: 'line sweeps',
      backend: 'float64',
      iterations: this.#count.sweeps,
      newton: this.#count.rounds,
      residual: this.#count.worst,
      seconds: (performance.now() - this.#started) / 1000,
      warnings: [],
    })
  }

  /** Currents and slopes; stuck cells are plain conductances. */
  #cells(
    states: readonly Float64Array[],
    volts: Float64Array,
    currents: Float64Array,
    slope: Float64Array,
  ): void {
    this.#evaluate(volts.length, volts, states, this.#spec.parameters, currents, slope)
    const { stuck } = this.#spec
    if (stuck === undefined) return
    for (let k = 0; k < stuck.length; k++) {
      if (Number.isNaN(stuck[k])) continue
      currents[k] = stuck[k] * volts[k]
      slope[k] = stuck[k]
    }
  }

  power(mark: SweptMark): PowerInstant {
    return { power: sweptPower(this.grid, mark), squares: squaredCurrents(mark) }
  }
}
