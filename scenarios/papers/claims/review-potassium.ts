import { aloxInox, withoutPotassium } from '../../../arrays/devices/review/alox-inox.ts'
import { cycleFigures } from '../../plasticity/gate-cycle-figures.ts'
import { gateCycles } from '../../plasticity/gate-cycles.ts'
import { gatePairIndex } from '../../plasticity/gate-pair.ts'
import { gatePulseTrain } from '../../plasticity/gate-pulse-train.ts'
import { gateLoopArea, gateSweep } from '../../plasticity/gate-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { type FreshGated, freshGated, type Parameters, rangeOutcome } from './review-range.ts'

/** E17, E51, E52: potassium in InOx. */
export function inoxClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(aloxInox, parameters)
  return [
    {
      id: 'E17',
      run: () => rangeOutcome(fresh(), { scale: 1e6, unit: 'uS', note: rangeNote(fresh) }),
    },
    {
      id: 'E51',
      run: () => withAndWithout(fresh, freshGated(aloxInox, { ...parameters, ...withoutPotassium })),
    },
    { id: 'E52', run: () => weakAndStrong(fresh) },
  ]
}

function rangeNote(fresh: FreshGated): string {
  const { upNonlinearity, downNonlinearity, asymmetry } = cycleFigures(gateCycles(fresh())[1])
  return `50 pulses of +4 V, 50 of -2 V; distance from a straight line ${upNonlinearity.toFixed(2)} up, ${downNonlinearity.toFixed(2)} down, from the mirrored fall ${asymmetry.toFixed(2)} of the range`
}

function withAndWithout(withIons: FreshGated, without: FreshGated): ClaimOutcome {
  const area = (fresh: FreshGated): number =>
    gateLoopArea(gateSweep(fresh(), { vertices: [-2, 4, -2], rate: 10 }))
  const intervals = [0.015, 0.03, 0.06, 0.12]
  // A spike that only gathers ions: pairs probe the double layer.
  const pairs = (fresh: FreshGated): number[] =>
    intervals.map(interval => gatePairIndex(fresh(), { amplitude: 1, width: 0.015, interval }))
  const areas = [area(withIons), area(without)]
  const [own, other] = [pairs(withIons), pairs(without)]
  const cycles = gateCycles(withIons(), { cycles: 26 }).slice(1).map(cycleFigures)
  const kept = (cycles.at(-1)!.high - cycles.at(-1)!.low) / (cycles[0].high - cycles[0].low)
  const margin = Math.min(
    1 - areas[1] / areas[0],
    ...own.map((index, k) => index - other[k]),
    smallestRise(own.toReversed()),
    kept - 0.95,
  )
  return trendOutcome(
    [...areas, ...own, ...other],
    '1',
    margin,
    `area of the counterclockwise loop of ln G over -2 to 4 V with and without potassium; PPF index at 15, 30, 60, 120 ms with, then without; after 25 cycles of 50 + 50 the range is ${kept.toFixed(4)} of the first`,
  )
}

function weakAndStrong(fresh: FreshGated): ClaimOutcome {
  const share = (amplitude: number): number => {
    const { initial, peaks, levels } = gatePulseTrain(fresh(), { amplitude, width: 15e-3, rest: 1 })
    return (levels[0] - initial) / (peaks[0] - initial)
  }
  const [weak, strong] = [share(1), share(4)]
  return trendOutcome(
    [weak, strong],
    '1',
    Math.min(0.05 - weak, strong - 0.2),
    'share of the response left 1 s after one spike of 15 ms, of 1 V and of 4 V; below 5 % is taken as decayed, above 20 % as kept',
  )
}
