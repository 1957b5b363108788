import {
  type AdaptationOptions,
  type AdaptationPoint,
  adaptNetwork,
  digitsOf,
} from '../../learning/adaptive-network.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import { type TrainingData, trainNetwork } from '../../learning/train-network.ts'
import { claimData, claimSettings, SECOND_DIGITS } from './claim-networks.ts'
import type { ClaimOutcome } from './claim-run.ts'
import {
  CLAIM_SEEDS,
  type NetworkClaimOptions,
  percentOf,
  type SeedPercent,
  shortened,
  stopOf,
} from './network-trainings.ts'

/** How pictures reach the cells. */
export type AdaptationChoice = Pick<AdaptationOptions, 'ohms' | 'amps' | 'seconds' | 'images'>

/**
 * What scripts/tune-adaptation.ts chose on training images that were kept back; scripts/tune-adaptation.csv holds all that was
 * tried. A white pixel is 8000 ohm, the largest resistance of the paper.
 */
export const CHOSEN_ADAPTATION: AdaptationChoice = {
  ohms: [4000, 8000],
  amps: 1e-4,
  seconds: 0.64,
  images: 800,
}

/** Tests along the way. */
const TESTS = 10

/** The network of B16 adapts to other digits: accuracies on those by the number of pictures. A training of its own, since adapting changes its cells. */
export async function adaptation(
  all: TrainingData,
  { seed, updateSeconds }: Pick<NetworkSettings, 'seed' | 'updateSeconds'>,
  choice: AdaptationChoice = CHOSEN_ADAPTATION,
  options: NetworkClaimOptions = {},
): Promise<AdaptationPoint[]> {
  const settings = shortened({ ...claimSettings('B16'), seed, updateSeconds }, options)
  const { network } = await trainNetwork(claimData('B16', all), settings, {
    ...stopOf(options),
    testFrom: settings.epochs,
  })
  return adaptNetwork(network, digitsOf(all.train, SECOND_DIGITS), digitsOf(all.test, SECOND_DIGITS), {
    ...choice,
    testEvery: Math.ceil(choice.images / TESTS),
    seed,
  })
}

/** B18: accuracy on the other digits after adaptation, over the seeds. */
export async function adaptedAccuracy(
  data: TrainingData,
  options: NetworkClaimOptions = {},
): Promise<ClaimOutcome> {
  const { still, passing, curve } = await adaptedFigures(data, options)
  const { ohms, amps, seconds, images } = CHOSEN_ADAPTATION
  return {
    simulated: [still.mean],
    unit: '%',
    holds: curve.at(-1)! > curve[0] && curve.at(-1)! > curve[Math.floor(curve.length / 2)],
    note: `the network of B16, its outputs taken for ${SECOND_DIGITS.join(', ')}; pixels as ${ohms.join(' to ')} ohm, ${amps * 1e6} uA into the cells of the output for ${seconds} s an image, ${images} images; by number of images ${curve.map(share => (100 * share).toFixed(0)).join(', ')} %; ideal wiring`,
    beside: `${still.text} over ${still.shares.length} seeds, trained with time standing still; with the time that pulses take ${passing.text}; an ideal synapse and a float network do not relax towards a picture`,
  }
}

/** Accuracies after the last picture, and the mean over the seeds along the way. */
export async function adaptedFigures(
  data: TrainingData,
  options: NetworkClaimOptions = {},
): Promise<{
  readonly still: SeedPercent
  readonly passing: SeedPercent
  readonly curve: readonly number[]
}> {
  const { seeds = CLAIM_SEEDS } = options
  const of = async (updateSeconds: NetworkSettings['updateSeconds']): Promise<AdaptationPoint[][]> => {
    const runs: AdaptationPoint[][] = []
    for (const seed of seeds)
      runs.push(await adaptation(data, { seed, updateSeconds }, CHOSEN_ADAPTATION, options))
    return runs
  }
  const [still, passing] = [await of(0), await of('pulses')]
  const last = (runs: readonly AdaptationPoint[][]): SeedPercent =>
    percentOf(runs.map(points => points.at(-1)!.accuracy))
  const curve = still[0].map((_, k) => percentOf(still.map(points => points[k].accuracy)).mean / 100)
  return { still: last(still), passing: last(passing), curve }
}
