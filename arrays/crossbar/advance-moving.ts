import { arrayPower } from './advance.ts'
import type { AdvanceOptions } from './advance-options.ts'
import { advanceStorage } from './advance-storage.ts'
import type { ArraySpec } from './array-spec.ts'
import { type Drive, driveBetween } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import { rampStates } from './relax-states.ts'
import { bringStates } from './states-elsewhere.ts'
import { stepByHalves, travelOf } from './step-by-halves.ts'
import type { MovingCells } from './step-together.ts'

/** A drive that moves in a straight line to another of the same lines. */
export interface MovingDrive {
  readonly from: Drive
  readonly to: Drive
}

/**
 * Advances the states of an array through `seconds` in which its drive moves in a straight line, and adds the energy to the meter.
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceMoving(
  spec: ArraySpec,
  { from, to }: MovingDrive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions = {},
): number {
  if (seconds === 0) return 0
  bringStates(states)
  const driveAt = (time: number): Drive => driveBetween(from, to, time / seconds)
  if (spec.model.storage !== undefined) return advanceStorage(spec, driveAt, seconds, states, meter, options)
  const { recorder, tolerance, energy = true } = options
  const logged = recorder === undefined ? {} : { recorder }
  const cells: MovingCells<OperatingPoint> = {
    model: spec.model,
    point: (at, start, time) =>
      operatingPoint(spec, driveAt(time), at, start === undefined ? logged : { start, ...logged }),
    control: point => point.deviceVolts,
    relax: (volts, step, x, y) => rampStates(spec, volts, step, x, y),
    ...(energy ? { taken: step => meter.add(arrayPower(spec, step), step.seconds) } : {}),
  }
  const travel = travelOf(sourcesOf(from).map((values, k) => [values, sourcesOf(to)[k]]))
  return stepByHalves(cells, { travel }, seconds, states, tolerance)
}

function sourcesOf(drive: Drive): Float64Array[] {
  if (drive.kind === 'isolated') return [drive.volts]
  return [drive.left, drive.right, drive.top, drive.bottom].map(({ value }) => value)
}
