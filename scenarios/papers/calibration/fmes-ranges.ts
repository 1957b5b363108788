import type { Ranges } from './claim-holds.ts'

/** What the claims with figures ask for: low and high of each value; the others are trends. */
export const fmesRanges: Ranges = {
  B01: [0.99, 1.01],
  B02: [1.52, 1.68],
  B03: [0.447, 0.494],
  B04: [0.108, 0.132],
  B05: [0.666, 0.814],
  B07: [0.0893, 0.0987],
  B08: [0.109, 0.121],
  B11: [0.9, 1],
  B12: [
    6,
    Number.POSITIVE_INFINITY,
    6,
    Number.POSITIVE_INFINITY,
    6,
    Number.POSITIVE_INFINITY,
    6,
    Number.POSITIVE_INFINITY,
  ],
  B20: [1.16, 1.29],
  B21: [7.7, 8.5],
  B22: [200, 380],
}
