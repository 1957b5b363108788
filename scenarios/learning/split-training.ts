import { OptionError } from '../../arrays/errors.ts'
import type { Dataset } from './dataset.ts'
import type { TrainingData } from './train-network.ts'

/** Fewest patterns that a part may have. */
const FEWEST = 10

/**
 * Training data whose tests are patterns of its own training: rates and ranges are chosen on these, so that the test patterns
 * are seen only once.
 * @param share of the training patterns, the last ones, that are tested with instead
 * @throws RangeError where a part would have fewer than 10 patterns
 */
export function splitTraining({ train, classes }: TrainingData, share: number): TrainingData {
  const tested = Math.round(share * train.count)
  if (!(tested >= FEWEST && train.count - tested >= FEWEST))
    throw new OptionError(
      'splitTraining',
      `${share} of ${train.count} patterns`,
      `at least ${FEWEST} on both sides`,
    )
  const edge = train.count - tested
  return {
    train: partOf(train, 0, edge, `the first ${edge}`),
    test: partOf(train, edge, train.count, `the last ${tested}`),
    classes,
  }
}

function partOf(data: Dataset, from: number, to: number, which: string): Dataset {
  return {
    ...data,
    source: `${which} of ${data.source}`,
    count: to - from,
    images: data.images.subarray(from * data.inputs, to * data.inputs),
    labels: data.labels.subarray(from, to),
  }
}
