import type { DeviceModel } from '../devices/model.ts'
import type { ArrayEngine } from '../engine/array-engine.ts'
import type { LineEnds } from '../network/problem.ts'
import type { CycleVariation } from './vary-cycles.ts'

/** Element in series with every device: none, a two-terminal selector (1S1R) or a transistor (1T1R). */
export type AccessSpec =
  | { readonly kind: 'none' }
  | {
      /** Bidirectional exponential selector: I = saturation * sinh(v / scale). */
      readonly kind: 'selector'
      readonly saturation: number
      readonly scale: number
    }
  | {
      /** A transistor whose gate lines run along the word lines: the gate is on where its word line is addressed. */
      readonly kind: 'transistor'
      /** Gate volts of an addressed word line; others are at 0 V. */
      readonly gateVolts: number
      readonly threshold: number
      /** A/V^2. */
      readonly transconductance: number
      /** Leakage of an off transistor, A. */
      readonly offCurrent: number
    }

/** What a crossbar array is, before anything is done to it. All SI; planes are row-major, word line i, bit line j. */
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
  /** What stands at the ends of the lines in a file: `solve` applies it as it is; a program sets the volts and keeps kind and ohms. */
  readonly left: LineEnds
  readonly right: LineEnds
  readonly top: LineEnds
  readonly bottom: LineEnds
  readonly access: AccessSpec
  /** How much pulses differ; a program draws every pulse anew. */
  readonly cycles?: CycleVariation
  /** N*M: how many times as fast the states of each cell move, as drawn for one pulse. */
  readonly pace?: Float64Array
  /** What computes it; float64 here unless given. */
  readonly engine?: ArrayEngine
}

/** Conductance of a cell that is stuck short, S: a filament of 10 ohm, the value of the solver's benchmark. */
export const SHORT_CONDUCTANCE = 0.1
