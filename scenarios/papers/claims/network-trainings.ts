import { mean, sampleStandardDeviation } from 'simple-statistics'
import type { Dataset } from '../../learning/dataset.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import { type Training, type TrainingData, trainNetwork } from '../../learning/train-network.ts'

export interface NetworkClaimOptions {
  readonly epochs?: number
  readonly patterns?: number
  /** Two or more, in place of CLAIM_SEEDS. */
  readonly seeds?: readonly number[]
  readonly signal?: AbortSignal
}

/** Seeds that a claim is counted by the mean of. */
export const CLAIM_SEEDS: readonly number[] = [1, 2, 3]

/** A figure over the seeds, %. */
export interface SeedPercent {
  readonly mean: number
  /** "90.1 ± 0.3 %" */
  readonly text: string
}

/**
 * Mean accuracy of the last epochs over the seeds, time standing still between pulses, and what is left where cells relax
 * meanwhile.
 */
export async function accuracies(
  data: TrainingData,
  settings: NetworkSettings,
  last: number,
  options: NetworkClaimOptions = {},
): Promise<{ readonly percent: number; readonly time: string }> {
  const { seeds = CLAIM_SEEDS } = options
  const still = await overSeeds(seeds, seed => lastAccuracy(data, { ...settings, seed }, last, options))
  const passing = await overSeeds(seeds, seed =>
    lastAccuracy(data, { ...settings, seed, updateSeconds: 'pulses' }, last, options),
  )
  const time = `updateSeconds 0, ${still.text} over ${seeds.length} seeds; with the time that pulses take ${passing.text}`
  return { percent: still.mean, time }
}

async function overSeeds(
  seeds: readonly number[],
  shareOf: (seed: number) => Promise<number>,
): Promise<SeedPercent> {
  const found: number[] = []
  for (const seed of seeds) found.push(await shareOf(seed))
  return percentOf(found)
}

/** Shares by seed as percent, with their sample standard deviation. */
export function percentOf(shares: readonly number[]): SeedPercent {
  const percents = shares.map(share => 100 * share)
  const average = mean(percents)
  return { mean: average, text: `${average.toFixed(1)} ± ${sampleStandardDeviation(percents).toFixed(1)} %` }
}

/** Mean accuracy of the last epochs of one training. */
async function lastAccuracy(
  data: TrainingData,
  settings: NetworkSettings,
  last: number,
  options?: NetworkClaimOptions,
): Promise<number> {
  return meanOfLast(await train(data, settings, options), last)
}

const trainings = new WeakMap<Dataset, Map<string, Promise<Training>>>()

export function train(
  data: TrainingData,
  settings: NetworkSettings,
  options?: NetworkClaimOptions,
): Promise<Training> {
  const asked = shortened(settings, options)
  return once(trainings, data.train, JSON.stringify(asked), () => trainNetwork(data, asked, stopOf(options)))
}

export function once<T>(
  kept: WeakMap<Dataset, Map<string, Promise<T>>>,
  data: Dataset,
  key: string,
  run: () => Promise<T>,
): Promise<T> {
  const own = kept.get(data) ?? new Map<string, Promise<T>>()
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

function meanOfLast({ records }: Training, number: number): number {
  const last = records.slice(1).slice(-number)
  return last.reduce((sum, record) => sum + record.accuracy, 0) / last.length
}
