import { OptionError } from '../../arrays/errors.ts'
import { uniformStream } from '../../arrays/random/keyed-random.ts'
import { HOST_PRODUCTS, type MatrixProducts } from '../../kernels/matrix-products.ts'
import { nextTurn } from '../../kernels/next-turn.ts'
import type { Dataset } from './dataset.ts'
import { refreshLayer } from './layer.ts'
import { createNetwork, type Network, trainBatch } from './network.ts'
import { pulseJoules, readJoules } from './network-energy.ts'
import { type NetworkSettings, resolveSettings, writeAccess } from './network-settings.ts'
import { type NetworkTest, testNetwork } from './test-network.ts'
import type { TrainingDevice } from './training-device.ts'
import { trainingDevice } from './training-devices.ts'
import { weightMaps } from './weight-maps.ts'

/** One epoch of a training, or, as epoch 0, the network before it. */
export interface EpochRecord {
  readonly epoch: number
  /** Mean cross-entropy over the patterns as they were trained; of the test before the first epoch. */
  readonly trainLoss: number
  readonly testLoss: number
  /** Share of the test patterns, 0 to 1. */
  readonly accuracy: number
  /** Pulses on all cells. */
  readonly pulses: number
  /** That the updates of the epoch took, s. */
  readonly seconds: number
  /** Energy of the pulses and of the reads of one training pattern, J, forward and back. */
  readonly writeJoules: number
  readonly readJoules: number
  /** Energy of one inference, J. */
  readonly inferenceJoules: number
  /** How often effective matrices were made, all layers, and the largest error that a check found. */
  readonly remade: number
  readonly largestError: number
}

/** A training as it stands after an epoch. */
export interface Training {
  readonly network: Network
  readonly records: readonly EpochRecord[]
  /** Weights of each class, before the first epoch and after each, as `weightMaps` gives it. */
  readonly maps: readonly Float32Array[]
  /** Of the last test. */
  readonly confusion: readonly (readonly number[])[]
}

export interface TrainingData {
  readonly train: Dataset
  readonly test: Dataset
  readonly classes: number
}

export interface TrainingHooks {
  /** Called before the first epoch and after each one; the training is the same object all the time. */
  readonly epochDone?: (training: Training) => void | Promise<void>
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** A training that was interrupted: it goes on after its last epoch. */
  readonly resume?: Training
  /**
   * First epoch that is tested; those before have no accuracy and no test loss (NaN). Tests change nothing that is trained, but
   * that exact readings make their matrices anew for them. @defaultValue 0, each one
   */
  readonly testFrom?: number
  /** Engine of matrix products; sums that are rounded otherwise lead to other pulses. @defaultValue this thread */
  readonly products?: MatrixProducts
}

const UNTESTED: NetworkTest = { accuracy: Number.NaN, loss: Number.NaN, confusion: [] }

/** Stream of the random numbers that order the patterns. */
const ORDER = 100

/**
 * Trains a network of cells by back-propagation in mini-batches. Deterministic from the settings and the data; a training
 * that is resumed gives the same numbers as one in a single go.
 * @throws RangeError for settings or data that do not fit; the signal's reason when it is aborted
 */
export async function trainNetwork(
  data: TrainingData,
  given: Partial<NetworkSettings> = {},
  hooks: TrainingHooks = {},
): Promise<Training> {
  const settings = resolveSettings(given)
  const { train, test } = data
  checkData(data, settings)
  const network = {
    ...(hooks.resume?.network ?? startNetwork(data, settings)),
    products: hooks.products ?? HOST_PRODUCTS,
  }
  const records = [...(hooks.resume?.records ?? [])]
  let confusion = hooks.resume?.confusion ?? []
  const maps = [...(hooks.resume?.maps ?? [])]
  const training = (): Training => ({ network, records, maps, confusion })
  const tests = (epoch: number): NetworkTest =>
    epoch < (hooks.testFrom ?? 0) ? UNTESTED : testNetwork(network, test, epoch)
  if (records.length === 0) {
    const tested = tests(0)
    confusion = tested.confusion
    records.push(
      recordOf(network, data, tested, { epoch: 0, loss: tested.loss, pulses: [], patterns: 0, seconds: 0 }),
    )
    maps.push(weightMaps(network))
    await hooks.epochDone?.(training())
  }
  for (let epoch = records.length; epoch <= settings.epochs; epoch++) {
    const done = await trainEpoch(network, train, epoch, hooks)
    const tested = tests(epoch)
    confusion = tested.confusion
    records.push(recordOf(network, data, tested, done))
    maps.push(weightMaps(network))
    await hooks.epochDone?.(training())
  }
  return training()
}

/** A network that fits the data, before any training. */
export function startNetwork({ train, classes }: TrainingData, settings: NetworkSettings): Network {
  return createNetwork(train.inputs, classes, deviceOf(settings), settings)
}

/** The device of the settings behind its access element. */
function deviceOf(settings: NetworkSettings): TrainingDevice {
  return trainingDevice(settings.device, { access: writeAccess(settings) })
}

interface EpochDone {
  readonly epoch: number
  readonly loss: number
  readonly pulses: readonly { raised: number; lowered: number }[]
  readonly patterns: number
  readonly seconds: number
}

async function trainEpoch(
  network: Network,
  train: Dataset,
  epoch: number,
  { progress, signal }: TrainingHooks,
): Promise<EpochDone> {
  const { settings, layers } = network
  const { batch, epochs, rate, rateEnd, seed } = settings
  const patterns = settings.patterns === 0 ? train.count : settings.patterns
  const updates = Math.max(1, Math.floor(patterns / batch))
  const order = patternOrder(train.count, patterns, seed, epoch)
  const present = rate * (epochs > 1 ? rateEnd ** ((epoch - 1) / (epochs - 1)) : 1)
  // The test left its drift in what the arrays show; without one they stand as the last write left them.
  if (settings.driftSeconds > 0) for (const layer of layers) refreshLayer(layer, true)
  const pulses = layers.map(() => ({ raised: 0, lowered: 0 }))
  let loss = 0
  let used = 0
  let seconds = 0
  for (let k = 0; k < updates; k++) {
    signal?.throwIfAborted()
    const picked = order.subarray(k * batch, Math.min((k + 1) * batch, patterns))
    const { images, labels } = pick(train, picked)
    const done = trainBatch(network, images, labels, (epoch - 1) * updates + k, present)
    done.pulses.forEach(({ raised, lowered }, layer) => {
      pulses[layer].raised += raised
      pulses[layer].lowered += lowered
    })
    loss += done.loss
    used += labels.length
    seconds += done.seconds
    progress?.((epoch - 1) * updates + k + 1, epochs * updates)
    // Lets Ctrl-C and the progress bar through.
    if (k % 8 === 7) await nextTurn()
  }
  return { epoch, loss: loss / used, pulses, patterns: used, seconds }
}

function recordOf(
  network: Network,
  { test }: TrainingData,
  tested: NetworkTest,
  { epoch, loss, pulses, patterns, seconds }: EpochDone,
): EpochRecord {
  const inference = readJoules(network, test)
  const effective = network.layers.map(layer => layer.effective)
  return {
    epoch,
    trainLoss: loss,
    testLoss: tested.loss,
    accuracy: tested.accuracy,
    pulses: pulses.reduce((sum, { raised, lowered }) => sum + raised + lowered, 0),
    seconds,
    writeJoules: patterns === 0 ? 0 : pulseJoules(network.device, pulses) / patterns,
    readJoules: patterns === 0 ? 0 : inference.forward + inference.back,
    inferenceJoules: inference.forward,
    remade: effective.reduce((sum, one) => sum + (one?.made ?? 0), 0),
    largestError: Math.max(...effective.map(one => one?.largestError ?? 0)),
  }
}

/** So many numbers of patterns in random order: all before any comes twice. */
export function patternOrder(count: number, patterns: number, seed: number, epoch: number): Uint32Array {
  const order = new Uint32Array(Math.ceil(patterns / count) * count)
  const draw = uniformStream(seed, ORDER, epoch)
  for (let from = 0; from < order.length; from += count) {
    for (let k = 0; k < count; k++) order[from + k] = k
    for (let k = count - 1; k > 0; k--) {
      const other = from + Math.floor(draw() * (k + 1))
      const held = order[from + k]
      order[from + k] = order[other]
      order[other] = held
    }
  }
  return order.subarray(0, patterns)
}

function pick(data: Dataset, numbers: Uint32Array): { images: Float32Array; labels: Uint8Array } {
  const { inputs } = data
  const images = new Float32Array(numbers.length * inputs)
  const labels = new Uint8Array(numbers.length)
  numbers.forEach((n, k) => {
    images.set(data.images.subarray(n * inputs, (n + 1) * inputs), k * inputs)
    labels[k] = data.labels[n]
  })
  return { images, labels }
}

function checkData({ train, test, classes }: TrainingData, { batch }: NetworkSettings): void {
  const fail = (found: string, expected: string): never => {
    throw new OptionError('trainNetwork', found, expected)
  }
  if (train.inputs !== test.inputs)
    fail(`training patterns of ${train.inputs} and test patterns of ${test.inputs} pixels`, 'as many of both')
  if (train.count === 0 || test.count === 0) fail('no patterns', 'some to train and some to test')
  if (batch > train.count) fail(`batches of ${batch} of ${train.count} patterns`, 'no more than there are')
  for (const { labels } of [train, test]) {
    const wrong = labels.findIndex(label => label >= classes)
    if (wrong >= 0) fail(`label ${labels[wrong]}`, `classes 0 to ${classes - 1}`)
  }
}
