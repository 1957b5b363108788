import type { Ranges } from './claim-holds.ts'

/** Ranges of the value claims of pentacene/P13: low and high of each value; the other claims are trends. */
export const pentaceneRanges: Ranges = {
  D01: [0.95 * 2.1e-6, 1.05 * 2.1e-6, 0.95 * 1.5e-3, 1.05 * 1.5e-3],
  D10: [30, 300],
  D16: [640, 790],
  D18: [20, Number.POSITIVE_INFINITY],
  D19: [0, 66.7],
  D20: [66.7, Number.POSITIVE_INFINITY],
}
