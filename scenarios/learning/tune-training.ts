import { type NetworkSettings, resolveSettings } from './network-settings.ts'
import { splitTraining } from './split-training.ts'
import { type TrainingData, trainNetwork } from './train-network.ts'

/** Settings that were tried, and what they reach on training patterns that were kept back. */
export interface TriedSettings {
  readonly rate: number
  readonly ranges: readonly number[]
  readonly accuracy: number
}

export interface TunedTraining {
  readonly settings: NetworkSettings
  readonly tried: readonly TriedSettings[]
}

/** Share of the training patterns that is kept back, and the steps that rate and ranges are tried in. */
const KEPT_BACK = 0.1
const RATES = [1 / 3, 1, 3]
const RANGES = [1 / 2, 1, 2]

/**
 * Chooses the rate and the ranges of the weights around those of the settings, on a tenth of the training patterns. The test
 * patterns are not looked at.
 * @throws RangeError where there are too few patterns; the signal's reason
 */
export async function tuneTraining(
  data: TrainingData,
  given: Partial<NetworkSettings>,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<TunedTraining> {
  const settings = resolveSettings(given)
  const split = splitTraining(data, KEPT_BACK)
  const tried: TriedSettings[] = []
  for (const wider of RANGES) {
    for (const faster of RATES) {
      const rate = Number((settings.rate * faster).toPrecision(2))
      const ranges = settings.ranges.map(range => Number((range * wider).toPrecision(3)))
      const hooks = signal === undefined ? {} : { signal }
      const { records } = await trainNetwork(split, { ...settings, rate, ranges }, hooks)
      tried.push({ rate, ranges, accuracy: records.at(-1)!.accuracy })
    }
  }
  const { rate, ranges } = tried.reduce((best, one) => (one.accuracy > best.accuracy ? one : best))
  return { settings: { ...settings, rate, ranges }, tried }
}
