import { mean, sampleStandardDeviation } from 'simple-statistics'
import type { InferReport } from './run-infer.ts'

/** The figures of an inference, as summary.json and --json give them. */
export function inferSummary(report: InferReport): Readonly<Record<string, unknown>> {
  const { accuracies, idealAccuracy, items, error, agreement, confusion, layers, costs } = report
  return {
    items,
    ...(accuracies.length === 0
      ? {}
      : {
          accuracy: mean([...accuracies]),
          accuracies,
          spread: spreadOf(accuracies),
          idealAccuracy,
          confusion,
        }),
    agreement,
    error,
    layers,
    ...(report.request.costs ? { costs } : {}),
  }
}

/** Standard deviation over the seeds; null below two. */
export function spreadOf(accuracies: readonly number[]): number | null {
  return accuracies.length < 2 ? null : sampleStandardDeviation([...accuracies])
}
