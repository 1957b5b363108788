import { currentPulses } from '../../plasticity/current-pulses.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { type FreshCell, resistances, withOpen } from './fmes-device.ts'

/** The current of the other experiments. */
const pair = { amps: 1e-3, number: 2 } as const
/** The width that the paper states for its pulses (Fig. 2c), and that for which the heights of Fig. 3c come out, s. */
const STATED_WIDTH = 1e-3
const FITTED_WIDTH = 1e-2

/** The claims of paired pulses: B07 to B09, B20, B23. */
export function fmesPairClaimRuns(fresh: FreshCell): ClaimRun[] {
  return [
    { id: 'B07', run: () => pairHeight(fresh, 0) },
    { id: 'B08', run: () => pairHeight(fresh, 1) },
    { id: 'B09', run: () => pairAgainstInterval(fresh) },
    { id: 'B20', run: () => pairIndex(fresh) },
    { id: 'B23', run: () => facilitationEnd(fresh) },
  ]
}

/** Heights of two pulses of 1 mA, V; interval from the end of the first to the start of the second, s. */
export function pairHeights(
  fresh: FreshCell,
  ohms: number,
  interval: number,
  width: number = FITTED_WIDTH,
): readonly [number, number] {
  const { peakVolts } = currentPulses(fresh(ohms), { ...pair, width, interval })
  return [peakVolts[0], peakVolts[1]]
}

function pairHeight(fresh: FreshCell, which: 0 | 1): ClaimOutcome {
  const [stated, fitted] = [STATED_WIDTH, FITTED_WIDTH].map(
    width => pairHeights(fresh, 7000, 0.01, width)[which],
  )
  return {
    simulated: [stated!],
    unit: 'V',
    holdsFor: `holds for pulses of 10 ms, ${(1e3 * fitted!).toFixed(1)} mV, to which the resistances are fitted; not for the 1 ms of Fig. 2c`,
    note: 'two pulses of 1 mA, 1 ms; dt from the end of the first to the start of the second; voltage at the end of the pulse',
  }
}

function pairIndex(fresh: FreshCell): ClaimOutcome {
  const [[first, second], [wideFirst, wideSecond]] = [STATED_WIDTH, FITTED_WIDTH].map(width =>
    pairHeights(fresh, 7000, 0.01, width),
  ) as [readonly [number, number], readonly [number, number]]
  return {
    simulated: [second / first],
    unit: '1',
    note: `the pulses of B07 and B08, 1 ms; with 10 ms ${(wideSecond / wideFirst).toFixed(3)}`,
  }
}

function pairAgainstInterval(fresh: FreshCell): ClaimOutcome {
  const intervals = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
  const indices = resistances.map(ohms =>
    intervals.map(interval => {
      const [first, second] = pairHeights(fresh, ohms, interval)
      return second / first
    }),
  )
  // The facilitation left of that at the shortest interval, from low to high resistance.
  const left = indices.map(row => row.map(index => (index - 1) / (row[0] - 1)))
  const falls = left.map(row => smallestRise(row.toReversed()))
  const slower = intervals.slice(1).map((_, k) => smallestRise(left.map(row => row[k + 1])))
  return trendOutcome(
    indices.at(-1)!,
    '1',
    Math.min(...falls, ...slower),
    'pulses of 10 ms; index at 8000 ohm, dt 10 ms to 10 s; what is left of the facilitation (index - 1) at 10 ms falls with dt and is less at lower R, 500 to 8000 ohm; margin: smallest relative fall with dt and rise with R',
  )
}

function facilitationEnd(fresh: FreshCell): ClaimOutcome {
  const threshold = 1.005
  const ends = withOpen.map(ohms => {
    let [low, high] = [Math.log(1e-2), Math.log(1e6)]
    while (high - low > 1e-9) {
      const middle = (low + high) / 2
      const [first, second] = pairHeights(fresh, ohms, Math.exp(middle))
      if (second / first > threshold) low = middle
      else high = middle
    }
    return Math.exp(low)
  })
  return trendOutcome(
    ends,
    's',
    smallestRise(ends),
    'interval at which the index of B07 and B08 falls to 100.5 %, 500 ohm to open; margin: smallest relative rise with R',
  )
}
