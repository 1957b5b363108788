import type { Dataset } from './dataset.ts'
import { refreshLayer } from './layer.ts'
import { forward, type Network, scoreBatch } from './network.ts'

/** How a network does on patterns that it was not trained with. */
export interface NetworkTest {
  /** Share of the patterns, 0 to 1. */
  readonly accuracy: number
  /** Mean cross-entropy. */
  readonly loss: number
  /** confusion[label][guess], patterns. */
  readonly confusion: readonly (readonly number[])[]
}

const BATCH = 500
/** Reads of tests draw their noise from keys above those of all trainings. */
const TEST_KEY = 2 ** 32

/**
 * Reads all patterns, after the drift that the settings name; the cells stay as they are.
 * @param turn which test of a training it is, for the noise of its reads
 */
export function testNetwork(network: Network, data: Dataset, turn: number): NetworkTest {
  const { layers, settings, sizes } = network
  const classes = sizes.at(-1)!
  const { inputs, count } = data
  const seconds = settings.driftSeconds
  for (const layer of layers) refreshLayer(layer, true, seconds)
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  let loss = 0
  let hits = 0
  for (let from = 0; from < count; from += BATCH) {
    const to = Math.min(count, from + BATCH)
    const labels = data.labels.subarray(from, to)
    const signals = forward(
      network,
      data.images.subarray(from * inputs, to * inputs),
      to - from,
      TEST_KEY + turn * 1024 + from / BATCH,
    )
    const scored = scoreBatch(signals.at(-1)!, labels, classes)
    loss += scored.loss
    scored.guesses.forEach((guess, b) => {
      confusion[labels[b]][guess]++
      if (guess === labels[b]) hits++
    })
  }
  return { accuracy: hits / count, loss: loss / count, confusion }
}
