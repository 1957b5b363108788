import { mean, quantile, sampleStandardDeviation } from 'simple-statistics'

/** How far the band around a line reaches. */
export const BANDS = ['confidence', 'deciles', 'none'] as const
export type Band = (typeof BANDS)[number]

/** The values of one place of a line. */
export interface Summary {
  readonly middle: number
  readonly low: number
  readonly high: number
  readonly count: number
}

/**
 * Sums up values.
 * @param band confidence: the mean with its interval of 95 % by Student's t; deciles: the median with the first and ninth decile; none:
 * the mean
 */
export function summarise(values: readonly number[], band: Band): Summary {
  const count = values.length
  if (band === 'deciles') {
    const [low, middle, high] = [0.1, 0.5, 0.9].map(p => quantile([...values], p)) as [number, number, number]
    return { low, middle, high, count }
  }
  const middle = mean([...values])
  const reach =
    band === 'none' || count < 2
      ? 0
      : (studentQuantile(count - 1) * sampleStandardDeviation([...values])) / Math.sqrt(count)
  return { low: middle - reach, middle, high: middle + reach, count }
}

/** Student's t at 97.5 % for 1, 2, ... degrees of freedom. */
const STUDENT = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
const NORMAL = 1.959964

/** From the table, or by Fisher's expansion around the normal distribution, right to 4 digits from 11 on. */
function studentQuantile(freedom: number): number {
  const z = NORMAL
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
  ]
  return STUDENT[freedom - 1] ?? terms.reduce((sum, term, k) => sum + term / freedom ** (k + 1), z)
}
