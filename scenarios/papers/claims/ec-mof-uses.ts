import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofH, ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { classicalConditioning, type Training } from '../../plasticity/classical-conditioning.ts'
import { type Actuator, driveMuscle, fibreMuscle } from '../../plasticity/muscle.ts'
import { type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import type { Fresh } from './after-train.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'

/** The three sets of pulses of A19: 10 pulses of 0.5 s, half of each second on. Amplitudes of ours, 4 V of the paper. */
export const muscleSets = { amplitudes: [2, 3, 4], width: 0.5, interval: 0.5, number: 10 } as const

/**
 * Claims on what EC-MOF-L and EC-MOF-H are used for: conditioning, a muscle, relearning (A10, A19, A30).
 * @param parameters device parameters of EC-MOF-L in place of the calibrated ones
 */
export function ecMofUseClaimRuns(parameters: Readonly<Record<string, number>> = {}): ClaimRun[] {
  const lithium: Fresh = () => createCell(ecMofL, { parameters })
  return [
    { id: 'A10', run: () => conditioning('pairs') },
    { id: 'A19', run: muscle },
    { id: 'A30', run: () => relearning(lithium) },
  ]
}

export const ecMofUseClaims: readonly ClaimRun[] = ecMofUseClaimRuns()

/** Current that counts as salivation, A. */
const salivation = 20e-12

/** A10 by the device's own pairs, or its control: the food of the pairs without their bells. */
export function conditioning(training: Training): ClaimOutcome {
  const probes = [2, 30, 60, 120, 300, 600, 1200]
  const found = classicalConditioning(createCell(ecMofL), {
    training,
    food: { volts: 4, width: 5 },
    bell: { volts: 1.2, width: 1.5 },
    pairs: 10,
    interval: 1.5,
    rest: 600,
    probes,
  })
  const [food, before, ...after] = [found.foodBefore, found.bellBefore, ...found.bellAfter].map(
    amps => amps / salivation,
  )
  return trendOutcome(
    [found.foodBefore, found.bellBefore, ...found.bellAfter].map(amps => 1e12 * amps),
    'pA',
    Math.min(food! - 1, 1 - before!, after[0] - 1, 1 - after.at(-1)!, smallestRise(after.toReversed())),
    `food 4 V, 5 s alone; bell 1.2 V, 1.5 s alone; then, after 10 pairs 1.5 s apart, the bell alone ${probes.join(', ')} s later; a response is 20 pA (all assumed); margin: distance from 20 pA over 20 pA, or smallest relative fall of the bell`,
  )
}

function muscle(): ClaimOutcome {
  return forces(() => createCell(ecMofH), fibreMuscle)
}

/** The control of A19: the actuator is again the line through the two forces, at the currents of this device. */
export function muscleThroughResistor(fresh: Fresh): ClaimOutcome {
  return forces(fresh, fitActuator(fresh))
}

/** The straight line through the two forces that are not zero, at the last currents of their sets of pulses. */
export function fitActuator(fresh: Fresh): Actuator {
  const [, small, large] = driveMuscle(fresh, muscleSets).map(({ peakAmps }) => peakAmps.at(-1)!)
  const gain = (9.1 - 3.5) / (large! - small!)
  return { gain, thresholdAmps: small! - 3.5 / gain }
}

function forces(fresh: Fresh, actuator: Actuator): ClaimOutcome {
  const sets = driveMuscle(fresh, { ...muscleSets, actuator })
  const currents = sets.map(({ peakAmps }) => (1e12 * peakAmps.at(-1)!).toFixed(1))
  return {
    simulated: sets.map(({ force }) => Math.max(...force)),
    unit: 'N',
    note: `10 pulses of 0.5 s at 2, 3, 4 V: ${currents.join(', ')} pA; force ${(actuator.gain * 1e-12).toPrecision(4)} N/pA above ${(1e12 * actuator.thresholdAmps).toPrecision(4)} pA. Both numbers of the actuator are fitted to 3.5 and 9.1 N, only the zero is predicted`,
  }
}

function relearning(fresh: Fresh): ClaimOutcome {
  const train: PulseTrainOptions = { volts: 3, width: 1.5, interval: 1.5, number: 20 }
  const cell = fresh()
  const counts: number[] = []
  const learnt = pulseTrain(cell, train).readAmps
  const level = learnt.at(-1)!
  counts.push(train.number!)
  for (let round = 0; round < 2; round++) {
    cell.advance(0, 240)
    const again = pulseTrain(cell, { ...train, number: 100 }).readAmps
    counts.push(1 + again.findIndex(amps => amps >= level))
  }
  return trendOutcome(
    counts,
    'pulses',
    counts.includes(0) ? -1 : Math.min(1 - counts[1] / counts[0], 1 - counts[2] / counts[1]),
    'pulses of 3 V, 1.5 s on, 1.5 s off to learn, and to reach the same current again after 4 min of forgetting, twice (the second time after 100 pulses); margin: share of pulses saved each time. The paper counts pulses and states no direction; fewer to relearn is our reading',
  )
}
