import type { AdvanceOptions } from './advance-options.ts'
import type { ArraySpec } from './array-spec.ts'
import { type CrossbarDrive, driveBetween } from './drive.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import { rampStates } from './relax-states.ts'
import { type MovingCells, stepTogether } from './step-together.ts'

/**
 * Advances the states of a crossbar through `seconds` in which its drive moves in a straight line. Needed where a current flows
 * because the voltage moves: cells that return charge lag behind it.
 * @param ends drives of the same lines
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceRamp(
  spec: ArraySpec,
  { from, to }: { readonly from: CrossbarDrive; readonly to: CrossbarDrive },
  seconds: number,
  states: readonly Float64Array[],
  { recorder, tolerance }: Pick<AdvanceOptions, 'recorder' | 'tolerance'> = {},
): number {
  const logged = recorder === undefined ? {} : { recorder }
  const driveAt = (time: number): CrossbarDrive => driveBetween(from, to, time / seconds)
  const cells: MovingCells<OperatingPoint> = {
    model: spec.model,
    driveMoves: true,
    point: (at, start, time) =>
      operatingPoint(spec, driveAt(time), at, start === undefined ? logged : { start, ...logged }),
    control: point => point.deviceVolts,
    relax: (volts, step, x, y) => rampStates(spec, volts, step, x, y),
  }
  return stepTogether(cells, seconds, states, tolerance)
}
