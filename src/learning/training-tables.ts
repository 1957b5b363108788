import { csvLines } from '../files/csv-field.ts'
import type { TrainingReport } from './training-report.ts'

/** Tables of a training as CSV, by file name without ending. */
export function trainingTables(report: TrainingReport): Readonly<Record<string, string>> {
  const { training, histograms, ablation } = report
  const { records, confusion } = training
  const { before, after, range, unit } = histograms
  const edge = (k: number): number => range[0] + ((range[1] - range[0]) * k) / before.length
  return {
    epochs: csvLines([
      [
        'epoch',
        'accuracy_percent',
        'train_loss',
        'test_loss',
        'pulses',
        'write_J_per_sample',
        'read_J_per_sample',
        'inference_J',
        'effective_matrices_made',
        'largest_checked_error',
      ],
      ...records.map(record => [
        record.epoch,
        Number((100 * record.accuracy).toFixed(4)),
        record.epoch === 0 ? '' : record.trainLoss,
        record.testLoss,
        record.pulses,
        record.writeJoules,
        record.readJoules,
        record.inferenceJoules,
        record.remade,
        record.largestError,
      ]),
    ]),
    confusion: csvLines([
      ['label', ...confusion.map((_, guess) => `guess_${guess}`)],
      ...confusion.map((row, label) => [label, ...row]),
    ]),
    histogram: csvLines([
      [`from_${unit}`, `to_${unit}`, 'share_before', 'share_after'],
      ...before.map((share, k) => [edge(k), edge(k + 1), share, after[k]]),
    ]),
    ...(ablation === undefined
      ? {}
      : {
          ablation: csvLines([
            ['taken_away', 'instead', 'accuracy_percent', 'costs_points'],
            ...ablation.map(({ name, without, accuracy, points }) => [
              name,
              without,
              Number((100 * accuracy).toFixed(4)),
              Number(points.toFixed(4)),
            ]),
          ]),
        }),
  }
}
