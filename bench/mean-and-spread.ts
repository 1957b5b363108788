import { mean, sampleStandardDeviation } from 'simple-statistics'

/** "95.5 ± 0.1": mean and standard deviation over seeds. */
export function meanAndSpread(values: readonly number[]): string {
  return `${mean([...values]).toFixed(1)} ± ${sampleStandardDeviation([...values]).toFixed(1)}`
}
