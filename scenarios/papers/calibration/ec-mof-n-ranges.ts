import type { Ranges } from './claim-holds.ts'

/** Ranges of the value claims of EC-MOF-N: claim, low, high; trends must hold. */
export const ecMofNRanges: Ranges = {
  A11: [1.08, 1.32],
  A12: [100, Number.POSITIVE_INFINITY],
  A13: [4.9, 5.42],
  A14: [3.61, 3.99],
  A17: [0.5, 2],
  A28: [0.61, 0.74],
  A29: [0, 1],
}
