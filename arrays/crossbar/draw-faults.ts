import { OptionError } from '../errors.ts'
import { uniform } from '../random/keyed-random.ts'
import { type FaultShares, SHORT_CONDUCTANCE } from './array-spec.ts'
import { MOST_PARAMETERS } from './vary-parameters.ts'

/** The seed of arrays that are solved by themselves. */
const FAULT_SEED = 1

/**
 * Draws the faulty cells of an array, keyed by (seed, array, cell): a larger share keeps the faults of a smaller one.
 * @param array which of a run's arrays it is, from 0
 * @returns N*M values: NaN where a cell works, else its conductance in S
 * @throws RangeError for shares that cannot be
 */
export function drawFaults(
  { open = 0, short = 0, seed }: FaultShares,
  [rows, columns]: readonly [number, number],
  runSeed: number = FAULT_SEED,
  array = 0,
): Float64Array {
  if (![open, short].every(share => share >= 0 && share <= 1) || open + short > 1)
    throw new OptionError(
      'stuck',
      `open ${open} and short ${short}`,
      'shares of the cells from 0 to 1, together at most 1',
    )
  return Float64Array.from({ length: rows * columns }, (_, k) => {
    const draw = uniform(seed ?? runSeed, array * MOST_PARAMETERS, k)
    // Opens from one end and shorts from the other, so that neither share moves the cells of the other.
    if (draw < open) return 0
    return draw >= 1 - short ? SHORT_CONDUCTANCE : Number.NaN
  })
}
