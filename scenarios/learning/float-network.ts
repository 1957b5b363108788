import { normal } from '../../arrays/random/keyed-random.ts'
import type { Dataset } from './dataset.ts'
import { type NetworkSettings, resolveSettings } from './network-settings.ts'
import { patternOrder, type TrainingData } from './train-network.ts'

/** Result of plain back-propagation from the same start with the same patterns. */
export interface FloatTraining {
  /** Test accuracy before the first epoch and after each. */
  readonly accuracies: readonly number[]
  /** [inputs][outputs] of each layer. */
  readonly weights: readonly Float64Array[]
}

/**
 * The reference for the ideal setting: the same network in float64 without cells, pulses, limits or noise, written apart from
 * the rest so that neither can hide a mistake of the other. Logistic hidden neurons, soft maximum, cross-entropy.
 * @param testFrom first epoch that is tested; those before have no accuracy (NaN)
 */
export function floatNetwork(
  { train, test, classes }: TrainingData,
  given: Partial<NetworkSettings>,
  { testFrom = 0 }: { readonly testFrom?: number } = {},
): FloatTraining {
  const settings = resolveSettings(given)
  const { seed, batch, epochs, rate, rateEnd } = settings
  const sizes = [train.inputs, ...settings.hidden, classes]
  const weights = sizes
    .slice(1)
    .map((outputs, l) =>
      Float64Array.from(
        { length: sizes[l] * outputs },
        (_, k) => normal(seed, 101 + 12 * l, k) / Math.sqrt(sizes[l]),
      ),
    )
  const patterns = settings.patterns === 0 ? train.count : settings.patterns
  const tested = (epoch: number): number => (epoch < testFrom ? Number.NaN : accuracyOf(weights, sizes, test))
  const accuracies = [tested(0)]
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const step = rate * (epochs > 1 ? rateEnd ** ((epoch - 1) / (epochs - 1)) : 1)
    const order = patternOrder(train.count, patterns, seed, epoch)
    for (let at = 0; at + batch <= patterns; at += batch)
      descend(weights, sizes, train, order.subarray(at, at + batch), step)
    accuracies.push(tested(epoch))
  }
  return { accuracies, weights }
}

/** Signals of all layers for one pattern. */
function signalsOf(
  weights: readonly Float64Array[],
  sizes: readonly number[],
  pattern: ArrayLike<number>,
): Float64Array[] {
  const signals = [Float64Array.from(pattern)]
  weights.forEach((w, l) => {
    const [from, outputs] = [signals[l], sizes[l + 1]]
    const sums = new Float64Array(outputs)
    from.forEach((value, i) => {
      if (value !== 0) for (let o = 0; o < outputs; o++) sums[o] += value * w[i * outputs + o]
    })
    const last = l === weights.length - 1
    const exps = last ? sums.map(sum => Math.exp(sum - Math.max(...sums))) : sums
    const total = exps.reduce((sum, value) => sum + value, 0)
    signals.push(exps.map(value => (last ? value / total : 1 / (1 + Math.exp(-value)))))
  })
  return signals
}

function descend(
  weights: readonly Float64Array[],
  sizes: readonly number[],
  { images, labels, inputs }: Dataset,
  picked: Uint32Array,
  step: number,
): void {
  const gradients = weights.map(({ length }) => new Float64Array(length))
  for (const n of picked) {
    const signals = signalsOf(weights, sizes, images.subarray(n * inputs, (n + 1) * inputs))
    let delta = signals.at(-1)!.map((p, o) => p - (o === labels[n] ? 1 : 0))
    for (let l = weights.length - 1; l >= 0; l--) {
      const [entered, outputs, gradient, w] = [signals[l], sizes[l + 1], gradients[l], weights[l]]
      entered.forEach((value, i) => {
        if (value !== 0) for (let o = 0; o < outputs; o++) gradient[i * outputs + o] += value * delta[o]
      })
      if (l === 0) break
      delta = entered.map((value, i) => {
        let sum = 0
        for (let o = 0; o < outputs; o++) sum += delta[o] * w[i * outputs + o]
        return sum * value * (1 - value)
      })
    }
  }
  weights.forEach((w, l) => {
    for (let k = 0; k < w.length; k++) w[k] -= (step * gradients[l][k]) / picked.length
  })
}

function accuracyOf(
  weights: readonly Float64Array[],
  sizes: readonly number[],
  { images, labels, inputs, count }: Dataset,
): number {
  let hits = 0
  for (let n = 0; n < count; n++) {
    const last = signalsOf(weights, sizes, images.subarray(n * inputs, (n + 1) * inputs)).at(-1)!
    let best = 0
    for (let o = 1; o < last.length; o++) if (last[o] > last[best]) best = o
    if (best === labels[n]) hits++
  }
  return hits / count
}
