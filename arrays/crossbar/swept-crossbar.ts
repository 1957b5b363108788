import { createLineSweeper, type LineSweeper } from '../../kernels/line-sweeps.ts'
import { compileLaws, type PathLoop } from '../devices/compile-laws.ts'
import { hasLimits } from '../network/limit-drivers.ts'
import type { ArraySpec } from './array-spec.ts'
import { combine } from './combine.ts'
import type { Drive } from './drive.ts'
import type { EnergySplit } from './energy-meter.ts'
import type { MovingNetwork, NetworkMark } from './moving-network.ts'
import type { SolveRecorder } from './solve-log.ts'
import { type DrivenGrid, driveGrid, sweptGrid } from './swept-grid.ts'

/** V; the thermal voltage kT/q at 300 K, over which the sharpest currents bend. */
const SHARPEST = 0.0259
/** Newton steps of at most two sweeps each; lines that are not settled then are coupled too strongly for sweeps. */
const MOST_ROUNDS = 12
/** Over the share that one sweep was seen to leave of what another did. */
const SAFE = 2
/** Of that share, from one network to the next. */
const FADING = 0.7

/** Result of sweeps: also the deviations of the nodes, V. */
export interface SweptMark extends NetworkMark {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/** A passive crossbar under constant voltages, solved by line sweeps from near starts: everything it needs is made once. */
export interface SweptCrossbar extends MovingNetwork<SweptMark> {
  /**
   * Puts a drive at the lines, from which the next solves begin.
   * @param settled how far the nodes of a solved network still are from where they settle, over the largest voltage between two lines
   * @param recorder that hears of its solves when it is finished
   * @returns false for drives that sweeps do not serve
   */
  drive(drive: Drive, settled: number, recorder: SolveRecorder | undefined): boolean
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
  readonly #grid: DrivenGrid
  readonly #evaluate: PathLoop
  readonly #sweeper: LineSweeper
  /** Volts between the drivers of the lines of each cell. */
  readonly #driven: Float64Array
  #largest = 0
  #settled = 0
  /** Of what is left by one sweep, how much the next leaves: the most of the last ones. */
  #left = 1
  readonly #slope: Float64Array
  readonly #source: Float64Array
  /** What cells return at 0 V, A, where it is left out. */
  readonly #returned: Float64Array | undefined

  constructor(spec: ArraySpec, grid: DrivenGrid, leavesOut: boolean) {
    const count = grid.rows * grid.columns
    this.#spec = spec
    this.#grid = grid
    this.#evaluate = compileLaws(spec.model).evaluate
    this.#sweeper = createLineSweeper(grid)
    this.#driven = new Float64Array(count)
    this.#volts = new Float64Array(count)
    this.#currents = new Float64Array(count)
    this.#slope = new Float64Array(count)
    this.#source = new Float64Array(count)
    this.#returned = leavesOut ? new Float64Array(count) : undefined
  }

  drive(drive: Drive, settled: number, recorder: SolveRecorder | undefined): boolean {
    const grid = this.#grid
    if (drive.kind !== 'crossbar' || hasLimits(drive) || !driveGrid(grid, drive)) return false
    this.#sweeper.restart()
    const { columns, references } = grid
    const driven = this.#driven
    let largest = 0
    for (let k = 0; k < driven.length; k++) {
      driven[k] = references.word[Math.floor(k / columns)] - references.bit[k % columns]
      largest = Math.max(largest, Math.abs(driven[k]))
    }
    for (const steps of [grid.wordStep, grid.bitStep])
      for (let line = 0; line < steps.length; line++) largest = Math.max(largest, Math.abs(steps[line]))
    this.#largest = largest
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
    const [slope, source, driven] = [this.#slope, this.#source, this.#driven]
    const settled = this.#settled
    const { linear } = this.#spec.model
    const returned = this.#returned
    if (returned !== undefined) this.#cells(states, volts.fill(0), returned, slope)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (round === 0 || !linear) {
        for (let k = 0; k < volts.length; k++) volts[k] = driven[k] + (word[k] - bit[k])
        this.#cells(states, volts, currents, slope)
        if (returned !== undefined)
          for (let k = 0; k < volts.length; k++) currents[k] = currents[k] - returned[k]
        let rising = true
        for (let k = 0; k < volts.length; k++) {
          source[k] = currents[k] - slope[k] * (word[k] - bit[k])
          if (!(slope[k] >= 0)) rising = false
        }
        if (!rising) return false
      }
      const first = this.#sweeper.sweep(slope, source)
      let moved = first
      count.rounds++
      count.sweeps++
      if (!(this.#left * moved <= settled)) {
        moved = this.#sweeper.sweep(slope, source)
        count.sweeps++
        const left = Math.min(1, (SAFE * moved) / first)
        this.#left = Math.max(left, FADING * this.#left)
      }
      // The laws leave their straight lines by the square of the first move.
      const straight = linear || first * first <= settled * SHARPEST
      if (!(this.#left * moved <= settled && straight)) continue
      count.worst = Math.max(count.worst, this.#largest === 0 ? 0 : (this.#left * moved) / this.#largest)
      for (let k = 0; k < volts.length; k++) {
        volts[k] = driven[k] + (word[k] - bit[k])
        currents[k] = source[k] + slope[k] * (word[k] - bit[k])
      }
      return true
    }
    return false
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

  power({ word, bit, cellVolts: volts, currents }: SweptMark): EnergySplit {
    const { rows, columns, wordSegments, bitSegments, left, right, top, bottom, wordStep, bitStep } =
      this.#grid
    const { references } = this.#grid
    const total = { delivered: 0, cells: 0, wires: 0, drivers: 0 }
    for (let k = 0; k < volts.length; k++) {
      total.cells += volts[k] * currents[k]
      total.wires += loss(wordSegments[k], k % columns === columns - 1 ? 0 : word[k + 1] - word[k])
      total.wires += loss(bitSegments[k], k + columns >= volts.length ? 0 : bit[k + columns] - bit[k])
    }
    for (let i = 0; i < rows; i++) {
      const [first, last] = [i * columns, (i + 1) * columns - 1]
      let sum = 0
      for (let k = first; k <= last; k++) sum += currents[k]
      addLine(total, {
        sum,
        reference: references.word[i],
        step: wordStep[i],
        near: left[i],
        far: right[i],
        first: word[first],
        last: word[last],
        farCurrent:
          first === last ? 0 : currents[last] + wordSegments[last - 1] * (word[last] - word[last - 1]),
      })
    }
    for (let j = 0; j < columns; j++) {
      const last = (rows - 1) * columns + j
      let sum = 0
      for (let k = j; k < volts.length; k += columns) sum -= currents[k]
      addLine(total, {
        sum,
        reference: references.bit[j],
        step: bitStep[j],
        near: top[j],
        far: bottom[j],
        first: bit[j],
        last: bit[last],
        farCurrent:
          rows === 1 ? 0 : -currents[last] + bitSegments[last - columns] * (bit[last] - bit[last - columns]),
      })
    }
    return total
  }
}

interface LinePower {
  /** Current from the line into its cells, A. */
  readonly sum: number
  readonly reference: number
  readonly step: number
  readonly near: number
  readonly far: number
  readonly first: number
  readonly last: number
  /** Current from the far driver by Kirchhoff's law at its node, A. */
  readonly farCurrent: number
}

/** Adds what the drivers of a line deliver and dissipate. */
function addLine(total: { delivered: number; drivers: number }, line: LinePower): void {
  const { sum, reference, step, near, far, first, last, farCurrent } = line
  total.delivered += reference * sum
  if (near > 0) total.drivers += loss(near, first)
  if (far > 0) total.drivers += loss(far, last - step)
  if (step !== 0)
    total.delivered += step * (far < Number.POSITIVE_INFINITY ? far * (step - last) : farCurrent)
}

/** Watts in a conductance under a voltage; none where it is 0 ohm or not there. */
function loss(siemens: number, volts: number): number {
  return siemens === Number.POSITIVE_INFINITY || siemens === 0 ? 0 : siemens * volts * volts
}
