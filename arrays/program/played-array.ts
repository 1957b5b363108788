import type { PlayOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter } from '../crossbar/energy-meter.ts'
import type { ReadReport } from '../crossbar/read-array.ts'
import type { SolveRecorder } from '../crossbar/solve-log.ts'
import type { DriveEvent, PlayedSelection } from './events.ts'
import type { SidedSources } from './line-sources.ts'
import type { ReadSettings } from './program.ts'
import type { TracedQuantity } from './record/record-request.ts'

/** Result of a read. Planes N*M, row-major, NaN where a cell was not read. */
export interface PlayedReport extends ReadReport {
  /** How far the return current lifts the source line of a three-terminal device, V; NaN elsewhere. */
  readonly sourceShifts: Float64Array
}

/** The array that a program is played on, as the program sees it: how pulses and reads drive it, and what they do to it. */
export interface PlayedArray<Drive> {
  readonly cells: number
  /** Nothing is driven. */
  readonly rest: Drive
  isQuiet(drive: Drive): boolean
  /** Drives of one pulse, one after the other. @param amplitudes of every cell, 0 where it is not addressed */
  pulse(amplitudes: Float64Array): Iterable<Drive>
  /** The drives of a read, in their order. */
  reads(settings: ReadSettings): readonly PlayedSelection<Drive>[]
  /** The drive of lines that are driven one by one; sides that are not named are open. */
  lines(sources: SidedSources): Drive
  /**
   * Plays a drive.
   * @param states advanced in place
   * @param pulse which one it is, where pulses differ; none for a rest
   * @returns the number of time steps
   */
  advance(
    event: DriveEvent<Drive>,
    states: readonly Float64Array[],
    meter: EnergyMeter,
    options: PlayOptions,
    pulse: number | undefined,
  ): number
  /** The drive at a place from 0 to 1 of an event. */
  driveAt(event: DriveEvent<Drive>, place: number): Drive
  /** Fills a report with what one selection of a read finds. */
  sense(
    selection: PlayedSelection<Drive>,
    states: readonly Float64Array[],
    report: PlayedReport,
    recorder: SolveRecorder,
  ): void
  /** Currents and voltages under a drive: pixel maps by quantity. */
  quantities(drive: Drive, states: readonly Float64Array[]): Readonly<Record<string, Float64Array>>
  /** The same of a read that is one network: one cell, or one word line. Charge that cells return is left out, as reads do. */
  readQuantities?(drive: Drive, states: readonly Float64Array[]): Readonly<Record<string, Float64Array>>
  /** Quantities that can be recorded over time. */
  readonly traced: readonly TracedQuantity[]
  /**
   * Traced quantities at one instant, but for integrals and states: N*M values of cells, one a line of lines; NaN where a drive has no
   * lines.
   */
  instant(
    drive: Drive,
    states: readonly Float64Array[],
    recorder: SolveRecorder,
  ): Readonly<Record<string, Float64Array>>
  /** Conductance of every device alone, S: the ideal probe behind the pixel maps. @param volts the device's read voltage unless given */
  probe(states: readonly Float64Array[], volts?: number): Float64Array
}
