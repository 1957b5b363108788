import { costOf } from '../../inference/cost-of-each.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import { startNetwork, type TrainingData } from '../../learning/train-network.ts'
import { weightHistogram } from '../../learning/weight-maps.ts'
import { adaptedAccuracy } from './adaptation.ts'
import { CLAIM_NETWORKS, type ClaimNetworkId, claimData, claimSettings } from './claim-networks.ts'
import { type ClaimOutcome, smallestRise, trendOutcome } from './claim-run.ts'
import {
  besideText,
  CLAIM_SEEDS,
  idealFigure,
  type NetworkClaimOptions,
  networkFigures,
  percentOf,
  train,
} from './network-trainings.ts'

/** One published figure of a trained network. */
export interface NetworkClaimRun {
  readonly id: string
  /**
   * Deterministic from the data; takes minutes.
   * @param options epochs and patterns in place of those of the claim, for a quick look
   */
  readonly run: NetworkRun
  /** The same with one mechanism off. */
  readonly control?: { readonly what: string; readonly run: NetworkRun }
}

type NetworkRun = (data: TrainingData, options?: NetworkClaimOptions) => Promise<ClaimOutcome>

/** Network claims, on MNIST: ideal wiring, as in the papers; several share a training, which is done once for the same data. */
export const networkClaims: readonly NetworkClaimRun[] = [
  { ...accuracyClaim('A18'), control: idealControl('A18') },
  accuracyClaim('B14'),
  accuracyClaim('B15'),
  accuracyClaim('B16'),
  accuracyClaim('B17'),
  { id: 'B18', run: adaptedAccuracy },
  { id: 'B27', run: resistanceHelps },
  { id: 'B28', run: gatheredWeights },
  accuracyClaim('D11'),
  { id: 'D21', run: accuracyAgainstNonlinearity },
  accuracyClaim('E05'),
  accuracyClaim('E24'),
  { ...accuracyClaim('E26'), control: idealControl('E26') },
]

function accuracyClaim(id: ClaimNetworkId): NetworkClaimRun {
  return {
    id,
    run: async (data, options) => {
      const figures = await networkFigures(id, data, options)
      return {
        simulated: [figures.still.mean],
        unit: '%',
        note: networkNote(id, data),
        beside: besideText(figures),
      }
    },
  }
}

function idealControl(id: ClaimNetworkId): NonNullable<NetworkClaimRun['control']> {
  return {
    what: 'an ideal synapse in place of the device',
    run: async (data, options) => ({
      simulated: [(await idealFigure(id, data, options)).mean],
      unit: '%',
    }),
  }
}

/** The network, the choices and the images that were there. */
function networkNote(id: ClaimNetworkId, all: TrainingData): string {
  const { compared, remark } = CLAIM_NETWORKS[id]
  const { train, test, classes } = claimData(id, all)
  const { hidden, cells, ranges, batch, update, rate, threshold, epochs, patterns } = claimSettings(id)
  const figures = compared === 1 ? 'after the last' : `mean of the last ${compared}`
  return [
    [train.inputs, ...hidden, classes].join('-') + (remark === undefined ? '' : ` (${remark})`),
    cells === 'pair' ? 'pairs of cells' : 'one cell against a reference',
    `largest weight${ranges.length === 1 ? '' : 's'} ${ranges.join(' and ')}`,
    update === 'sign'
      ? `one pulse where the mean gradient of ${batch} images is above ${threshold}`
      : `batches of ${batch}, rate ${rate}`,
    `${epochs} epochs${patterns === 0 ? '' : ` of ${patterns} images`}`,
    compared === 'best' ? 'the best of them, as the paper states a maximum' : figures,
    'rate or threshold and largest weights chosen on training images that were kept back',
    `ideal wiring, as in the paper; ${train.count} training and ${test.count} test images`,
  ].join(', ')
}

async function resistanceHelps(data: TrainingData, options?: NetworkClaimOptions): Promise<ClaimOutcome> {
  const [held, open] = [
    (await networkFigures('B14', data, options)).still,
    (await networkFigures('B15', data, options)).still,
  ]
  const gains = percentOf(held.shares.map((share, k) => share - open.shares[k]))
  const chance = costOf('open', open.shares, held.shares).withinChance === true
  return {
    simulated: [gains.mean],
    unit: '%',
    note: 'the networks of B14 and B15, each with the threshold and weights that were chosen for it',
    beside: `${gains.text} over ${gains.shares.length} seeds, time standing still${chance ? '; within chance: the figure does not say which is ahead' : ''}`,
  }
}

async function gatheredWeights(data: TrainingData, options?: NetworkClaimOptions): Promise<ClaimOutcome> {
  const { network } = await train(data, claimSettings('B14'), options, CLAIM_NETWORKS.B14.compared)
  const before = weightHistogram(startNetwork(data, network.settings), 10)
  const after = weightHistogram(network, 10)
  const inner = after.slice(1, -1)
  const even = 0.01 - Math.max(...before.map(share => Math.abs(share - 0.1)))
  const gathered = Math.min(after[0], after[9]) / Math.max(...inner) - 1
  return trendOutcome(
    after,
    '1',
    Math.min(even, gathered),
    `shares of the cells of B14 in tenths of the range after training; before, every tenth holds 10 % within 1 %; margin: either end above the fullest of the others; ${networkNote('B14', data)}`,
  )
}

async function accuracyAgainstNonlinearity(
  data: TrainingData,
  options: NetworkClaimOptions = {},
): Promise<ClaimOutcome> {
  const curvatures = [0, 2, 4, 8]
  const found: number[] = []
  const rises: number[] = []
  const texts: string[] = []
  for (const nonlinearity of curvatures) {
    const settings = { ...claimSettings('D11'), nonlinearity, epochs: 6 }
    const { first, last } = await firstAndLast(data, settings, options)
    const accuracy = percentOf(last)
    found.push(accuracy.mean)
    texts.push(accuracy.text)
    rises.push(accuracy.mean / percentOf(first).mean - 1)
  }
  const { seeds = CLAIM_SEEDS } = options
  return {
    ...trendOutcome(
      found,
      '%',
      Math.min(smallestRise(found.toReversed()), ...rises),
      `after 6 epochs of the network of D11 with a curvature of ${curvatures.join(', ')} in both directions, mean over ${seeds.length} seeds; margin: smallest relative fall with it, and rise from the first epoch to the last`,
    ),
    beside: `${texts.join(', ')} over ${seeds.length} seeds, time standing still`,
  }
}

/** Accuracies after the first and after the last epoch by seed. */
async function firstAndLast(
  data: TrainingData,
  settings: NetworkSettings,
  options: NetworkClaimOptions,
): Promise<{ readonly first: readonly number[]; readonly last: readonly number[] }> {
  const { seeds = CLAIM_SEEDS } = options
  const first: number[] = []
  const last: number[] = []
  for (const seed of seeds) {
    const { records } = await train(data, { ...settings, seed }, options)
    first.push(records[1].accuracy)
    last.push(records.at(-1)!.accuracy)
  }
  return { first, last }
}
