import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofH, ecMofL, ecMofN } from '../../../arrays/devices/ec-mof.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { fitRelaxation } from '../../plasticity/fit-relaxation.ts'
import { type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import { decayAfter, type Fresh, levelAfter } from './after-train.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'

/** The train that the paper states for the highest retention, 3 V and 2.9 s; the pause is ours. */
const train: PulseTrainOptions = { volts: 3, width: 2.9, interval: 1.5, number: 100 }
const minute = Array.from({ length: 61 }, (_, k) => k)
const fourMinutes = Array.from({ length: 241 }, (_, k) => k)
const stated = '3 V, 2.9 s on, 1.5 s off'

/**
 * The device claims of EC-MOF-N-AS (A11 to A17, A26 to A29) and its comparison with the others (A20), each by its protocol.
 * @param parameters device parameters of EC-MOF-N in place of the calibrated ones
 * @param protons the same for EC-MOF-H
 */
export function ecMofNClaimRuns(
  parameters: Readonly<Record<string, number>> = {},
  protons: Readonly<Record<string, number>> = {},
): ClaimRun[] {
  const fresh: Fresh = () => createCell(ecMofN, { parameters })
  const freshOf =
    (model: DeviceModel): Fresh =>
    () =>
      createCell(model)
  return [
    { id: 'A11', run: () => gainAfterWidePulses(fresh) },
    { id: 'A12', run: () => relaxationAfterWidePulses(fresh) },
    { id: 'A13', run: () => levelAfterHundred(fresh, 240, '4 min') },
    { id: 'A14', run: () => levelAfterHundred(fresh, 1800, '30 min') },
    { id: 'A15', run: () => relearning(fresh) },
    { id: 'A16', run: () => potentiationAndDepression(fresh) },
    { id: 'A17', run: () => powerAtTenMillivolt(fresh) },
    {
      id: 'A20',
      run: () => keptShare([freshOf(ecMofL), fresh, () => createCell(ecMofH, { parameters: protons })]),
    },
    { id: 'A26', run: () => widthAgainstAmplitude(fresh) },
    { id: 'A27', run: () => retentionAgainstFrequency([freshOf(ecMofL), fresh]) },
    { id: 'A28', run: () => shareLeft(fresh) },
    { id: 'A29', run: () => currentAtTenMillivolt(fresh) },
  ]
}

/** The same with the calibrated parameters. */
export const ecMofNClaims: readonly ClaimRun[] = ecMofNClaimRuns()

function gainAfterWidePulses(fresh: Fresh): ClaimOutcome {
  const gain = levelAfter(fresh, { ...train, number: 20 }, 240) - 1
  return {
    simulated: [gain],
    unit: '1',
    note: `20 pulses of ${stated}; amplitude and number are not printed`,
  }
}

function relaxationAfterWidePulses(fresh: Fresh): ClaimOutcome {
  const { tau } = fitRelaxation(decayAfter(fresh, { ...train, number: 20 }, minute))
  return { simulated: [tau], unit: 's', note: `20 pulses of ${stated}; fit over 60 s with a free plateau` }
}

function levelAfterHundred(fresh: Fresh, seconds: number, when: string): ClaimOutcome {
  return {
    simulated: [levelAfter(fresh, train, seconds)],
    unit: '1',
    note: `100 pulses of ${stated}, read ${when} later`,
  }
}

function shareLeft(fresh: Fresh): ClaimOutcome {
  const [early, late] = decayAfter(fresh, train, [240, 1800]).amps
  return {
    simulated: [(late! - 1) / (early! - 1)],
    unit: '1',
    note: `100 pulses of ${stated}, 30 min over 4 min`,
  }
}

function relearning(fresh: Fresh): ClaimOutcome {
  const cell = fresh()
  const first = 50
  const { readAmps } = pulseTrain(cell, { ...train, number: first })
  cell.advance(0, 45 * 60)
  const again = pulseTrain(cell, { ...train, number: first })
  const needed = again.readAmps.findIndex(amps => amps >= readAmps.at(-1)!) + 1
  return trendOutcome(
    [first, needed],
    'pulses',
    needed === 0 ? -1 : first - needed,
    `pulses of ${stated} to learn, and to reach the same current again after 45 min of rest; margin in pulses`,
  )
}

function potentiationAndDepression(fresh: Fresh): ClaimOutcome {
  const rounds = 5
  const bend = 0.15
  const half: PulseTrainOptions = { volts: 3, width: 1.5, interval: 1.5, number: 50 }
  const cell = fresh()
  const loops = Array.from({ length: rounds }, () => {
    const up = pulseTrain(cell, half).readAmps
    cell.advance(0, 1.5)
    const down = pulseTrain(cell, { ...half, volts: -1.5 }).readAmps
    cell.advance(0, 1.5)
    return { up, down }
  })
  const tops = loops.map(({ up }) => up.at(-1)!)
  const changes = tops.slice(1).map((top, k) => Math.abs(top / tops[k] - 1))
  const calming = changes.slice(1).map((change, k) => 1 - change / changes[k])
  const bends = loops.flatMap(({ up, down }) => [bendOf(up), bendOf(down)])
  return trendOutcome(
    tops.map(amps => 1e12 * amps),
    'pA',
    Math.min(bend - Math.max(...bends), ...calming),
    `current at 10 mV after 50 pulses of 3 V in each of ${rounds} rounds with 50 of -1.5 V between, 1.5 s on, 1.5 s off; largest distance of a half round from its straight line ${(100 * Math.max(...bends)).toFixed(0)} % of its height (taken as near-linear up to 15 %); each round differs less from the one before`,
  )
}

/** Largest distance of a series from the straight line between its ends, over its height. */
function bendOf(series: Float64Array): number {
  const first = series[0]
  const height = series.at(-1)! - first
  const distances = series.map((value, k) => Math.abs(value - first - (height * k) / (series.length - 1)))
  return Math.max(...distances) / Math.abs(height)
}

function powerAtTenMillivolt(fresh: Fresh): ClaimOutcome {
  const { peakAmps } = pulseTrain(fresh(), { volts: 0.01, width: 1.5 })
  return {
    simulated: [0.01 * peakAmps[0] * 1e15],
    unit: 'fW',
    note: 'V I at the end of a pulse of 10 mV, 1.5 s',
  }
}

function currentAtTenMillivolt(fresh: Fresh): ClaimOutcome {
  const { peakAmps } = pulseTrain(fresh(), { volts: 0.01, width: 1.5 })
  return { simulated: [peakAmps[0] * 1e12], unit: 'pA', note: 'at the end of a pulse of 10 mV, 1.5 s' }
}

function keptShare(devices: readonly Fresh[]): ClaimOutcome {
  const times = [5, 10, 30, 60]
  const shares = devices.map(fresh => {
    const { amps } = decayAfter(fresh, { volts: 3, width: 2.9 }, [0, ...times])
    return Array.from(amps.subarray(1), level => (level - 1) / (amps[0] - 1))
  })
  const [lithium, sodium, protons] = shares as [number[], number[], number[]]
  const slack = times.map((_, k) => Math.min(lithium[k], sodium[k]) - protons[k])
  return trendOutcome(
    shares.map(share => share[1]),
    '1',
    Math.min(...slack),
    'share of the change left 10 s after one pulse of 3 V, 2.9 s in L, N, H; margin: smallest lead of L and N over H at 5, 10, 30, 60 s',
  )
}

function widthAgainstAmplitude(fresh: Fresh): ClaimOutcome {
  const pulses: PulseTrainOptions = { volts: 2.5, width: 1.5, interval: 1.5, number: 20 }
  const level = (changed: Partial<PulseTrainOptions>): number =>
    levelAfter(fresh, { ...pulses, ...changed }, 240) - 1
  const narrow = level({})
  const wide = level({ width: 2.9 })
  const strong = level({ volts: 2.5 * (2.9 / 1.5) })
  return trendOutcome(
    [narrow, wide, strong],
    '1',
    Math.min(wide / strong - 1, smallestRise([narrow, wide])),
    'gain 4 min after 20 pulses of 2.5 V, 1.5 s; with 2.9 s instead; with an amplitude raised by the same factor to 4.8 V instead',
  )
}

function retentionAgainstFrequency(devices: readonly Fresh[]): ClaimOutcome {
  const tolerance = 0.1
  const apart = devices.map(fresh => {
    const curves = [1, 1.5, 2].map(interval => {
      const { amps } = decayAfter(fresh, { volts: 3, width: 1.5, interval, number: 10 }, fourMinutes)
      return amps.map(level => (level - 1) / (amps[0] - 1))
    })
    return Math.max(
      ...fourMinutes.map(k => {
        const at = curves.map(curve => curve[k])
        return Math.max(...at) - Math.min(...at)
      }),
    )
  })
  return trendOutcome(
    apart,
    '1',
    tolerance - Math.max(...apart),
    `largest distance between the curves (I - I0)/(I(0) - I0) over 4 min after 10 pulses of 3 V, 1.5 s with 1, 1.5 and 2 s between, for L and N; taken as the same up to ${tolerance}`,
  )
}
