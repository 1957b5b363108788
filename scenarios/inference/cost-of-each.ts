import { mean, sampleStandardDeviation } from 'simple-statistics'

/** Cost of a non-ideality: accuracy without it less accuracy with everything. */
export interface NonIdealityCost {
  readonly name: string
  /** Mean accuracy without it. */
  readonly accuracy: number
  /** Mean over the seeds of the gain, in points (percent). */
  readonly points: number
  /** Standard error of that mean; absent below three seeds. */
  readonly error?: number
  /** Whether the mean is below two standard errors; absent where there is none. */
  readonly withinChance?: boolean
}

/** Below so many seeds there is no error bar. */
const FEWEST_SEEDS = 3

/**
 * @param whole accuracy with everything, by seed
 * @param without accuracy without it, by the same seeds
 */
export function costOf(name: string, whole: readonly number[], without: readonly number[]): NonIdealityCost {
  const gains = whole.map((accuracy, k) => 100 * (without[k] - accuracy))
  const points = mean(gains)
  const cost = { name, accuracy: mean([...without]), points }
  if (gains.length < FEWEST_SEEDS) return cost
  const error = sampleStandardDeviation(gains) / Math.sqrt(gains.length)
  return { ...cost, error, withinChance: Math.abs(points) < 2 * error }
}
