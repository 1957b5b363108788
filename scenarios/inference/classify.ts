import { OptionError } from '../../arrays/errors.ts'
import type { Items } from './inference-network.ts'

/** How often the largest output is that of the label. */
export interface Classification {
  readonly accuracy: number
  /** [label][guess] */
  readonly confusion: readonly (readonly number[])[]
}

/** The number of the largest output of each item. */
export function guessesOf({ count, shape, data }: Items): Int32Array {
  const width = shape.reduce((product, n) => product * n, 1)
  return Int32Array.from({ length: count }, (_, n) => {
    let best = 0
    for (let o = 1; o < width; o++) if (data[n * width + o] > data[n * width + best]) best = o
    return best
  })
}

/** @throws RangeError where a label is no output */
export function classify(outputs: Items, labels: ArrayLike<number>): Classification {
  const classes = outputs.shape.reduce((product, n) => product * n, 1)
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  let hits = 0
  guessesOf(outputs).forEach((guess, n) => {
    const label = labels[n]
    const row = confusion[label]
    if (row === undefined)
      throw new OptionError('labels', `${label} of item ${n}`, `a class from 0 to ${classes - 1}`)
    row[guess] = row[guess] + 1
    if (guess === label) hits++
  })
  return { accuracy: hits / outputs.count, confusion }
}
