import { type Cell, createCell } from '../../../arrays/devices/cell.ts'
import { licoo2Vertical } from '../../../arrays/devices/review/licoo2-vertical.ts'
import { cycleFigures } from '../../plasticity/gate-cycle-figures.ts'
import { pulseTrain } from '../../plasticity/pulse-train.ts'
import { retention } from '../../plasticity/retention.ts'
import { voltageSweep } from '../../plasticity/voltage-sweep.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { formatJoules } from './format-joules.ts'
import type { Parameters } from './review-range.ts'
import { type Spike, spikePair } from './review-spikes.ts'
import { updateCycles } from './review-update-cycles.ts'

/** E12, E18, E41, E42: lithium in LiCoO2 between two electrodes. */
export function verticalClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh: Fresh = () => createCell(licoo2Vertical, { parameters })
  return [
    { id: 'E12', run: () => range(fresh) },
    { id: 'E18', run: () => genericPlasticity(fresh) },
    { id: 'E41', run: () => sweepRatio(fresh) },
    { id: 'E42', run: () => spikePlasticity(fresh) },
  ]
}

type Fresh = () => Cell

const RAISE = { volts: -1.5, width: 10e-3 } as const
const LOWER = { volts: 1.1, width: 10e-3 } as const
/** Rest after each pulse, in which the volatile layer goes, s. */
const REST = 0.2

function range(fresh: Fresh): ClaimOutcome {
  const [, cycle] = updateCycles(fresh(), { raise: RAISE, lower: LOWER, rest: REST, number: 25 })
  const { low, high, upNonlinearity, asymmetry } = cycleFigures(cycle!)
  const joules = RAISE.volts ** 2 * high * RAISE.width
  return {
    simulated: [low * 1e6, high * 1e6],
    unit: 'uS',
    note: `25 pulses of -1.5 V, 25 of +1.1 V, 10 ms; distance from a straight line ${upNonlinearity.toFixed(2)}, from the mirrored fall ${asymmetry.toFixed(2)} of the range; V2 G t of a pulse is at most ${formatJoules(joules)}, printed 1.6 nJ/um2 on 50 x 50 um2 = ${formatJoules(1.6e-9 * 2500)}, which is not fitted`,
  }
}

function sweepRatio(fresh: Fresh): ClaimOutcome {
  const cell = fresh()
  const read = (): number => {
    cell.advance(0, REST)
    return cell.conductance(licoo2Vertical.readVolts)
  }
  const levels = (peak: number): number[] =>
    Array.from({ length: 10 }, () => {
      voltageSweep(cell, { vertices: [0, peak, 0], rate: 0.5, step: 0.01 })
      return read()
    })
  const initial = read()
  const up = levels(-1.2)
  const down = levels(0.755)
  const largestStep = Math.max(...up.map((level, k) => level - (up[k - 1] ?? initial)))
  const gradual = largestStep / (up.at(-1)! - initial)
  return {
    simulated: [up.at(-1)! / Math.min(initial, down.at(-1)!)],
    unit: '1',
    holds: smallestRise(up) > 0 && smallestRise(down.toReversed()) > 0 && gradual < 0.5,
    margin: Math.min(smallestRise(up), smallestRise(down.toReversed()), 0.5 - gradual),
    note: `10 sweeps 0, -1.2, 0 V, then 10 of 0, +0.755, 0 V, 0.5 V/s (peaks and rate of ours); every sweep adds, none more than ${(100 * gradual).toFixed(0)} % of the whole`,
  }
}

/** Relative change by a train, read after the layer has gone. */
function lastingChange(fresh: Fresh, volts: number, width: number, number: number): number {
  const cell = fresh()
  const before = cell.conductance(licoo2Vertical.readVolts)
  pulseTrain(cell, { volts, width, interval: 20e-3, number })
  cell.advance(0, REST)
  return cell.conductance(licoo2Vertical.readVolts) / before - 1
}

/** The two thresholds differ, so each electrode has a spike of its own: 1.6 V meet at the one, 1.2 V at the other. */
const PRE: Spike = { lobeVolts: 0.6, lobeSeconds: 10e-3, tailVolts: 0.8, tailSeconds: 100e-3 }
const POST: Spike = { lobeVolts: 0.8, lobeSeconds: 10e-3, tailVolts: 0.6, tailSeconds: 100e-3 }
/** Delays between spikes, s: tens of milliseconds. */
const DELAYS = [0.012, 0.02, 0.03, 0.04, 0.05] as const

function timing(fresh: Fresh, delay: number): number {
  const cell = fresh()
  // From the middle of the window, so that there is room either way.
  cell.state[1] = 0.5
  const before = cell.conductance(licoo2Vertical.readVolts)
  for (let k = 0; k < 10; k++) {
    spikePair(cell, PRE, POST, delay)
    cell.advance(0, REST)
  }
  return cell.conductance(licoo2Vertical.readVolts) / before - 1
}

function timingMargin(fresh: Fresh): { changes: number[]; margin: number } {
  const [leading, following] = [DELAYS.map(d => timing(fresh, d)), DELAYS.map(d => -timing(fresh, -d))]
  const fades = [leading, following].map(series => smallestRise(series.toReversed()))
  return {
    changes: [...leading, ...following.map(change => -change)],
    margin: Math.min(...leading, ...following, ...fades),
  }
}

function spikePlasticity(fresh: Fresh): ClaimOutcome {
  const { changes, margin } = timingMargin(fresh)
  const byNumber = [5, 10, 15, 20, 25].map(number => lastingChange(fresh, -1.5, 10e-3, number))
  const byVolts = [-1.2, -1.3, -1.4, -1.5].map(volts => lastingChange(fresh, volts, 10e-3, 10))
  const byWidth = [2e-3, 5e-3, 10e-3, 20e-3].map(width => lastingChange(fresh, -1.5, width, 10))
  return trendOutcome(
    changes,
    '1',
    Math.min(margin, ...[byNumber, byVolts, byWidth].map(smallestRise)),
    'relative change by 10 pairs, pre 12, 20, 30, 40, 50 ms before post, then after it; 10 ms lobes of 0.6 and 0.8 V, 100 ms tails of -0.8 and -0.6 V on top and bottom electrode (spikes of ours). Change rises with number (5 to 25), amplitude (1.2 to 1.5 V) and duration (2 to 20 ms); margin: smallest change and smallest relative step',
  )
}

function genericPlasticity(fresh: Fresh): ClaimOutcome {
  const short = shortTermShare(fresh)
  const long = lastingChange(fresh, -1.5, 10e-3, 25)
  const rates = [5, 10, 20, 30, 40].map(hertz => {
    const cell = fresh()
    const { initialAmps, readAmps } = pulseTrain(cell, {
      volts: -0.8,
      width: 10e-3,
      interval: 1 / hertz - 10e-3,
      number: 10,
    })
    return readAmps.at(-1)! / initialAmps - 1
  })
  const cycles = [5, 10, 15, 20, 25].map(number =>
    cycleFigures(updateCycles(fresh(), { raise: RAISE, lower: LOWER, rest: REST, number })[0]),
  )
  const unit = (volts: number, width: number): number => lastingChange(fresh, volts, width, 1)
  const pairs = [5e-3, 10e-3, 20e-3, 50e-3, 100e-3].map(interval => pairIndex(fresh, interval))
  const margin = Math.min(
    0.1 - short,
    long - 1,
    smallestRise(rates),
    smallestRise(cycles.map(({ high, low }) => high / low)),
    smallestRise(cycles.map(({ upNonlinearity }) => upNonlinearity)),
    smallestRise([-1.2, -1.3, -1.4, -1.5].map(volts => unit(volts, 10e-3))),
    smallestRise([2e-3, 5e-3, 10e-3, 20e-3].map(width => unit(-1.5, width))),
    smallestRise(pairs.toReversed()),
    pairs.at(-1)! - 1,
    timingMargin(fresh).margin,
  )
  return trendOutcome(
    [short, long, ...rates, ...pairs],
    '1',
    margin,
    'share left of one spike of -0.8 V, 10 ms after 200 ms (STP); relative gain by 25 pulses of -1.5 V (LTP); gain right after 10 spikes of -0.8 V at 5 to 40 Hz (SRDP); PPF index at 5 to 100 ms. Range and distance from a straight line both rise with 5 to 25 pulses (SNDP), the unit step with amplitude (SVDP) and width (SWDP), the sign changes with the order (STDP, as E42); margin: smallest of all slacks',
  )
}

function shortTermShare(fresh: Fresh): number {
  const cell = fresh()
  const before = cell.current(licoo2Vertical.readVolts)
  const { readAmps } = pulseTrain(cell, { volts: -0.8, width: 10e-3 })
  return (retention(cell, { seconds: [REST] }).amps[0] - before) / (readAmps[0] - before)
}

function pairIndex(fresh: Fresh, interval: number): number {
  const { initialAmps, readAmps } = pulseTrain(fresh(), { volts: -0.8, width: 10e-3, interval, number: 2 })
  return (readAmps[1] - initialAmps) / (readAmps[0] - initialAmps)
}
