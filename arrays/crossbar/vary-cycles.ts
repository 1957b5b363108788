import { normal } from '../random/keyed-random.ts'
import { MOST_PARAMETERS } from './vary-parameters.ts'

/** How much a device differs from one pulse to the next. */
export interface CycleVariation {
  /** s, the relative standard deviation of a small step. */
  readonly spread: number
  readonly seed: number
  /** Which of a run's arrays it is, from 0. */
  readonly array: number
}

/**
 * Variation from cycle to cycle: in each pulse the states of a device move exp(s n) times as fast, as if the pulse lasted as much
 * longer for it, with n normal and keyed by (seed, array, number of the pulse, cell). Any split of a run draws the same.
 * @param pulse number of the pulse, from 0
 * @param cells number of cells, N*M
 * @returns the factor of each cell, row-major
 */
export function cycleFactors(
  { spread, seed, array }: CycleVariation,
  pulse: number,
  cells: number,
): Float64Array {
  // The last stream of the array, which no parameter has.
  const stream = (array + 1) * MOST_PARAMETERS - 1
  return Float64Array.from({ length: cells }, (_, k) =>
    Math.exp(spread * normal(seed, stream, pulse * cells + k)),
  )
}
