import type { Dataset } from '../../learning/dataset.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import { type Training, type TrainingData, trainNetwork } from '../../learning/train-network.ts'

export interface NetworkClaimOptions {
  readonly epochs?: number
  readonly patterns?: number
  readonly signal?: AbortSignal
}

/** Mean accuracy of the last epochs, time standing still between pulses, and what is left where cells relax meanwhile. */
export async function accuracies(
  data: TrainingData,
  settings: NetworkSettings,
  last: number,
  options?: NetworkClaimOptions,
): Promise<{ readonly percent: number; readonly time: string }> {
  const percent = 100 * meanOfLast(await train(data, settings, options), last)
  const passing = await train(data, { ...settings, updateSeconds: 'pulses' }, options)
  const time = `updateSeconds 0; with the time that pulses take ${(100 * meanOfLast(passing, last)).toFixed(1)} %`
  return { percent, time }
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
