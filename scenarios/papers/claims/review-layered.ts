import { peoMos2 } from '../../../arrays/devices/review/peo-mos2.ts'
import { peoWse2, wse2Flake } from '../../../arrays/devices/review/peo-wse2.ts'
import { fireNeuristor } from '../../plasticity/gate-neuristor.ts'
import { gatePulseTrain } from '../../plasticity/gate-pulse-train.ts'
import { gateRetention } from '../../plasticity/gate-retention.ts'
import { type ClaimOutcome, type ClaimRun, smallestRise, trendOutcome } from './claim-run.ts'
import { type FreshGated, freshGated, type Parameters, rangeOutcome } from './review-range.ts'

/** E09, E33, E34: lithium in WSe2. */
export function wse2Claims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(peoWse2, parameters)
  return [
    {
      id: 'E09',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e12,
          unit: 'pS',
          printed: { joules: 10e-15 * 1 * 3, text: '10 fJ/um2 on 1 x 3 um2' },
          note: '200 pulses of +1.2 V, 200 of -0.4 V (number of ours)',
        }),
    },
    { id: 'E33', run: () => shortToLongTerm(fresh) },
    { id: 'E34', run: () => layersForLongTerm(parameters) },
  ]
}

/** E10, E35 to E37: lithium in MoS2. */
export function mos2Claims(parameters: Parameters = {}): ClaimRun[] {
  const fresh = freshGated(peoMos2, parameters)
  return [
    {
      id: 'E10',
      run: () =>
        rangeOutcome(fresh(), {
          scale: 1e9,
          unit: 'nS',
          printed: { joules: 0.5e-9, text: '0.5 nJ' },
          note: '100 pulses up, 100 down',
        }),
    },
    { id: 'E35', run: () => pulsesEachWay(fresh) },
    { id: 'E36', run: () => strongInputFires(fresh) },
    { id: 'E37', run: () => spikesAgainstAmplitude(fresh) },
  ]
}

function shortToLongTerm(fresh: FreshGated): ClaimOutcome {
  const { amplitude, width } = peoWse2.pulses.raise
  const lasting = (number: number): { peak: number; kept: number } => {
    const cell = fresh()
    const { initial, peaks } = gatePulseTrain(cell, { amplitude, width, rest: width, number })
    const [after] = gateRetention(cell, [10])
    return { peak: peaks.at(-1)! / initial - 1, kept: after! / initial - 1 }
  }
  const one = lasting(1)
  const many = [25, 50, 100].map(lasting)
  const left = one.kept / one.peak
  const margin = Math.min(0.05 - left, many[0].kept - 0.05, smallestRise(many.map(({ kept }) => kept)))
  return trendOutcome(
    [one.peak, one.kept, ...many.map(({ kept }) => kept)],
    '1',
    margin,
    `relative peak of one pulse of 1.2 V, 100 ms, what is left after 10 s (${(100 * left).toFixed(1)} % of the peak, up to 5 % taken as a full decay), and what 25, 50, 100 pulses leave, which rises and stays above 5 % of the conductance`,
  )
}

function layersForLongTerm(parameters: Parameters): ClaimOutcome {
  const { amplitude, width } = peoWse2.pulses.raise
  const change = (layers: number): number => {
    const cell = freshGated(peoWse2, { ...parameters, ...wse2Flake(layers) })()
    const { initial } = gatePulseTrain(cell, { amplitude, width, rest: width, number: 50 })
    return gateRetention(cell, [60])[0] / initial - 1
  }
  const layers = Array.from({ length: 60 }, (_, k) => k + 1)
  const changes = layers.map(change)
  const half = changes.at(-1)! / 2
  return {
    simulated: [layers[changes.findIndex(value => value >= half)]],
    unit: 'layers',
    note: `first of 1 to 60 layers with half of the change of 60, 50 pulses of 1.2 V, 100 ms, a minute later: ${[20, 30, 35, 40, 60].map(n => `${(100 * changes[n - 1]).toFixed(1)} % with ${n}`).join(', ')}`,
  }
}

function pulsesEachWay(fresh: FreshGated): ClaimOutcome {
  const { raise, lower } = peoMos2.pulses
  const cell = fresh()
  const up = gatePulseTrain(cell, { ...raise, rest: 1 })
  const down = gatePulseTrain(cell, { ...lower, rest: 1 })
  const reach = (from: number, levels: Float64Array): number => {
    const to = levels.at(-1)!
    return levels.findIndex(level => Math.abs(level - from) >= 0.9 * Math.abs(to - from)) + 1
  }
  const counts = [reach(up.initial, up.levels), reach(down.initial, down.levels)]
  return trendOutcome(
    counts,
    'pulses',
    1 - counts[1] / counts[0],
    'pulses for 90 % of the rise over 100 and of the fall over 100; margin: by how much the fall needs fewer',
  )
}

function strongInputFires(fresh: FreshGated): ClaimOutcome {
  const [strong, weak] = [1.5, 0.5].map(amplitude => fireNeuristor(fresh(), { amplitude }))
  return {
    simulated: [strong!.probability],
    unit: '1',
    note: `input of 1.5 V, 200 ms on, 100 ms off, for 10 s; at 0.5 V ${weak!.probability}. Clock, threshold and noise of the back gate are ours`,
  }
}

function spikesAgainstAmplitude(fresh: FreshGated): ClaimOutcome {
  const amplitudes = [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]
  const spikes = amplitudes.map(amplitude => {
    // Twenty runs of ten seconds: the mean is what an amplitude sets, a single run scatters around it.
    const runs = Array.from({ length: 20 }, (_, seed) => fireNeuristor(fresh(), { amplitude, seed }).spikes)
    return runs.reduce((a, b) => a + b) / runs.length
  })
  const undoped = fireNeuristor(fresh(), { amplitude: 0 }).spikes
  const steps = spikes.slice(1).map((count, k) => (count - spikes[k]) / 33)
  return trendOutcome(
    spikes,
    'spikes',
    Math.min(...steps, undoped === 0 ? 1 : -undoped),
    `mean of 20 runs of 10 s with input of 0.6 to 0.95 V; without input the clock gives ${undoped}; margin: smallest step over the 33 ticks`,
  )
}
