import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import { fitRelaxation } from '../../plasticity/fit-relaxation.ts'
import { fitTwoRelaxations } from '../../plasticity/fit-two-relaxations.ts'
import { fitTwoSegments } from '../../plasticity/fit-two-segments.ts'
import { type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import { decayAfter, type Fresh, levelAfter } from './after-train.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome, VISIBLE } from './claim-run.ts'

/** Pulse widths of Fig. 2a and S8, s. */
const widths = [1.5, 2.2, 2.9, 3.6, 4.3, 5] as const
/** Amplitudes of Fig. 2a, V. */
const amplitudes = Array.from({ length: 19 }, (_, k) => 0.5 + 0.25 * k)
/** Some of them, from both sides of the entry. */
const someAmplitudes = [0.5, 1, 1.5, 2, 2.5, 3, 4, 5] as const
/** Consecutive pulses of Fig. S8, whose number the text does not give. */
const counts = [1, 2, 3, 4, 5] as const
/** Time between the samples of the instrument, s: assumed. */
const sampleEvery = 0.05
/** Reads over one minute, and over four. */
const minute = Array.from({ length: 61 }, (_, k) => k)
const fourMinutes = Array.from({ length: 241 }, (_, k) => k)

/** The train that the paper states, 3 V and 1.5 s, with a pause and number of ours. */
const train: PulseTrainOptions = { volts: 3, width: 1.5, interval: 1.5, number: 10 }
/** The three ways in which the paper varies it. */
const trains = {
  frequency: [1, 1.5, 2].map(interval => ({ ...train, interval })),
  number: [8, 10, 12].map(number => ({ ...train, number })),
  duration: [1.5, 2.2, 2.9].map(width => ({ ...train, width })),
} as const
const variants = [...trains.frequency, ...trains.number, ...trains.duration]

const stated =
  '10 pulses of 3 V, 1.5 s on, 1.5 s off; one of pause (1 to 2 s), number (8 to 12), width (1.5 to 2.9 s) varied'

/**
 * The device claims of EC-MOF-L-AS (A01 to A09, A22, A24, A25), each by its protocol on one cell.
 * @param parameters device parameters in place of the calibrated ones
 */
export function ecMofClaimRuns(parameters: Readonly<Record<string, number>> = {}): ClaimRun[] {
  const fresh: Fresh = () => createCell(ecMofL, { parameters })
  return [
    { id: 'A01', run: () => peakAgainstPulse(fresh) },
    { id: 'A02', run: () => slopeChange(fresh) },
    { id: 'A03', run: () => retentionAgainstPulse(fresh) },
    { id: 'A04', run: () => relaxationAfterPulse(fresh) },
    { id: 'A05', run: () => pairedPulse(fresh) },
    { id: 'A06', run: () => levelAfterTrains(fresh) },
    { id: 'A07', run: () => relaxationAfterTrains(fresh) },
    { id: 'A08', run: () => levelAfterManyPulses(fresh) },
    { id: 'A09', run: () => levelAfterHundredPulses(fresh) },
    { id: 'A22', run: () => levelAfterOneMinute(fresh) },
    { id: 'A24', run: () => sameDecay(fresh) },
    { id: 'A25', run: () => sameRetention(fresh) },
  ]
}

/** The same with the calibrated parameters. */
export const ecMofClaims: readonly ClaimRun[] = ecMofClaimRuns()

function peakAgainstPulse(fresh: Fresh): ClaimOutcome {
  const peaks = widths.map(width =>
    amplitudes.map(volts => 1e12 * pulseTrain(fresh(), { volts, width, sampleEvery }).peakAmps[0]),
  )
  const alongWidth = amplitudes.map((_, k) => smallestRise(peaks.map(row => row[k])))
  const margin = Math.min(...peaks.map(smallestRise), ...alongWidth)
  return trendOutcome(
    peaks[0],
    'pA',
    margin,
    'largest of samples every 50 ms, 0.5 to 5 V in steps of 0.25 V, width 1.5 s; margin: smallest relative rise along the amplitude or the width (1.5 to 5 s)',
  )
}

function slopeChange(fresh: Fresh): ClaimOutcome {
  const knee = (every: number): { x: number; y: number } =>
    fitTwoSegments(
      amplitudes,
      amplitudes.map(
        volts => pulseTrain(fresh(), { volts, width: widths[0], sampleEvery: every }).peakAmps[0],
      ),
    )
  const { x, y } = knee(sampleEvery)
  const others = [0.25, 0.1, 0.05, 0.02, 0.01].map(
    every => `${(1e12 * knee(every).y).toFixed(1)} pA every ${1e3 * every} ms`,
  )
  return {
    simulated: [1e12 * y],
    unit: 'pA',
    holdsFor: `holds for samples every 50 ms or slower; faster ones show the current of the redox reaction instead: ${others.join(', ')}`,
    note: `two straight lines through the largest of samples every 50 ms of single 1.5 s pulses of 0.5 to 5 V in steps of 0.25 V; they meet at ${x.toFixed(2)} V`,
  }
}

function retentionAgainstPulse(fresh: Fresh): ClaimOutcome {
  const rises = amplitudes.map(volts =>
    Math.min(
      ...widths.map(width =>
        smallestRise(counts.map(number => levelAfter(fresh, { ...train, volts, width, number }, 60))),
      ),
    ),
  )
  const from = amplitudes.find((_, k) => rises.slice(k).every(rise => rise > VISIBLE))
  return {
    ...trendOutcome(
      counts.map(number => levelAfter(fresh, { ...train, number }, 60)),
      '1',
      Math.min(...rises),
      'I/I0 at 60 s after 1 to 5 consecutive pulses, the series for 3 V, 1.5 s; margin: smallest relative rise from pulse to pulse over the six widths and 0.5 to 5 V',
    ),
    holdsFor: `holds from ${from} V; below it nothing that can be measured is left after a minute`,
  }
}

function relaxationAfterPulse(fresh: Fresh): ClaimOutcome {
  const tausOf = (volts: number, number: number): number[] =>
    widths.map(width => fitRelaxation(decayAfter(fresh, { ...train, volts, width, number }, minute)).tau)
  const byNumber = counts.map(number => someAmplitudes.map(volts => tausOf(volts, number)))
  const all = byNumber.flat(2)
  const [one] = byNumber as [number[][]]
  const entry = someAmplitudes.indexOf(2.5)
  const [weak, strong] = [one.slice(0, entry).flat(), one.slice(entry).flat()]
  return {
    simulated: [all.reduce((a, b) => (Math.abs(b - 11) > Math.abs(a - 11) ? b : a))],
    unit: 's',
    holdsFor: `holds on the mean of the widths for one pulse of 2.5 V and more, ${mean(strong).toFixed(1)} s (${spread(strong)} s); not below, ${spread(weak)} s at 0.5 to 2 V, and not for more pulses, ${spread(byNumber.at(-1)!.slice(entry).flat())} s after five`,
    note: 'the farthest from 11 s of 0.5 to 5 V, the six widths and 1 to 5 consecutive pulses, as in A03; fit over 60 s with a free plateau',
  }
}

function pairedPulse(fresh: Fresh): ClaimOutcome {
  const indices = widths.map(width => {
    const { peakAmps } = pulseTrain(fresh(), { volts: 3, width, interval: 10, number: 2, sampleEvery })
    return (100 * peakAmps[1]) / peakAmps[0]
  })
  const rises = smallestRise(indices) > VISIBLE
  return {
    simulated: [indices[0]],
    unit: '%',
    holds: rises && indices[0] > 100 * (1 + VISIBLE),
    margin: Math.min(smallestRise(indices), indices[0] / 100 - 1),
    note: `3 V, 1.5 s, largest of samples every 50 ms; with the width from 1.5 to 5 s ${rises ? 'rising' : 'not rising'} to ${indices.at(-1)!.toFixed(0)} %`,
  }
}

function levelAfterTrains(fresh: Fresh): ClaimOutcome {
  const gains = variants.map(pulses => levelAfter(fresh, pulses, 240) - 1)
  return {
    simulated: [Math.min(...gains)],
    unit: '1',
    note: `smallest of the trains, ${spread(gains, 2)}; ${stated}`,
  }
}

function relaxationAfterTrains(fresh: Fresh): ClaimOutcome {
  const taus = variants.map(pulses => fitRelaxation(decayAfter(fresh, pulses, minute)).tau)
  return { simulated: [mean(taus)], unit: 's', note: `mean over the trains, ${spread(taus)} s; ${stated}` }
}

function levelAfterManyPulses(fresh: Fresh): ClaimOutcome {
  const pairs = [20, 40, 60].map(number =>
    [3, 5].map(volts => levelAfter(fresh, { ...train, volts, number }, 240)),
  )
  const all = pairs.map(pair => pair.map(level => level.toFixed(2)).join(' and ')).join('; ')
  const published = 1.88
  const distance = (pair: readonly number[]): number =>
    Math.max(...pair.map(level => Math.abs(level - published)))
  const nearest = pairs.reduce((best, pair) => (distance(pair) < distance(best) ? pair : best))
  const farther = nearest.reduce((a, b) => (Math.abs(b - published) > Math.abs(a - published) ? b : a))
  return {
    simulated: [farther],
    unit: '1',
    note: `3 V and 5 V for N = 20; 40; 60: ${all}; of the N nearest to the published figure the amplitude farther from it`,
  }
}

function levelAfterHundredPulses(fresh: Fresh): ClaimOutcome {
  const level = levelAfter(fresh, { ...train, number: 100 }, 240)
  return { simulated: [level], unit: '1', note: '100 pulses of 3 V, 1.5 s on, 1.5 s off, read 4 min later' }
}

function levelAfterOneMinute(fresh: Fresh): ClaimOutcome {
  const levels = someAmplitudes.map(volts => widths.map(width => levelAfter(fresh, { volts, width }, 60)))
  const entry = someAmplitudes.indexOf(2.5)
  const least = Math.min(...levels.flat())
  return {
    simulated: [least],
    unit: '1',
    holds: least > 1 + VISIBLE,
    margin: least - 1,
    holdsFor: `holds from 2.5 V, ${spread(levels.slice(entry).flat(), 2)}; below, ${spread(levels.slice(0, entry).flat(), 4)}, which no instrument tells from 1 at the lower end`,
    note: 'smallest over 0.5 to 5 V and the six widths, one pulse',
  }
}

function sameDecay(fresh: Fresh): ClaimOutcome {
  const tolerance = 0.1
  const curves = variants.map(pulses => {
    const { amps } = decayAfter(fresh, pulses, fourMinutes)
    return amps.map(level => (level - 1) / (amps[0] - 1))
  })
  const apart = Math.max(...fourMinutes.map(second => range(curves.map(curve => curve[second]))))
  const slowTaus = [5, 10, 20, 40].map(number => {
    const { seconds, amps } = decayAfter(fresh, { ...train, number }, fourMinutes)
    return fitTwoRelaxations({ seconds, amps: amps.map(level => level - 1) }).slowTau
  })
  return trendOutcome(
    slowTaus,
    's',
    Math.min(tolerance - apart, smallestRise(slowTaus)),
    `(I - I0)/(I(0) - I0) of the trains differs by at most ${apart.toFixed(3)} over 4 min (taken as the same up to ${tolerance}); the series is tau2 of two exponentials after 5, 10, 20, 40 pulses, which rises; ${stated}`,
  )
}

function sameRetention(fresh: Fresh): ClaimOutcome {
  const tolerance = 0.05
  const curves = [20, 40, 60].map(number =>
    [3, 5].map(volts => decayAfter(fresh, { ...train, volts, number }, fourMinutes).amps),
  )
  const apart = Math.max(
    ...curves.flatMap(([low, high]) => fourMinutes.map(k => Math.abs(high![k] / low![k] - 1))),
  )
  const hundred = decayAfter(fresh, { ...train, number: 100 }, fourMinutes).amps
  const highest = fourMinutes.map(k => Math.max(...curves.map(([low]) => low![k])))
  const above = Math.min(...fourMinutes.map(k => hundred[k] / highest[k] - 1))
  return trendOutcome(
    [...curves.map(([low]) => low!.at(-1)!), hundred.at(-1)!],
    '1',
    Math.min(tolerance - apart, above),
    `I/I0 at 4 min for N = 20, 40, 60, 100 at 3 V; 3 V and 5 V differ by at most ${(100 * apart).toFixed(1)} % over 4 min (taken as coinciding up to 5 %); N = 100 lies above the others by at least ${(100 * above).toFixed(1)} % all the time`,
  )
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b) / values.length
}

function range(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values)
}

function spread(values: readonly number[], digits = 1): string {
  return `${Math.min(...values).toFixed(digits)} to ${Math.max(...values).toFixed(digits)}`
}
