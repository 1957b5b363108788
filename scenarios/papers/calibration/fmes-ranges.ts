import type { Ranges } from './claim-holds.ts'

/** Ranges of the claims with figures: low and high of each value; the others are trends. */
export const fmesRanges: Ranges = {
  B02: [1.52, 1.68],
  B03: [0.447, 0.494],
  B04: [0.108, 0.132],
  B05: [0.666, 0.814],
  B12: new Array(8).fill([6, Number.POSITIVE_INFINITY]).flat(),
  B20: [1.16, 1.29],
  B21: [7.7, 8.5],
  B22: [200, 380],
}
