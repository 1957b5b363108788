import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import type { Training } from '../../plasticity/classical-conditioning.ts'
import { loopArea } from '../../plasticity/loop-area.ts'
import { type PulseTrain, type PulseTrainOptions, pulseTrain } from '../../plasticity/pulse-train.ts'
import { retention } from '../../plasticity/retention.ts'
import { voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { type Pavlov, pavlov, responseThreshold } from './pentacene-pavlov.ts'

/** Scan rate of the sweeps, V/s; the paper gives none. */
const scanRate = 10
/** The pulse of Fig. 4c and d; where the paper gives no pause, one pulse width. */
const pulse = { volts: 10, width: 0.05, interval: 0.05 } as const
/** After this many seconds the fast and the medium ions have left: the relaxed level. */
const relaxation = 120

/**
 * The device claims of the pentacene/P13 heterojunction (D01 to D20), each by its protocol on one cell.
 * @param parameters device parameters in place of the calibrated ones
 * @param training of Pavlov's experiment (D12, D18 to D20)
 */
export function pentaceneP13ClaimRuns(
  parameters: Readonly<Record<string, number>> = {},
  training: Training = 'pairs',
): ClaimRun[] {
  const fresh: Fresh = more => createCell(pentaceneP13, { parameters: { ...parameters, ...more } })
  const swept = once(() => positiveSweeps(fresh()))
  const dog = once(() => pavlov(fresh(), training))
  return [
    { id: 'D01', run: () => potentiatingSweeps(swept()) },
    { id: 'D02', run: () => depressingSweeps(swept()) },
    { id: 'D03', run: () => loopAgainstRate(fresh) },
    { id: 'D04', run: () => currentAgainstArea(fresh) },
    { id: 'D06', run: () => pairedPulse(fresh) },
    { id: 'D07', run: () => afterTetanus(fresh) },
    { id: 'D08', run: () => rateDependence(fresh) },
    { id: 'D09', run: () => relaxedLevels(fresh) },
    { id: 'D10', run: () => longOverShort(fresh) },
    { id: 'D12', run: () => conditioning(dog()) },
    { id: 'D13', run: () => relearning(fresh) },
    { id: 'D16', run: () => sweepRatio(swept()) },
    { id: 'D17', run: () => pulseDependence(fresh) },
    { id: 'D18', run: () => chord(dog().foodBefore, 'food alone, +10 V, before pairing') },
    { id: 'D19', run: () => chord(dog().bellBefore, 'bell alone, -3 V, before pairing') },
    { id: 'D20', run: () => chord(dog().bellAfter[0], 'bell alone, -3 V, 1 s after pairing') },
  ]
}

/** The same with the calibrated parameters. */
export const pentaceneP13Claims: readonly ClaimRun[] = pentaceneP13ClaimRuns()

type Fresh = (more?: Readonly<Record<string, number>>) => Cell

/** Several claims look at one experiment: it is run when the first of them asks. */
function once<T>(run: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => {
    result ??= { value: run() }
    return result.value
  }
}

/** The cell after the 160 cycles of Fig. 1d and S2, and the current at +10 V in each. */
interface Swept {
  readonly cell: Cell
  readonly peaks: readonly number[]
}

function positiveSweeps(cell: Cell): Swept {
  const cycles = voltageSweep(cell, { vertices: [0, 10, 0], rate: scanRate, cycles: 160 })
  return { cell, peaks: cycles.map(cycle => cycle.vertexAmps[1]) }
}

function potentiatingSweeps({ peaks }: Swept): ClaimOutcome {
  const margin = smallestRise(peaks)
  return {
    simulated: [peaks[0], peaks.at(-1)!],
    unit: 'A',
    holds: margin > 0,
    margin,
    note: `160 cycles of 0 to +10 V to 0 at ${scanRate} V/s (assumed); the current at +10 V rises by ${percent(margin)} or more in every cycle`,
  }
}

function sweepRatio({ peaks }: Swept): ClaimOutcome {
  return { simulated: [peaks.at(-1)! / peaks[0]], unit: '1', note: 'as D01' }
}

/** The fall counts only where it exceeds what a twin forgets at rest meanwhile. */
function depressingSweeps({ cell }: Swept): ClaimOutcome {
  const twin = cell.copy()
  const resting = Array.from({ length: 20 }, (_, k) => {
    twin.advance(0, (k === 0 ? 10 : 20) / scanRate)
    return twin.current(-10)
  })
  const cycles = voltageSweep(cell.copy(), { vertices: [0, -10, 0], rate: scanRate, cycles: 20 })
  const currents = cycles.map(cycle => cycle.vertexAmps[1])
  return trendOutcome(
    currents,
    'A',
    smallestFall(currents.map((amps, k) => amps / resting[k])),
    `current at -10 V over 20 cycles of 0 to -10 V to 0 at ${scanRate} V/s after the sweeps of D01; margin: smallest relative fall of its magnitude beyond that of a cell at rest`,
  )
}

function loopAgainstRate(fresh: Fresh): ClaimOutcome {
  const areas = [1, 2, 5, 10, 20, 50, 100].map(rate =>
    Math.abs(loopArea(voltageSweep(fresh(), { vertices: [0, 10, 0], rate })[0])),
  )
  return trendOutcome(
    areas,
    'V A',
    smallestFall(areas),
    'loop area of a first cycle 0 to +10 V to 0 at 1, 2, 5, 10, 20, 50, 100 V/s; margin: smallest relative fall',
  )
}

function currentAgainstArea(fresh: Fresh): ClaimOutcome {
  const currents = [1, 2.5, 5, 10].map(
    area => voltageSweep(fresh({ area }), { vertices: [0, 10, 0], rate: scanRate })[0].vertexAmps[1],
  )
  return trendOutcome(
    currents,
    'A',
    smallestRise(currents),
    'first +10 V of devices of 100 um x 100, 250, 500, 1000 um; margin: smallest relative rise',
  )
}

/** Pauses between the pulses of Fig. 4b, s. */
const pauses = [0.05, 0.1, 0.2, 0.5, 1, 2, 5] as const

/** (I_n - I_1)/I_1 of a train for each pause, percent. */
function facilitation(fresh: Fresh, number: number): number[] {
  return pauses.map(interval => {
    const { peakAmps } = pulseTrain(fresh(), { ...pulse, interval, number })
    return 100 * (peakAmps[number - 1] / peakAmps[0] - 1)
  })
}

function pairedPulse(fresh: Fresh): ClaimOutcome {
  const indices = facilitation(fresh, 2)
  return trendOutcome(
    indices,
    '%',
    smallestFall(indices),
    `PPF of +10 V, 50 ms at pauses of ${pauses.join(', ')} s; margin: smallest relative fall`,
  )
}

function afterTetanus(fresh: Fresh): ClaimOutcome {
  const pairs = facilitation(fresh, 2)
  const indices = facilitation(fresh, 10)
  const above = indices.map((index, k) => index / pairs[k] - 1)
  return trendOutcome(
    indices,
    '%',
    Math.min(smallestFall(indices), ...above),
    'PTP at the pauses of D06; margin: smallest relative fall, or distance above PPF',
  )
}

function rateDependence(fresh: Fresh): ClaimOutcome {
  const frequencies = [0.1, 0.25, 0.5, 1, 1.5, 2, 2.5]
  const currents = frequencies.map(hertz => {
    const { peakAmps } = pulseTrain(fresh(), { ...pulse, interval: 1 / hertz - pulse.width, number: 20 })
    return peakAmps[19]
  })
  return trendOutcome(
    currents,
    'A',
    smallestRise(currents),
    `current of the 20th pulse at ${frequencies.join(', ')} Hz; margin: smallest relative rise`,
  )
}

function relaxedAmps(fresh: Fresh, train: PulseTrainOptions): number {
  const cell = fresh()
  pulseTrain(cell, train)
  return retention(cell, { seconds: [relaxation] }).amps[0]
}

function relaxedLevels(fresh: Fresh): ClaimOutcome {
  const numbers = [5, 10, 20, 30, 40, 50]
  const before = fresh().current(1)
  const found = numbers.map(number => {
    const cell = fresh()
    const { readAmps } = pulseTrain(cell, { ...pulse, number })
    const level = retention(cell, { seconds: [relaxation] }).amps[0]
    return { level, kept: (level - before) / (readAmps.at(-1)! - before) }
  })
  const levels = found.map(({ level }) => level)
  const kept = found.map(run => run.kept)
  return trendOutcome(
    levels,
    'A',
    Math.min(smallestRise(levels), smallestRise(kept)),
    `current at +1 V, ${relaxation} s after N = ${numbers.join(', ')} pulses, 50 ms apart; the share of the change that is left by then rises as well, ${kept.map(share => share.toFixed(3)).join(', ')}: from short to long term; margin: smallest relative rise of both`,
  )
}

function longOverShort(fresh: Fresh): ClaimOutcome {
  const long = relaxedAmps(fresh, { ...pulse, number: 100 })
  const short = relaxedAmps(fresh, { ...pulse, volts: 8, number: 5 })
  return {
    simulated: [long / short],
    unit: '1',
    note: `current at +1 V, ${relaxation} s after 100 pulses of 10 V over that after 5 pulses of 8 V (numbers assumed)`,
  }
}

function conditioning({ foodBefore, bellBefore, bellAfter }: Pavlov): ClaimOutcome {
  const currents = [foodBefore, bellBefore, ...bellAfter].map(response => response.amps)
  const [food, before, ...after] = currents.map(amps => Math.abs(amps) / responseThreshold)
  const margin = Math.min(
    food! - 1,
    1 - before!,
    after[0] - 1,
    1 - after.at(-1)!,
    smallestFall(after as number[]),
  )
  return trendOutcome(
    currents,
    'A',
    margin,
    'from a potentiated device: food alone, bell alone, then the bell 1, 10, 60 and 300 s after pairing; margin: distance from 0.2 mA over 0.2 mA, or smallest relative fall of the last four',
  )
}

function chord(response: { readonly volts: number; readonly amps: number }, note: string): ClaimOutcome {
  return { simulated: [(1e6 * response.amps) / response.volts], unit: 'uS', note }
}

function relearning(fresh: Fresh): ClaimOutcome {
  const cell = fresh()
  const train = pulseTrain(cell, { ...pulse, number: 50 })
  const learned = train.readAmps[49]
  cell.advance(0, 600)
  const again = pulseTrain(cell, { ...pulse, number: 50 })
  const needed = [train, again].map((run: PulseTrain) => 1 + run.readAmps.findIndex(amps => amps >= learned))
  return trendOutcome(
    needed,
    'pulses',
    1 - needed[1] / needed[0],
    'pulses to the level of 50, and again after 10 min of forgetting; margin: share of pulses saved',
  )
}

function pulseDependence(fresh: Fresh): ClaimOutcome {
  const last = (changed: Partial<PulseTrainOptions>): number =>
    pulseTrain(fresh(), { ...pulse, number: 10, ...changed }).readAmps[9]
  const widths = [0.02, 0.05, 0.1, 0.2, 0.5].map(width => last({ width }))
  const amplitudes = [7, 8, 9, 10].map(volts => last({ volts }))
  const intervals = [5, 2, 1, 0.5, 0.2, 0.1, 0.05].map(interval => last({ interval }))
  return trendOutcome(
    widths,
    'A',
    Math.min(...[widths, amplitudes, intervals].map(smallestRise)),
    'current at +1 V after 10 pulses of +10 V of 20, 50, 100, 200, 500 ms; margin: smallest relative rise with width, amplitude (7 to 10 V) and nearness (5 s to 50 ms)',
  )
}

function smallestFall(series: readonly number[]): number {
  return smallestRise(series.toReversed())
}

function percent(share: number): string {
  return `${(100 * share).toPrecision(2)} %`
}
