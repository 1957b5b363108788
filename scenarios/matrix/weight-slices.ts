import { largestOf } from '../../arrays/network/balance.ts'

/** Weights as fractions of the range, cut into groups of bits. */
export interface WeightSlices {
  /** Largest |weight|. */
  readonly range: number
  /** Weights beyond it. */
  readonly clipped: number
  /** Of each slice [inputs][outputs], -1 to 1: what its cells hold. */
  readonly units: readonly Float64Array[]
  /** Factor of each slice: a weight over the range is the sum of factors times units. */
  readonly factors: readonly number[]
}

/**
 * Scales weights to their range, rounds their magnitudes to bits and cuts these into slices, lowest bits first: slice s of S
 * holds bits sW/S to (s + 1)W/S - 1 of a code of W bits, with the sign of the weight.
 * @param range largest |weight|; left out, the largest that there is
 * @param bits of |weight|; left out, weights are not rounded and there is one slice
 */
export function sliceWeights(
  weights: Float64Array,
  { range: given, bits, slices }: { range: number | undefined; bits: number | undefined; slices: number },
): WeightSlices {
  const largest = largestOf(weights)
  // Where all weights are zero any range does.
  const range = given ?? (largest === 0 ? 1 : largest)
  let clipped = 0
  const unit = weights.map(weight => {
    if (Math.abs(weight) > range) clipped++
    return Math.max(-1, Math.min(1, weight / range))
  })
  if (bits === undefined) return { range, clipped, units: [unit], factors: [1] }
  const steps = 2 ** bits - 1
  const own = 2 ** (bits / slices)
  const units = Array.from({ length: slices }, (_, s) =>
    unit.map(value => {
      const code = Math.floor(Math.abs(value) * steps + 0.5)
      const part = Math.floor(code / own ** s) % own
      return (Math.sign(value) * part) / (own - 1)
    }),
  )
  return { range, clipped, units, factors: units.map((_, s) => (own ** s * (own - 1)) / steps) }
}
