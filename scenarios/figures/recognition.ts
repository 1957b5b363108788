import { mean, sampleCorrelation } from 'simple-statistics'

/** A response p = I/I0 - 1 of every pixel, N*M, and the image that was written. */
export interface FreshResponse {
  readonly response: Float64Array
  readonly levels: Float64Array
}

/** Half the mean response of the set pixels. */
function halfOf(fresh: FreshResponse): number {
  return mean([...fresh.response.filter((_, k) => fresh.levels[k]! >= 0.5)]) / 2
}

/** Pixels that are above half a fresh response where the image is set and below where it is not. */
export function pixelsRight(response: Float64Array, levels: Float64Array, fresh: FreshResponse): number {
  const half = halfOf(fresh)
  return response.reduce((count, p, k) => count + (p > half === levels[k]! >= 0.5 ? 1 : 0), 0)
}

/** Pearson correlation of a response with its image, less the largest with the other images. */
export function correlationMargin(
  response: Float64Array,
  levels: Float64Array,
  others: readonly Float64Array[],
): number {
  const correlation = (image: Float64Array): number => sampleCorrelation([...response], [...image])
  return correlation(levels) - Math.max(...others.map(correlation))
}

/**
 * Seconds from the first read to the moment when the first set pixel falls below half the mean response of that read, on
 * straight lines in the logarithm between reads; NaN where all are still above at the last.
 */
export function readableTime(
  reads: readonly { readonly timeS: number; readonly response: Float64Array }[],
  levels: Float64Array,
): number {
  const half = halfOf({ response: reads[0]!.response, levels })
  const weakest = reads.map(({ response }) => Math.min(...response.filter((_, k) => levels[k]! >= 0.5)))
  const after = weakest.findIndex(p => p <= half)
  if (after <= 0) return after === 0 ? 0 : Number.NaN
  const [a, b] = [Math.log(weakest[after - 1]!), Math.log(Math.max(weakest[after]!, Number.MIN_VALUE))]
  const share = (a - Math.log(half)) / (a - b)
  const [from, to] = [reads[after - 1]!.timeS, reads[after]!.timeS]
  return from + share * (to - from) - reads[0]!.timeS
}
