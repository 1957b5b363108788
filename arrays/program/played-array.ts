import type { AdvanceOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter } from '../crossbar/energy-meter.ts'
import type { ReadReport } from '../crossbar/read-array.ts'
import type { SolveRecorder } from '../crossbar/solve-log.ts'
import type { PlayRow, ReadStep } from './program.ts'

/** One drive of a read, and the cells that it reads. */
export interface PlayedSelection<Drive> {
  readonly drive: Drive
  /** Flat indices of the cells. */
  readonly cells: readonly number[]
}

/** What a read finds. Planes N*M, row-major, NaN where a cell was not read. */
export interface PlayedReport extends ReadReport {
  /** How far the return current lifts the source line of a three-terminal device, V; NaN elsewhere. */
  readonly sourceShifts: Float64Array
}

/** What a program is played on, as it sees it: how its pulses and reads drive an array, and what they do to it. */
export interface PlayedArray<Drive> {
  readonly cells: number
  /** Nothing is driven. */
  readonly rest: Drive
  isQuiet(drive: Drive): boolean
  /** Drives of one pulse, one after the other. @param amplitudes of every cell, 0 where it is not addressed */
  pulse(amplitudes: Float64Array): Iterable<Drive>
  /**
   * Holds a drive for `seconds`.
   * @param states advanced in place
   * @param pulse which one it is, where pulses differ; none for a rest
   * @returns the number of time steps
   */
  advance(
    drive: Drive,
    seconds: number,
    states: readonly Float64Array[],
    meter: EnergyMeter,
    options: AdvanceOptions,
    pulse: number | undefined,
  ): number
  /** The drives of a read, in their order. */
  reads(step: ReadStep): readonly PlayedSelection<Drive>[]
  /** Fills a report with what one of them finds. */
  record(
    selection: PlayedSelection<Drive>,
    states: readonly Float64Array[],
    report: PlayedReport,
    recorder: SolveRecorder,
  ): void
  /** How it plays a table of line sources, where it can. */
  readonly table?: {
    drive(row: PlayRow): Drive
    /** What flows under a drive: pixel maps by quantity. */
    quantities(drive: Drive, states: readonly Float64Array[]): Readonly<Record<string, Float64Array>>
  }
  /** Conductance of every device alone, S: the ideal probe behind the pixel maps. @param volts the device's read voltage unless given */
  probe(states: readonly Float64Array[], volts?: number): Float64Array
}
