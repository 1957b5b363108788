import type { AccessSpec } from '../access/access-spec.ts'
import type { DeviceModel } from '../devices/model.ts'
import type { ArrayEngine } from '../engine/array-engine.ts'
import type { LineEnds } from '../network/problem.ts'
import type { CycleVariation } from './vary-cycles.ts'

/** Shares of the cells that are faulty, together at most 1; which ones is drawn. */
export interface FaultShares {
  /** 0 S. @defaultValue 0 */
  readonly open?: number | undefined
  /** SHORT_CONDUCTANCE. @defaultValue 0 */
  readonly short?: number | undefined
  /** @defaultValue the seed of the run, 1 where there is none */
  readonly seed?: number | undefined
}

/** A crossbar array before anything is done to it. All SI; planes are row-major, word line i, bit line j. */
export interface ArraySpec {
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  /** Ohms of the word-line segments, N x (M - 1), or one number. */
  readonly wordWire: number | Float64Array
  /** Ohms of the bit-line segments, (N - 1) x M, or one number. */
  readonly bitWire: number | Float64Array
  readonly model: DeviceModel
  /** In the model's order; each N*M values, or one for all cells. */
  readonly parameters: readonly Float64Array[]
  /** Initial states in the model's order; each N*M values. */
  readonly initial: readonly Float64Array[]
  /** N*M: NaN where the cell works, else its fixed conductance in S (0 is open). */
  readonly stuck?: Float64Array
  /** Faults that a run draws with its seed, in place of `stuck`. */
  readonly faults?: FaultShares
  /** Sources at the ends of the lines in a file: `solve` applies them as they are; a program sets the volts and keeps kind and ohms. */
  readonly left: LineEnds
  readonly right: LineEnds
  readonly top: LineEnds
  readonly bottom: LineEnds
  readonly access: AccessSpec
  /** How much pulses differ; a program draws every pulse anew. */
  readonly cycles?: CycleVariation
  /** N*M: how many times as fast the states of each cell move, as drawn for one pulse. */
  readonly pace?: Float64Array
  /** Engine that computes it; float64 here unless given. */
  readonly engine?: ArrayEngine
}

/** Conductance of a cell that is stuck short, S: a filament of 10 ohm, the value of the solver's benchmark. */
export const SHORT_CONDUCTANCE = 0.1
