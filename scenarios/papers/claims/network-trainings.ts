import { mean, sampleStandardDeviation } from 'simple-statistics'
import { chanceNote } from '../../learning/compare-trainings.ts'
import { floatNetwork } from '../../learning/float-network.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import { type Training, type TrainingData, trainNetwork } from '../../learning/train-network.ts'
import {
  CLAIM_NETWORKS,
  type ClaimNetwork,
  type ClaimNetworkId,
  claimData,
  claimSettings,
} from './claim-networks.ts'

export interface NetworkClaimOptions {
  readonly epochs?: number
  readonly patterns?: number
  /** Two or more, in place of CLAIM_SEEDS. */
  readonly seeds?: readonly number[]
  readonly signal?: AbortSignal
}

/** Seeds that a claim is counted by the mean of. */
export const CLAIM_SEEDS: readonly number[] = [1, 2, 3]

/** A figure over the seeds. */
export interface SeedPercent {
  /** % */
  readonly mean: number
  /** "90.1 ± 0.3 %" */
  readonly text: string
  /** By seed, 0 to 1. */
  readonly shares: readonly number[]
}

/** Accuracies of a claim's network. */
export interface NetworkFigures {
  /** Time stands still between the pulses of the device: what is counted. */
  readonly still: SeedPercent
  /** Cells relax in the time that the pulses take. */
  readonly passing: SeedPercent
  /** An ideal synapse of the same settings, and back-propagation in float64. */
  readonly ideal: SeedPercent
  readonly float: SeedPercent
}

/** The figure of a claim's network over the seeds, and what it is to be seen beside. Each training is done once for the same data. */
export async function networkFigures(
  id: ClaimNetworkId,
  all: TrainingData,
  options: NetworkClaimOptions = {},
): Promise<NetworkFigures> {
  const { device, compared } = CLAIM_NETWORKS[id]
  const data = claimData(id, all)
  const { seeds = CLAIM_SEEDS } = options
  const trained = (own: string, updateSeconds: NetworkSettings['updateSeconds']): Promise<SeedPercent> =>
    overSeeds(seeds, async seed => {
      const settings = { ...claimSettings(id, own), seed, updateSeconds }
      const { records } = await train(data, settings, options, compared)
      return figureOf(
        records.map(({ accuracy }) => accuracy),
        compared,
      )
    })
  const still = await trained(device, 0)
  // An ideal synapse keeps what it is given.
  const passing = device === 'ideal' ? still : await trained(device, 'pulses')
  const ideal = await trained('ideal', 0)
  const float = await overSeeds(seeds, seed =>
    figureOf(floatAccuracies(data, { ...claimSettings(id), seed }, options, compared), compared),
  )
  return { still, passing, ideal, float }
}

/** An ideal synapse in the place of the device. */
export async function idealFigure(
  id: ClaimNetworkId,
  data: TrainingData,
  options?: NetworkClaimOptions,
): Promise<SeedPercent> {
  return (await networkFigures(id, data, options)).ideal
}

/** The figures beside the one that is counted, and what it cannot tell apart. */
export function besideText({ still, passing, ideal, float }: NetworkFigures): string {
  const over = `${still.text} over ${still.shares.length} seeds, time standing still`
  const others = `float network ${float.text}`
  if (still === passing) return `${over}; ${others}`
  const note = chanceNote(still.shares, ideal.shares)
  return [
    over,
    `with the time that pulses take ${passing.text}`,
    `ideal synapse of the same settings ${ideal.text}`,
    others,
    ...(note === undefined ? [] : [note]),
  ].join('; ')
}

/** The accuracy that a claim compares, of those before the first epoch and after each. */
function figureOf(accuracies: readonly number[], compared: ClaimNetwork['compared']): number {
  const trained = accuracies.slice(1)
  return compared === 'best' ? Math.max(...trained) : mean(trained.slice(-compared))
}

async function overSeeds(
  seeds: readonly number[],
  shareOf: (seed: number) => number | Promise<number>,
): Promise<SeedPercent> {
  const found: number[] = []
  for (const seed of seeds) found.push(await shareOf(seed))
  return percentOf(found)
}

/** Shares by seed as percent, with their sample standard deviation. */
export function percentOf(shares: readonly number[]): SeedPercent {
  const percents = shares.map(share => 100 * share)
  const average = mean(percents)
  return {
    mean: average,
    text: `${average.toFixed(1)} ± ${sampleStandardDeviation(percents).toFixed(1)} %`,
    shares,
  }
}

const trainings: Kept<Promise<Training>> = new WeakMap()

/** @param compared the last epochs that are tested; left out, all of them */
export function train(
  data: TrainingData,
  settings: NetworkSettings,
  options?: NetworkClaimOptions,
  compared: ClaimNetwork['compared'] = 'best',
): Promise<Training> {
  const asked = shortened(settings, options)
  const testFrom = firstTested(asked, compared)
  return once(trainings, data, `${testFrom} ${JSON.stringify(asked)}`, () =>
    trainNetwork(data, asked, { ...stopOf(options), testFrom }),
  )
}

const floats: Kept<readonly number[]> = new WeakMap()

function floatAccuracies(
  data: TrainingData,
  settings: NetworkSettings,
  options: NetworkClaimOptions,
  compared: ClaimNetwork['compared'],
): readonly number[] {
  options.signal?.throwIfAborted()
  // Cells, their ranges and thresholds have no part in it.
  const ranges = settings.ranges.map(() => 1)
  const asked = { ...shortened(settings, options), device: 'ideal', ranges, threshold: 0 }
  const testFrom = firstTested(asked, compared)
  return once(
    floats,
    data,
    `${testFrom} ${JSON.stringify(asked)}`,
    () => floatNetwork(data, asked, { testFrom }).accuracies,
  )
}

function firstTested({ epochs }: NetworkSettings, compared: ClaimNetwork['compared']): number {
  return compared === 'best' ? 0 : epochs + 1 - compared
}

/** Results by their data and a key. */
type Kept<T> = WeakMap<TrainingData, Map<string, T>>

function once<T>(kept: Kept<T>, data: TrainingData, key: string, run: () => T): T {
  const own = kept.get(data) ?? new Map<string, T>()
  kept.set(data, own)
  const result = own.get(key) ?? run()
  own.set(key, result)
  return result
}

export function shortened(
  settings: NetworkSettings,
  { epochs = settings.epochs, patterns = settings.patterns }: NetworkClaimOptions = {},
): NetworkSettings {
  return { ...settings, epochs, patterns }
}

export function stopOf({ signal }: NetworkClaimOptions = {}): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal }
}
