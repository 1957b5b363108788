import type { AdvanceOptions } from './advance-options.ts'
import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { PartedSteps } from './parted-steps.ts'
import { RelaxingSteps } from './relaxing-steps.ts'
import type { SolveRecorder } from './solve-log.ts'
import { createSolvedNetwork } from './solved-network.ts'
import { driveKey, stepMemory } from './step-memory.ts'
import { createSweptCrossbar, type SweptCrossbar } from './swept-crossbar.ts'

/** Of the second-order step that each third-order one contains; the step taken keeps to 1e-4 of the range of a state (test/referee). */
const TOLERANCE = 1e-4

/** Of the tolerance: so near voltages are to where they settle, over the largest between two lines. */
const SETTLED = 2e-3

/** Smaller arrays take as long in few steps of all cells (docs/benchmarks/programs.md). */
const LEAST_CELLS = 128

/** Working memory of the pulses of a run, so that nothing is made again for a pulse. */
interface Workplace {
  readonly steps: RelaxingSteps
  readonly swept: SweptCrossbar | undefined
  readonly parted: PartedSteps | undefined
}

const workplaces = new WeakMap<SolveRecorder, Workplace>()

/**
 * Advances an array whose states relax through `seconds` of a constant drive. A step solves three networks, in its middle, at its
 * end as it is predicted and at its end, and takes Simpson's mean of the rates between (third order); its length is controlled by the
 * distance from the second-order step in it. Networks are solved by line sweeps where these serve and settle, in full elsewhere. In a larger
 * array of which few cells switch, only these take such steps: see PartedSteps.
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
  const { steps, swept, parted } = workplaceOf(spec, recorder)
  const network = swept?.drive(drive, SETTLED * tolerance, recorder) === true ? swept : undefined
  if (network !== undefined && parted !== undefined && memory?.refuses(key) !== true) {
    const settled = SETTLED * tolerance * network.largest
    const taken = parted.run({ spec, states, seconds, tolerance, settled, meter: energy ? meter : undefined })
    if (taken > 0) return taken
    if (parted.tried) memory?.refuse(key)
  }
  const inFull = () => createSolvedNetwork(spec, drive, recorder)
  const first = memory?.recall(key) ?? seconds
  const taken = steps.run(
    { spec, states, tolerance, network, inFull },
    { seconds, first, ...(energy ? { meter } : {}) },
  )
  memory?.keep(key, steps.nextFirst)
  return taken
}

function workplaceOf(spec: ArraySpec, recorder: SolveRecorder | undefined): Workplace {
  const known = recorder === undefined ? undefined : workplaces.get(recorder)
  if (known?.steps.serves(spec)) return known
  const swept = createSweptCrossbar(spec)
  const large = spec.size[0] * spec.size[1] >= LEAST_CELLS
  const made = {
    steps: new RelaxingSteps(spec),
    swept,
    parted: swept && large ? new PartedSteps(spec, swept) : undefined,
  }
  if (recorder !== undefined) workplaces.set(recorder, made)
  return made
}
