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
const KEPT_BACK = 0.1
/** Factors from one setting to the next, and most steps away from the start. */
const PACE = 3
const RANGE = 2
const FARTHEST = 4

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

  /** The best place along one direction, in steps from `from`. */
  async function climb(
    from: NetworkSettings,
    moved: (steps: number) => NetworkSettings,
  ): Promise<NetworkSettings> {
    const places = new Map<number, NetworkSettings>([[0, from]])
    let next = [-1, 0, 1]
    let best = 0
    while (next.length > 0) {
      for (const steps of next) places.set(steps, steps === 0 ? from : moved(steps))
      const unknown = next.map(steps => places.get(steps)!).filter(one => !tried.has(keyOf(one)))
      const found = await accuraciesOf(split, unknown)
      unknown.forEach((settings, k) => {
        tried.set(keyOf(settings), { ...chosenOf(settings), accuracy: found[k] })
      })
      const accuracyAt = (steps: number): number => tried.get(keyOf(places.get(steps)!))!.accuracy
      // Of two that are as good the nearer one.
      const nearest = [...places.keys()].sort((a, b) => Math.abs(a) - Math.abs(b))
      best = nearest.reduce((most, steps) => (accuracyAt(steps) > accuracyAt(most) ? steps : most), 0)
      const onward = best + Math.sign(best)
      next = places.has(onward) || Math.abs(onward) > FARTHEST ? [] : [onward]
    }
    return places.get(best)!
  }

  const paced = await climb(start, steps => withPace(start, PACE ** steps))
  const settings = await climb(paced, steps => ({
    ...paced,
    ranges: paced.ranges.map(range => rounded(range * RANGE ** steps)),
  }))
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
      const { records } = await trainNetwork(data, settings, signal === undefined ? {} : { signal })
      found.push(records.at(-1)!.accuracy)
    }
    return found
  }
}
