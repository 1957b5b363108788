import { liponLicoo2 } from '../../../arrays/devices/review/lipon-licoo2.ts'
import { peoGraphene } from '../../../arrays/devices/review/peo-graphene.ts'
import { peoMoo3 } from '../../../arrays/devices/review/peo-moo3.ts'
import { cycleFigures } from '../../plasticity/gate-cycle-figures.ts'
import { gateCycles } from '../../plasticity/gate-cycles.ts'
import { gatePulseEnergy } from '../../plasticity/gate-pulse-energy.ts'
import { gatePulseTrain } from '../../plasticity/gate-pulse-train.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { type FreshGated, freshGated, type Parameters, rangeOutcome } from './review-range.ts'

/** E07, E27 to E31: lithium in LiCoO2 from LiPON. */
export function licoo2Claims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(liponLicoo2, parameters)
  return [
    {
      id: 'E07',
      run: () =>
        rangeOutcome(fresh(fillingAt(150e-6)), {
          scale: 1e6,
          unit: 'uS',
          number: 200,
          printed: { joules: 20e-12 * 2 * 25, text: '20 pJ/um2 on 2 x 25 um2' },
          note: '200 pulses (number of ours) up and down from 150 uS, 200 nA for 2 s, which drop 0.75 mV on top of the open-circuit voltage',
        }),
    },
    { id: 'E27', run: () => fullRange(fresh) },
    { id: 'E28', run: () => oneTrain(fresh) },
    { id: 'E29', run: () => stepAgainstConductance(fresh) },
    { id: 'E30', run: () => stepAgainstCharge(fresh) },
    { id: 'E31', run: () => projectedEnergy(fresh) },
  ]
}

/** E08, E32: lithium in MoO3. */
export function moo3Claims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(peoMoo3, parameters)
  return [
    {
      id: 'E08',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e9,
          unit: 'nS',
          printed: { joules: 36e-9 * 5 * 10, text: '36 nJ/um2 on 5 x 10 um2' },
          note: '50 pulses up, 50 down',
        }),
    },
    { id: 'E32', run: () => volatileShare(fresh) },
  ]
}

/** E11, E38 to E40: lithium in graphene. */
export function grapheneClaims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(peoGraphene, parameters)
  return [
    {
      id: 'E11',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e6,
          unit: 'uS',
          printed: {
            joules: 13.9e-15 * 4 * 15,
            text: '13.9 fJ/um2 on 4 x 15 um2 (the text has below 500 fJ)',
          },
          note: '250 pulses up, 250 down',
        }),
    },
    { id: 'E38', run: () => fullIntercalation(fresh) },
    { id: 'E39', run: () => distinctStates(fresh) },
    { id: 'E40', run: () => transientAndStep(fresh) },
  ]
}

/** Filling of the LiCoO2 channel at a conductance, S. */
function fillingAt(conductance: number): number {
  return (conductance - 4.5e-6) / (270e-6 - 4.5e-6)
}

function fullRange(fresh: FreshGated): ClaimOutcome {
  const { raise, lower } = liponLicoo2.pulses
  const cell = fresh()
  const openCircuit = (): number => -cell.gateCurrent(0) / (cell.gateCurrent(1) - cell.gateCurrent(0))
  const ends = Array.from({ length: 40 }, () => {
    const low = cell.conductance() * 1e6
    const lowVolts = openCircuit()
    cell.advance(raise.amplitude, 2 * raise.number * raise.width)
    const high = cell.conductance() * 1e6
    const highVolts = openCircuit()
    cell.advance(lower.amplitude, 2 * lower.number * lower.width)
    return { low, high, lowVolts, highVolts }
  })
  const last = ends.at(-1)!
  return {
    simulated: [last.low, last.high],
    unit: 'uS',
    note: `ends of cycle 40 (of cycle 1: ${ends[0].low.toFixed(2)} and ${ends[0].high.toFixed(1)} uS); open-circuit voltage ${last.lowVolts.toFixed(2)} to ${last.highVolts.toFixed(2)} V. The six-fold increase that the text names cannot hold with these ends`,
  }
}

function oneTrain(fresh: FreshGated): ClaimOutcome {
  const { amplitude, width } = liponLicoo2.pulses.raise
  const number = 18
  const { initial, peaks, levels } = gatePulseTrain(fresh(fillingAt(257e-6)), {
    amplitude,
    width,
    rest: 5,
    number,
  })
  const drift = Math.max(...levels.map((level, k) => Math.abs(level - peaks[k])))
  return {
    simulated: [initial * 1e6, levels.at(-1)! * 1e6],
    unit: 'uS',
    note: `${number} pulses of -200 nA, 2 s, 5 s apart (number of ours: nine microsiemens in steps of half a one); between the pulses the conductance moves by at most ${(drift * 1e12).toFixed(1)} pS`,
  }
}

function stepAgainstConductance(fresh: FreshGated): ClaimOutcome {
  const { raise, lower } = liponLicoo2.pulses
  const tolerance = 0.1
  const steps = Array.from({ length: 19 }, (_, k) => 0.05 * (k + 1)).flatMap(filling =>
    [raise, lower].map(({ amplitude, width }) => {
      const { initial, levels } = gatePulseTrain(fresh(filling), { amplitude, width, rest: 5 })
      return 1e6 * Math.abs(levels[0] - initial)
    }),
  )
  const mean = steps.reduce((a, b) => a + b) / steps.length
  const spread = Math.max(...steps.map(step => Math.abs(step / mean - 1)))
  return trendOutcome(
    steps.filter((_, k) => k % 2 === 0),
    'uS',
    tolerance - spread,
    `step up by -200 nA, 2 s from 19 places between 18 and 257 uS, and down: all within ${(100 * spread).toFixed(1)} % of the mean of ${mean.toFixed(3)} uS (narrow is taken as 10 %)`,
  )
}

function stepAgainstCharge(fresh: FreshGated): ClaimOutcome {
  const { raise } = liponLicoo2.pulses
  const tolerance = 0.05
  const amplitudes = [0.25, 0.5, 0.75, 1]
  const durations = [0.25, 0.5, 1, 2]
  const step = (amplitude: number, width: number): number => {
    const { initial, levels } = gatePulseTrain(fresh(0.5), { amplitude, width, rest: 5 })
    return levels[0] - initial
  }
  const steps = durations.map(seconds => amplitudes.map(share => step(share * raise.amplitude, seconds)))
  const whole = steps.at(-1)!.at(-1)!
  const apart = steps.flatMap((row, d) =>
    row.map((value, a) => Math.abs(value / (whole * amplitudes[a] * (durations[d] / 2)) - 1)),
  )
  return trendOutcome(
    steps.at(-1)!.map(value => value * 1e6),
    'uS',
    tolerance - Math.max(...apart),
    `steps by 50 to 200 nA, 2 s; over 0.25 to 2 s and 50 to 200 nA every step is its share of the charge to ${(100 * Math.max(...apart)).toFixed(2)} % (5 % taken as linear)`,
  )
}

/** A cell of 0.1 um x 0.1 um, the size at which the review speaks of attojoules, against 2 um x 25 um. */
const SMALL_AREA = 0.1 * 0.1
const MEASURED_AREA = 2 * 25

function projectedEnergy(fresh: FreshGated): ClaimOutcome {
  const { raise } = liponLicoo2.pulses
  const { lossJoules } = gatePulseEnergy(fresh(0.5), raise)
  // At the same current density the overpotential is the same and the charge goes with the area.
  const small = lossJoules * (SMALL_AREA / MEASURED_AREA)
  const finer = Math.sqrt(small / 10e-18)
  return {
    simulated: [small * 1e18],
    unit: 'aJ',
    note: `the lost energy of one step, ${(lossJoules * 1e9).toFixed(2)} nJ by 200 nA and 0.75 mV over 2 s on 50 um2, on 0.01 um2; with the figures of E07 and E29, 10 aJ is reached only by steps ${finer.toFixed(0)} times finer, since loss goes with the square of the charge`,
  }
}

function volatileShare(fresh: FreshGated): ClaimOutcome {
  const response = (amplitude: number, width: number): { peak: number; ratio: number } => {
    const { initial, peaks, levels } = gatePulseTrain(fresh(), { amplitude, width, rest: 1 })
    const kept = levels[0] - initial
    return { peak: peaks[0] * 1e9, ratio: (peaks[0] - levels[0]) / kept }
  }
  const amplitudes = [1, 1.5, 2, 2.5]
  const byAmplitude = amplitudes.map(volts => response(volts, 10e-3))
  const byDuration = [5e-3, 10e-3, 20e-3, 50e-3].map(width => response(2.5, width))
  const nonlinearities = [10, 20, 30, 40, 50].map(number => {
    const cycle = gateCycles(fresh(), { number })[0]
    return cycleFigures(cycle).upNonlinearity
  })
  const margin = Math.min(
    smallestRise(byAmplitude.map(({ peak }) => peak)),
    smallestRise(byAmplitude.map(({ ratio }) => ratio).toReversed()),
    smallestRise(byDuration.map(({ ratio }) => ratio).toReversed()),
    smallestRise(nonlinearities),
  )
  return trendOutcome(
    byAmplitude.map(({ peak }) => peak),
    'nS',
    margin,
    `peak at 1, 1.5, 2, 2.5 V, 10 ms; volatile over lasting part falls from ${byAmplitude[0].ratio.toFixed(1)} to ${byAmplitude.at(-1)!.ratio.toFixed(1)} with the amplitude and from ${byDuration[0].ratio.toFixed(1)} to ${byDuration.at(-1)!.ratio.toFixed(1)} with the duration, 5 to 50 ms; the distance from a straight line rises from ${nonlinearities[0].toFixed(3)} to ${nonlinearities.at(-1)!.toFixed(3)} of the range with 10 to 50 pulses; margin: smallest relative step`,
  )
}

function fullIntercalation(fresh: FreshGated): ClaimOutcome {
  const { amplitude, width, number } = peoGraphene.pulses.raise
  const cell = fresh()
  const before = cell.conductance()
  cell.advance(amplitude, 4 * number * width)
  cell.advance(0, 1)
  return {
    simulated: [100 * (cell.conductance() / before - 1)],
    unit: '%',
    note: '50 pA until the graphene takes no more lithium; Table 1 alone would be +667 %',
  }
}

function distinctStates(fresh: FreshGated): ClaimOutcome {
  const { amplitude, width } = peoGraphene.pulses.raise
  const { initial, levels } = gatePulseTrain(fresh(), { amplitude, width, rest: 0.1, number: 300 })
  const series = [initial, ...levels]
  const inside = series.filter(level => level < 1150.5e-6)
  const mean = (inside.at(-1)! - initial) / (inside.length - 1)
  const rises = inside.slice(1).filter((level, k) => level - inside[k] > mean / 2)
  const { asymmetry, upNonlinearity } = cycleFigures(gateCycles(fresh())[1])
  return {
    simulated: [rises.length],
    unit: 'states',
    note: `pulses of 50 pA, 10 ms from 150 to 1150 uS, each a step of more than half the mean, ${(mean * 1e6).toFixed(2)} uS; distance from a straight line ${upNonlinearity.toFixed(4)}, from the mirrored fall ${asymmetry.toFixed(4)} of the range`,
  }
}

function transientAndStep(fresh: FreshGated): ClaimOutcome {
  const { raise, lower } = peoGraphene.pulses
  const tolerance = 0.05
  const responses = [0.1, 0.3, 0.5, 0.7, 0.9].map(filling =>
    [raise, lower].map(({ amplitude, width }) => {
      const { initial, peaks, levels } = gatePulseTrain(fresh(filling), { amplitude, width, rest: 0.1 })
      return { transient: 1e6 * (peaks[0] - levels[0]), step: 1e6 * (levels[0] - initial) }
    }),
  )
  const larger = Math.min(...responses.flat().map(({ transient, step }) => transient / step - 1))
  const unequal = Math.max(...responses.map(([up, down]) => Math.abs(up!.step / -down!.step - 1)))
  const [up, down] = responses[2]
  return trendOutcome(
    [up!.transient, up!.step, down!.transient, down!.step],
    'uS',
    Math.min(larger, tolerance - unequal),
    `transient and stable change by +50 pA, then by -50 pA, 10 ms, from the middle of the range; from five places the transient is at least ${(larger + 1).toFixed(1)} times the step, and steps up and down differ by at most ${(100 * unequal).toFixed(1)} % (5 % taken as equal)`,
  )
}
