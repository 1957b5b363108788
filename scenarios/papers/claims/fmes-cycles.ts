import { OPEN_OHMS } from '../../../arrays/devices/storage-regulator.ts'
import { type CurrentCycle, currentCycle } from '../../plasticity/current-cycle.ts'
import { exponentialNonlinearity } from '../../plasticity/current-nonlinearity.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import type { FreshCell } from './fmes-device.ts'

/** Those of Fig. 1e and S14. */
const cycled = [500, 1000, 8000, OPEN_OHMS] as const

/** The cycles of Fig. 1e, with a width and period of ours. */
const cycle = { amps: 1e-3, width: 0.01, period: 0.04, number: 150 } as const
const cycleNote =
  '150 pulses of +1 mA, then 150 of -1 mA, 10 ms every 40 ms; weight: voltage at the end of each period; 500, 1000, 8000 ohm and open'

/** The claims of potentiation and depression: B12, B13, B24. */
export function fmesCycleClaimRuns(fresh: FreshCell): ClaimRun[] {
  return [
    { id: 'B12', run: () => dynamicRange(fresh) },
    { id: 'B13', run: () => updateAgainstResistance(fresh) },
    { id: 'B24', run: () => rangeAgainstResistance(fresh) },
  ]
}

/** The same at the 500 Hz of the other trains. */
const fastCycle = { ...cycle, width: 1e-3, period: 2e-3 } as const

function cycles(fresh: FreshCell, options: typeof cycle | typeof fastCycle = cycle): readonly CurrentCycle[] {
  return cycled.map(ohms => currentCycle(fresh(ohms), options))
}

function dynamicRange(fresh: FreshCell): ClaimOutcome {
  const ratios = [cycle, fastCycle].map(options => cycles(fresh, options).map(({ up }) => up.at(-1)! / up[0]))
  const list = (values: readonly number[]): string => values.map(value => value.toFixed(1)).join(', ')
  return {
    simulated: ratios.flat(),
    unit: '1',
    holdsFor: `10 ms every 40 ms: ${list(ratios[0])}; 1 ms every 2 ms: ${list(ratios[1])}`,
    note: `${cycleNote}; then the same with 1 ms every 2 ms, the 500 Hz of Fig. 3; after the last pulse of potentiation over after the first`,
  }
}

function updateAgainstResistance(fresh: FreshCell): ClaimOutcome {
  const halves = cycles(fresh).map(({ up, down }) =>
    [up, down].map(weights => ({
      nonlinearity: exponentialNonlinearity(weights),
      step: Math.abs(weights.at(-1)! - weights[0]) / (weights.length - 1),
    })),
  )
  const series = (half: number, figure: 'nonlinearity' | 'step'): number[] =>
    halves.map(pairOfHalves => pairOfHalves[half][figure])
  const linear = [0, 1].map(half => smallestRise(series(half, 'nonlinearity').toReversed()))
  const steps = [0, 1].map(half => smallestRise(series(half, 'step')))
  const list = (values: readonly number[], digits: number): string =>
    values.map(value => value.toFixed(digits)).join(', ')
  return trendOutcome(
    series(0, 'nonlinearity'),
    '1',
    Math.min(...linear, ...steps),
    `${cycleNote}; NL of potentiation by an exponential fit, of depression ${list(series(1, 'nonlinearity'), 3)}; mean step ${list(
      series(0, 'step').map(value => 1e3 * value),
      2,
    )} and ${list(
      series(1, 'step').map(value => 1e3 * value),
      2,
    )} mV; margin: smallest relative fall of NL and rise of the step with R`,
  )
}

function rangeAgainstResistance(fresh: FreshCell): ClaimOutcome {
  const ranges = cycles(fresh).map(({ up, down }) => Math.max(...up, ...down) - Math.min(0, ...up, ...down))
  return trendOutcome(
    ranges,
    'V',
    smallestRise(ranges),
    `${cycleNote}; highest less lowest weight, the fresh device included; margin: smallest relative rise with R`,
  )
}
