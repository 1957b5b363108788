import { createLineSweeper, type LineSweeper } from '../../kernels/line-sweeps.ts'
import { createSweptGradients, type SweptGradients } from '../../kernels/swept-gradients.ts'
import { hasLimits } from '../network/limit-drivers.ts'
import type { ArraySpec } from './array-spec.ts'
import { combine } from './combine.ts'
import type { Drive } from './drive.ts'
import { type MovingNetwork, type PowerInstant, squaredCurrents } from './moving-network.ts'
import type { SolveRecorder } from './solve-log.ts'
import { SweptCells } from './swept-cells.ts'
import { type DrivenGrid, driveGrid, type SweptMark, type SweptNodes, sweptGrid } from './swept-grid.ts'
import { sweptPower } from './swept-power.ts'

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
  /** Starts the next solve at these nodes, which follow from those of earlier drives: lines wait for each other as they did there. */
  startAt(nodes: SweptNodes): void
}

/**
 * @param reads whether it is for reads: they leave out the current that cells return at 0 V, and want many more digits than a step of
 * states does
 * @returns undefined for arrays that sweeps do not serve
 */
export function createSweptCrossbar(spec: ArraySpec, reads = false): SweptCrossbar | undefined {
  const { access, engine, model } = spec
  if (access.kind !== 'none' || engine !== undefined || model.storage !== undefined) return undefined
  const grid = sweptGrid(spec)
  return grid === undefined ? undefined : new SweptLines(spec, grid, reads)
}

class SweptLines implements SweptCrossbar {
  readonly #volts: Float64Array
  readonly #currents: Float64Array
  readonly #count = { rounds: 0, sweeps: 0, worst: 0 }
  #started = 0
  #recorder: SolveRecorder | undefined
  readonly #spec: ArraySpec
  readonly grid: DrivenGrid
  readonly #cells: SweptCells
  readonly #sweeper: LineSweeper
  readonly #gradients: SweptGradients
  readonly driven: Float64Array
  largest = 0
  #settled = 0
  /** Of what is left by one sweep, how much the next leaves: the most of the last ones. */
  #left = 1
  /** The same of the drive before. */
  #leftBefore = 1
  readonly slopes: Float64Array
  readonly #source: Float64Array
  /** Volts of the cells at the end of a round. */
  readonly #now: Float64Array

  constructor(spec: ArraySpec, grid: DrivenGrid, reads: boolean) {
    const count = grid.rows * grid.columns
    this.#spec = spec
    this.grid = grid
    this.#cells = new SweptCells(spec, reads)
    this.#sweeper = createLineSweeper(grid)
    this.#gradients = createSweptGradients(grid, this.#sweeper)
    this.driven = new Float64Array(count)
    this.#volts = new Float64Array(count)
    this.#currents = new Float64Array(count)
    this.slopes = new Float64Array(count)
    this.#source = new Float64Array(count)
    this.#now = new Float64Array(count)
  }

  drive(drive: Drive, settled: number, recorder: SolveRecorder | undefined): boolean {
    const grid = this.grid
    if (drive.kind !== 'crossbar' || hasLimits(drive) || !driveGrid(grid, drive)) return false
    this.#sweeper.restart()
    const { rows, columns, references } = grid
    const driven = this.driven
    let largest = 0
    for (let i = 0, k = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++, k++) {
        const volts = references.word[i] - references.bit[j]
        driven[k] = volts
        if (Math.abs(volts) > largest) largest = Math.abs(volts)
      }
    }
    for (const steps of [grid.wordStep, grid.bitStep])
      for (let line = 0; line < steps.length; line++) largest = Math.max(largest, Math.abs(steps[line]))
    this.largest = largest
    this.#settled = settled * largest
    this.#leftBefore = this.#left
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
    this.#cells.hold(states, volts, slope)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if (round === 0 || !linear) {
        for (let k = 0; k < volts.length; k++) volts[k] = driven[k] + (word[k] - bit[k])
        this.#cells.evaluate(states, volts, currents, slope)
        let [least, most] = [Number.POSITIVE_INFINITY, 0]
        for (let k = 0; k < volts.length; k++) {
          const siemens = slope[k]
          source[k] = currents[k] - siemens * (word[k] - bit[k])
          if (!(siemens >= least)) least = siemens
          if (siemens > most) most = siemens
        }
        if (!(least >= (floats ? HOLDING * most : 0))) return false
        this.#sweeper.factor(slope)
      }
      const first = this.#sweeper.sweep(source)
      count.rounds++
      count.sweeps++
      const left = this.#left * first <= settled ? this.#left * first : this.#settle(first)
      if (Number.isNaN(left)) return false
      if (left > settled) continue
      const now = this.#now
      for (let k = 0; k < now.length; k++) now[k] = driven[k] + (word[k] - bit[k])
      if (!(this.#cells.strayed(volts, now, settled) <= settled)) continue
      count.worst = Math.max(count.worst, this.largest === 0 ? 0 : left / this.largest)
      volts.set(now)
      for (let k = 0; k < volts.length; k++) currents[k] = source[k] + slope[k] * (word[k] - bit[k])
      return true
    }
    return false
  }

  /**
   * Goes on with the lines of a round after its first sweep.
   * @param first what that sweep moved, V
   * @returns how far the nodes are from where the lines settle, V; NaN of lines that do not
   */
  #settle(first: number): number {
    const wanted = Math.max(this.#settled, LINEAR_SHARE * this.#cells.strayOver(first))
    // Lines that float wait for each other: there every sweep is one of gradients.
    let slow = this.grid.floats
    for (let before = first; !slow; ) {
      const moved = this.#sweeper.sweep(this.#source)
      this.#count.sweeps++
      const left = this.#look(before, moved) * moved
      if (!(left > wanted)) return left
      slow = moved > SLOW * before
      before = moved
    }
    const gradients = this.#gradients
    const left = gradients.settle(this.slopes, this.#source, wanted)
    this.#look(first, gradients.began)
    this.#count.sweeps += gradients.sweeps
    return left
  }

  /** Notes what two sweeps moved, V. @returns the share of what is left by one that the next leaves, at most */
  #look(first: number, moved: number): number {
    this.#left = Math.max(Math.min(1, (SAFE * moved) / first), FADING * this.#left)
    return this.#left
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

  startAt({ word, bit }: SweptNodes): void {
    this.#sweeper.word.set(word)
    this.#sweeper.bit.set(bit)
    this.#left = this.#leftBefore
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

  power(mark: SweptMark): PowerInstant {
    return { power: sweptPower(this.grid, mark), squares: squaredCurrents(mark) }
  }
}
