import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { thresholdVoltage } from '../../plasticity/threshold-voltage.ts'
import { type SweepCycle, voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'

/** Scan rate that the paper states for Fig. 2b and that is taken for Fig. 2a and 2c as well, V/s. */
const rate = 0.01
/** Voltage step of the sweeps, V: halving it moves no end current by 0.1 %. */
const step = 0.1
const cycles = 10

/**
 * The device claims of ZnTPP/AlOx (C01 to C06, C19, C20), each by its protocol on one device.
 * @param parameters device parameters in place of the calibrated ones
 * @param state initial state in place of the calibrated one
 */
export function zntppClaimRuns(
  parameters: Readonly<Record<string, number>> = {},
  state: Readonly<Record<string, number>> = {},
): ClaimRun[] {
  const fresh = (): Cell => createCell(zntpp, { parameters, state })
  return [
    { id: 'C01', run: () => potentiationEnds(fresh()) },
    { id: 'C02', run: () => depressionEnds(fresh()) },
    { id: 'C03', run: () => resetPeak(fresh()) },
    { id: 'C04', run: () => lowVoltageEnds(fresh()) },
    { id: 'C05', run: () => lowNegativeEnds(fresh()) },
    { id: 'C06', run: () => biasThreshold(fresh) },
    { id: 'C19', run: () => pinchedLoop(fresh()) },
    { id: 'C20', run: () => directionAgainstVoltage(fresh) },
  ]
}

/** The same with the calibrated parameters. */
export const zntppClaims: readonly ClaimRun[] = zntppClaimRuns()

/** Ten sweeps 0 to `peak` to 0 without rest; the currents at the peak, A. */
function ends(cell: Cell, peak: number): number[] {
  return sweeps(cell, peak, cycles).map(cycle => cycle.vertexAmps[1])
}

function sweeps(cell: Cell, peak: number, count: number): SweepCycle[] {
  return voltageSweep(cell, { vertices: [0, peak, 0], rate, step, cycles: count })
}

function firstAndLast(amps: readonly number[], note: string): ClaimOutcome {
  return { simulated: [1e6 * amps[0], 1e6 * amps.at(-1)!], unit: 'uA', note }
}

function potentiationEnds(cell: Cell): ClaimOutcome {
  return firstAndLast(ends(cell, 10), 'current at +10 V, first and tenth sweep of a fresh device, 0.01 V/s')
}

function depressionEnds(cell: Cell): ClaimOutcome {
  ends(cell, 10)
  return firstAndLast(ends(cell, -10), 'current at -10 V, first and tenth sweep right after the ten of C01')
}

function resetPeak(cell: Cell): ClaimOutcome {
  ends(cell, 10)
  const { volts, amps } = sweeps(cell, -10, 1)[0]
  const out = volts.indexOf(-10)
  let peak = 1
  while (peak < out && amps[peak] <= amps[peak - 1]) peak++
  peak--
  // Top of the parabola through the largest current and its neighbours.
  const [before, top, after] = [amps[peak - 1], amps[peak], amps[peak + 1]]
  const bend = before - 2 * top + after
  // Without a peak (the current is negative, so a minimum) there is no parabola.
  const shift = bend > 0 ? Math.max(-1, Math.min(1, (before - after) / (2 * bend))) : 0
  return {
    simulated: [peak === out ? -10 : volts[peak] + shift * (volts[peak + 1] - volts[peak])],
    unit: 'V',
    note: 'largest current on the way to -10 V, first sweep right after C01',
  }
}

function lowVoltageEnds(cell: Cell): ClaimOutcome {
  return beyondRest(
    fallAgainstRest(cell, 4),
    'current at +4 V, first and tenth sweep of a fresh device; 0.01 V/s assumed',
  )
}

function lowNegativeEnds(cell: Cell): ClaimOutcome {
  ends(cell, 4)
  return beyondRest(
    fallAgainstRest(cell, -4),
    'current at -4 V, first and tenth sweep right after the ten of C04',
  )
}

/** End currents of ten sweeps, and those of a twin that rests meanwhile, A. */
interface AgainstRest {
  readonly amps: readonly number[]
  readonly resting: readonly number[]
}

function fallAgainstRest(cell: Cell, peak: number): AgainstRest {
  const twin = cell.copy()
  const leg = Math.abs(peak) / rate
  const resting = Array.from({ length: cycles }, (_, k) => {
    twin.advance(0, k === 0 ? leg : 2 * leg)
    return twin.current(peak)
  })
  return { amps: ends(cell, peak), resting }
}

/** Smallest relative fall from sweep to sweep beyond that of the twin at rest. */
function slackBeyondRest({ amps, resting }: AgainstRest): number {
  const shares = amps.map((current, k) => current / resting[k])
  return Math.min(...shares.slice(1).map((share, k) => 1 - share / shares[k]))
}

/** The sweeps count as the cause only where the current falls further than at rest. */
function beyondRest(found: AgainstRest, note: string): ClaimOutcome {
  const margin = slackBeyondRest(found)
  const [first, last] = [found.resting[0], found.resting.at(-1)!]
  return {
    ...firstAndLast(
      found.amps,
      `${note}; at rest meanwhile ${(1e6 * first).toFixed(2)} to ${(1e6 * last).toFixed(2)} uA; margin: smallest relative fall in a sweep beyond that at rest`,
    ),
    holds: margin > 0,
    margin,
  }
}

function biasThreshold(fresh: () => Cell): ClaimOutcome {
  const seconds = 10
  const used = (): Cell => {
    const cell = fresh()
    cell.advance(10, 0.1)
    return cell
  }
  const [threshold, onFresh] = [used(), fresh()].map(cell =>
    thresholdVoltage(cell, { between: [2, 10], seconds }),
  )
  const changes = [1, 2, 3, 5, 10, 12, 13, 14].map(bias => {
    const cell = used()
    const before = cell.conductance(zntpp.readVolts)
    cell.advance(bias, seconds)
    return `${bias} V ${(100 * (cell.conductance(zntpp.readVolts) / before - 1)).toFixed(0)} %`
  })
  return {
    simulated: [threshold ?? Number.NaN],
    unit: 'V',
    note: `bias that leaves the conductance as it is for ${seconds} s, after one 10 V pulse of 100 ms (on a fresh device ${onFresh?.toFixed(2) ?? 'none'} V); change by bias: ${changes.join(', ')}`,
  }
}

/** Without AlOx there is no binding layer that gives ions up, hence none in the film: what the paper says, not what a law here gives. */
const noOxide = {
  parameters: { volatileConductance: 0, mediumConductance: 0, deepConductance: 0 },
} as const

interface Loop {
  /** Way back over way out at the same voltage, less 1: at positive, then at negative voltages, ends excluded. */
  readonly positive: readonly number[]
  readonly negative: readonly number[]
  /** Largest current at 0 V, A. */
  readonly atOrigin: number
}

function loopOf(cell: Cell): Loop {
  const cycle = voltageSweep(cell, { vertices: [0, 10, 0, -10, 0], rate, step })[0]
  const quarter = (cycle.volts.length - 1) / 4
  const opening = (turn: number, k: number): number => cycle.amps[turn + k] / cycle.amps[turn - k] - 1
  const inner = Array.from({ length: quarter - 1 }, (_, k) => k + 1)
  return {
    positive: inner.map(k => opening(quarter, k)),
    negative: inner.map(k => opening(3 * quarter, k)),
    atOrigin: Math.max(...[0, 2, 4].map(k => Math.abs(cycle.amps[k * quarter]))),
  }
}

function pinchedLoop(cell: Cell): ClaimOutcome {
  const { atOrigin, ...loop } = loopOf(cell)
  // Above the way out at positive voltages, below it at negative ones.
  const [positive, negative] = [loop.positive, loop.negative.map(opening => -opening)]
  const bare = loopOf(createCell(zntpp, noOxide))
  const left = Math.max(...[...bare.positive, ...bare.negative].map(Math.abs))
  const straight = 0.01
  return trendOutcome(
    [...positive, ...negative],
    '1',
    atOrigin === 0 ? Math.min(...positive, ...negative, straight - left) : -atOrigin,
    `relative opening of the loop at each voltage from +10 V to 0 and from -10 V to 0, ends excluded; the current is exactly 0 at 0 V and the two lobes turn in opposite directions. Without AlOx the film has no ions, by construction: its loop opens by ${left.toPrecision(2)} at most (below ${straight} is taken as none)`,
  )
}

function directionAgainstVoltage(fresh: () => Cell): ClaimOutcome {
  const high = ends(fresh(), 10)
  const low = fallAgainstRest(fresh(), 4)
  return trendOutcome(
    [...high, ...low.amps].map(amps => 1e6 * amps),
    'uA',
    Math.min(smallestRise(high), slackBeyondRest(low)),
    'end currents of ten sweeps to 10 V, then of ten to 4 V on a fresh device; margin: smallest relative rise from cycle to cycle to 10 V, or fall to 4 V beyond that of a device at rest',
  )
}
