import type { EnergyMeter } from '../crossbar/energy-meter.ts'
import type { ArrayRun, PlayedSpec } from './array-run.ts'
import { type DriveEvent, heldDrive } from './events.ts'

/** Plays a drive on the array of a run. @param meter that hears of its energy, that of the run unless given */
export function playDrive<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  event: DriveEvent<D>,
  meter: EnergyMeter = run.meter,
): void {
  const { seconds, goesOn = false } = event
  if (seconds === 0) return
  const { array, recorder, settings } = run
  const options = { recorder, energy: settings.keep?.energy ?? true, stay: true }
  run.steps += array.advance(event, run.held, meter, options, pulseOf(run, event, goesOn))
  run.time += seconds
}

/** Which pulse a drive is; none where nothing is driven. */
function pulseOf<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  { from, to }: DriveEvent<D>,
  goesOn: boolean,
): number | undefined {
  const { array } = run
  if (array.isQuiet(from) && (from === to || array.isQuiet(to))) return undefined
  return goesOn && run.pulses > 0 ? run.pulses - 1 : run.pulses++
}

/** Holds a drive for `seconds`. */
export function hold<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>, drive: D, seconds: number): void {
  playDrive(run, heldDrive(drive, seconds))
}

/** Leaves the array undriven for `seconds`. */
export function rest<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>, seconds: number): void {
  hold(run, run.array.rest, seconds)
}
