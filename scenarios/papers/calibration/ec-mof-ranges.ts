import type { Ranges } from './claim-holds.ts'

/** Ranges of the value claims: claim, low, high; trends must hold. */
export const ecMofRanges: Ranges = {
  A02: [13, 17],
  A05: [100, Number.POSITIVE_INFINITY],
  A06: [0.4, Number.POSITIVE_INFINITY],
  A07: [21.6, 26.4],
  A08: [1.69, 2.07],
  A09: [2.12, 2.6],
  A23: [1.3, 1.7, 1.6, 2],
}
