import type { BiasScheme } from '../crossbar/bias/index.ts'
import type { RecordRequest } from './record/record-request.ts'

/** How a program is carried out; three independent choices. */
export interface ProgramSettings {
  readonly network: 'isolated' | 'crossbar'
  readonly bias: BiasScheme
  readonly write: 'cell' | 'row'
  /**
   * Results kept beside states and reads. The energy of isolated cells and the disturbance of writes cost more than the
   * program itself, so that a study of other figures leaves them out. @defaultValue all
   */
  readonly keep?: { readonly energy: boolean; readonly disturbance: boolean }
}

/** The array after an input or a read. */
export interface Frame {
  readonly label: string
  readonly timeS: number
  /** N*M values by quantity, row-major; NaN where the quantity has no value. */
  readonly quantities: Readonly<Record<string, Float64Array>>
}

/** Result of one read, frame or not. */
export interface ReadSample {
  readonly label: string
  readonly timeS: number
  /** Writes so far. */
  readonly inputs: number
  /** Sense current over read volts, S; N*M, row-major. */
  readonly conductance: Float64Array
  readonly sneakShare: Float64Array
}

/** Settings of every step. */
export interface StepSettings {
  /** Of its frame and its reads; empty where it has neither. */
  readonly label: string
  /** The array is kept as a frame after it. */
  readonly frame: boolean
  /** Quantities recorded while it lasts. */
  readonly record?: RecordRequest | undefined
}

/** Pixels that a write addresses. */
export interface WriteTarget {
  /** N*M levels from 0 to 1, row-major. */
  readonly levels: Float64Array
  /** Of a pixel of level 1: V, or A into the gate of a device that is written by a current. */
  readonly amplitude: number
}

/** How a level between 0 and 1 is written: not (from 0.5 on a pixel counts as set), by a share of the pulses or of the amplitude. */
export type Grading = 'none' | 'pulses' | 'volts'

export interface WriteSettings extends StepSettings {
  readonly targets: readonly WriteTarget[]
  /** Seconds of one pulse. */
  readonly width: number
  /** Seconds at 0 V after each pulse. */
  readonly interval: number
  readonly pulses: number
  readonly graded: Grading
}

export interface ReadSettings extends StepSettings {
  readonly volts: number
  /** Seconds; 0 is an ideal read that changes nothing. */
  readonly width: number
  /** Flat indices of the cells to read; all unless given. */
  readonly only: ReadonlySet<number> | undefined
  readonly by: 'cell' | 'row'
  /** Unselected lines during this read, where not as in the settings. */
  readonly bias: BiasScheme | undefined
}
