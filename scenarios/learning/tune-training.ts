import { climb } from './climb.ts'
import { type NetworkSettings, resolveSettings } from './network-settings.ts'
import { splitTraining } from './split-training.ts'
import { type TrainingData, trainNetwork } from './train-network.ts'

/** Settings that were tried, and what they reach on training patterns that were kept back. */
export interface TriedSettings extends TunedSettings {
  readonly accuracy: number
}

/** Settings that are chosen: the rate, or where updates are one pulse by the sign the threshold; and the ranges. */
export type TunedSettings = Pick<NetworkSettings, 'rate' | 'threshold' | 'ranges'>

export interface TunedTraining {
  readonly settings: NetworkSettings
  readonly tried: readonly TriedSettings[]
}

/** Trains with each of the settings, in any order, and gives the accuracies after the last epoch. */
export type AccuraciesOf = (
  data: TrainingData,
  settings: readonly NetworkSettings[],
) => Promise<readonly number[]>

export interface TuningHooks {
  readonly signal?: AbortSignal
  /** Does the trainings elsewhere. @defaultValue one after the other, here */
  readonly accuraciesOf?: AccuraciesOf
}

/** Share of the training patterns that is kept back. */
export const KEPT_BACK = 0.1
/** Factors from one setting to the next. */
const PACE = 3
const RANGE = 2

/**
 * Chooses the rate (where updates are one pulse by the sign, the threshold), then the ranges of the weights, on a tenth of the
 * training patterns: one step to both sides of the settings, and on while the last step was the best. The test patterns are not
 * looked at.
 * @throws RangeError where there are too few patterns; the signal's reason
 */
export async function tuneTraining(
  data: TrainingData,
  given: Partial<NetworkSettings>,
  { signal, accuraciesOf = oneAfterTheOther(signal) }: TuningHooks = {},
): Promise<TunedTraining> {
  const start = resolveSettings(given)
  const split = splitTraining(data, KEPT_BACK)
  const tried = new Map<string, TriedSettings>()

  /** What the settings reach; none is tried twice. */
  async function accuraciesOnce(asked: readonly NetworkSettings[]): Promise<number[]> {
    const unknown = asked.filter(one => !tried.has(keyOf(one)))
    const found = await accuraciesOf(split, unknown)
    unknown.forEach((settings, k) => {
      tried.set(keyOf(settings), { ...chosenOf(settings), accuracy: found[k] })
    })
    return asked.map(one => tried.get(keyOf(one))!.accuracy)
  }

  const paced = await climb(start, steps => withPace(start, PACE ** steps), accuraciesOnce)
  const widened = (steps: number): NetworkSettings => ({
    ...paced,
    ranges: paced.ranges.map(range => rounded(range * RANGE ** steps)),
  })
  const settings = await climb(paced, widened, accuraciesOnce)
  return { settings, tried: [...tried.values()] }
}

function withPace(settings: NetworkSettings, factor: number): NetworkSettings {
  return settings.update === 'sign'
    ? { ...settings, threshold: rounded(settings.threshold * factor) }
    : { ...settings, rate: rounded(settings.rate * factor) }
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

function chosenOf({ rate, threshold, ranges }: NetworkSettings): TunedSettings {
  return { rate, threshold, ranges }
}

function keyOf(settings: NetworkSettings): string {
  return JSON.stringify(chosenOf(settings))
}

function oneAfterTheOther(signal: AbortSignal | undefined): AccuraciesOf {
  return async (data, all) => {
    const found: number[] = []
    for (const settings of all) {
      const { records } = await trainNetwork(data, settings, {
        testFrom: settings.epochs,
        ...(signal === undefined ? {} : { signal }),
      })
      found.push(records.at(-1)!.accuracy)
    }
    return found
  }
}
