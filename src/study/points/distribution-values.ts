import { describeValue } from '../../../arrays/config/describe-value.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { DistributionInput } from '../file/study-file.ts'
import { readAnyQuantity } from './any-quantity.ts'
import { type AxisValues, numberValue } from './axis.ts'
import { normalQuantile } from './normal-quantile.ts'

/** Shares of a distribution that are tried when a study is planned. */
const TRIALS = [1e-3, 0.5, 1 - 1e-3]

/**
 * The values of a distribution, by its quantile; `min` and `max` cut it off.
 * @param path of the axis in the study file
 * @throws ConfigError for what is no number, different units, or bounds in the wrong order
 */
export function distributionValues(
  input: DistributionInput,
  document: SourceDocument,
  path: readonly PropertyKey[],
): AxisValues {
  let unit = ''
  const read = (key: string, value: number | string): number => {
    const quantity = readAnyQuantity(value)
    if (quantity === undefined || (quantity.unit !== '' && unit !== '' && quantity.unit !== unit)) {
      const expected = unit === '' ? 'a number, or a number with its unit' : `a number in ${unit}`
      throw new ConfigError(document.place([...path, key]), describeValue(value), expected)
    }
    unit = quantity.unit || unit
    return quantity.value
  }
  const fail = (key: string, found: unknown, expected: string): never => {
    throw new ConfigError(document.place([...path, key]), describeValue(found), expected)
  }
  const finish = (describe: string, value: (place: number) => number): AxisValues => {
    const at = (place: number) => numberValue(value(place), unit)
    return { unit, type: 'number', describe, count: undefined, at, trials: TRIALS.map(at) }
  }
  const si = (value: number): string => formatSi(value, unit)
  if (input.distribution === 'uniform') {
    const [from, to] = [read('from', input.from), read('to', input.to)]
    if (!(from < to)) fail('to', input.to, `a number above ${input.from}`)
    return finish(`uniform from ${si(from)} to ${si(to)}`, place => from + (to - from) * place)
  }
  const logarithmic = input.distribution === 'log-normal'
  const [middle, width] = logarithmic
    ? [read('median', input.median), Math.sqrt(Math.log1p(input.spread ** 2))]
    : [read('mean', input.mean), read('deviation', input.deviation)]
  if (logarithmic && !(middle > 0)) fail('median', input.median, 'a number above 0')
  if (!(width > 0))
    fail(
      logarithmic ? 'spread' : 'deviation',
      logarithmic ? input.spread : input.deviation,
      'a number above 0',
    )
  const valueAt = (z: number): number => (logarithmic ? middle * Math.exp(width * z) : middle + width * z)
  const shareBelow = (bound: number): number => {
    const z = logarithmic
      ? bound > 0
        ? Math.log(bound / middle) / width
        : -Infinity
      : (bound - middle) / width
    return normalShare(z)
  }
  const low = input.min === undefined ? 0 : shareBelow(read('min', input.min))
  const high = input.max === undefined ? 1 : shareBelow(read('max', input.max))
  if (!(low < high))
    fail(input.max === undefined ? 'min' : 'max', input.max ?? input.min, 'bounds with values between them')
  const shape = logarithmic
    ? `log-normal, median ${si(middle)}, spread ${input.spread}`
    : `normal, mean ${si(middle)}, deviation ${si(width)}`
  return finish(shape, place => valueAt(normalQuantile(clampShare(low + (high - low) * place))))
}

/** The share of a standard normal distribution below z, by bisection of its quantile. */
function normalShare(z: number): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (normalQuantile(clampShare(middle)) < z) low = middle
    else high = middle
  }
  return low
}

function clampShare(share: number): number {
  return Math.min(1 - 2 ** -53, Math.max(2 ** -60, share))
}
