import { mean, sampleCorrelation } from 'simple-statistics'

/** A response p = I/I0 - 1 of every pixel, N*M, and the image that was written. */
export interface FreshResponse {
  readonly response: Float64Array
  readonly levels: Float64Array
}

/** Half the mean response of the set pixels; NaN where none is set. */
function halfOf(fresh: FreshResponse): number {
  const set = [...fresh.response.filter((_, k) => fresh.levels[k] >= 0.5)]
  return set.length === 0 ? Number.NaN : mean(set) / 2
}

/** Pixels that are above half a fresh response where the image is set and below where it is not; NaN without a fresh response. */
export function pixelsRight(response: Float64Array, levels: Float64Array, fresh: FreshResponse): number {
  const half = halfOf(fresh)
  if (Number.isNaN(half)) return half
  return response.reduce((count, p, k) => count + (p > half === levels[k] >= 0.5 ? 1 : 0), 0)
}

/** Pearson correlation of a response with its image, less the largest with the other images; NaN where an image is all alike. */
export function correlationMargin(
  response: Float64Array,
  levels: Float64Array,
  others: readonly Float64Array[],
): number {
  const correlation = (image: Float64Array): number =>
    response.length < 2 ? Number.NaN : sampleCorrelation([...response], [...image])
  return correlation(levels) - Math.max(...others.map(correlation))
}

/**
 * Seconds from the first read to the moment when the first set pixel falls below half the mean response of that read, on
 * straight lines in the logarithm between reads; NaN where all are still above at the last, or no pixel is set.
 */
export function readableTime(
  reads: readonly { readonly timeS: number; readonly response: Float64Array }[],
  levels: Float64Array,
): number {
  const half = halfOf({ response: reads[0].response, levels })
  if (Number.isNaN(half)) return half
  const weakest = reads.map(({ response }) => Math.min(...response.filter((_, k) => levels[k] >= 0.5)))
  const after = weakest.findIndex(p => p <= half)
  if (after <= 0) return after === 0 ? 0 : Number.NaN
  const [a, b] = [Math.log(weakest[after - 1]), Math.log(Math.max(weakest[after], Number.MIN_VALUE))]
  const share = (a - Math.log(half)) / (a - b)
  const [from, to] = [reads[after - 1].timeS, reads[after].timeS]
  return from + share * (to - from) - reads[0].timeS
}
