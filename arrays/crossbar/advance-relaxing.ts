import type { AdvanceOptions } from './advance-options.ts'
import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { RelaxingSteps } from './relaxing-steps.ts'
import type { SolveRecorder } from './solve-log.ts'
import { driveKey, stepMemory } from './step-memory.ts'

/** Of the second-order step that each third-order one contains; the step taken keeps to 1e-4 of the range of a state (test/referee). */
const TOLERANCE = 1e-4

/** Working memory of the pulses of a run, so that nothing is made again for a pulse. */
const workplaces = new WeakMap<SolveRecorder, RelaxingSteps>()

/**
 * Advances an array whose states relax through `seconds` of a constant drive. A step solves three networks, in its middle, at its
 * end as it is predicted and at its end, and takes Simpson's mean of the rates between (third order); its length is controlled by the
 * distance from the second-order step in it. Networks are solved by line sweeps where these serve and settle, in full elsewhere.
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceRelaxing(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  { recorder, tolerance = TOLERANCE, energy = true }: AdvanceOptions,
): number {
  const memory = stepMemory(recorder)
  const key = memory === undefined ? '' : driveKey(drive, seconds)
  const stepper = workplaceOf(spec, recorder)
  const first = memory?.recall(key) ?? seconds
  const steps = stepper.run(
    { spec, drive, states, tolerance, recorder },
    { seconds, first, ...(energy ? { meter } : {}) },
  )
  memory?.keep(key, stepper.nextFirst)
  return steps
}

function workplaceOf(spec: ArraySpec, recorder: SolveRecorder | undefined): RelaxingSteps {
  const known = recorder === undefined ? undefined : workplaces.get(recorder)
  if (known?.serves(spec)) return known
  const made = new RelaxingSteps(spec)
  if (recorder !== undefined) workplaces.set(recorder, made)
  return made
}
