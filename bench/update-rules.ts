/**
 * Update rules on every built-in device: 784-10 of pairs of cells, MNIST, the time that pulses take passing:
 *
 *     npx tsx bench/update-rules.ts FOLDER [DEVICE ...]
 *
 * Rates are chosen for each device and rule on a tenth of the training images, which the trainings that are then tested leave out as
 * well. Nothing is wrong but the device's own updates, write noise and forgetting.
 */
import { hardwareNetwork } from '../scenarios/learning/device-networks.ts'
import { DEFAULT_SETTINGS, type NetworkSettings } from '../scenarios/learning/network-settings.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import { type TrainingData, trainNetwork } from '../scenarios/learning/train-network.ts'
import { TRAINING_DEVICES } from '../scenarios/learning/training-devices.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'
import { meanAndSpread } from './mean-and-spread.ts'
import { machineName, markdownTable } from './measure.ts'

const [folder, ...named] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')
const IMAGES = 1000
/** Test images, the first ones. */
const TESTED = 1000
const SEEDS = [1, 2, 3]
const RATES = [0.05, 0.2]
const RULES: readonly Partial<NetworkSettings>[] = [
  { rule: 'direct' },
  { rule: 'tiki-taka', transferEvery: 1, transferRows: 98, transferRate: 1 },
  { rule: 'mixed-precision' },
]

const all = await readMnistFolder(folder)
const train = splitTraining(all, 1 - IMAGES / all.train.count).train
const split = splitTraining({ ...all, train }, 0.1)
const tested: TrainingData = {
  ...split,
  test: splitTraining({ ...all, train: all.test }, 1 - TESTED / all.test.count).train,
}
process.stdout.write(`${machineName()}\n`)

/** Accuracy after three epochs. */
async function accuracy(data: TrainingData, settings: NetworkSettings): Promise<number> {
  const { records } = await trainNetwork(data, settings)
  return records.at(-1)!.accuracy
}

const rows: string[][] = []
for (const device of named.length === 0 ? TRAINING_DEVICES : named) {
  const { writeNoise } = hardwareNetwork(device)
  const cells: string[] = []
  for (const rule of RULES) {
    const base: NetworkSettings = {
      ...DEFAULT_SETTINGS,
      ...rule,
      device,
      ranges: [0.5],
      batch: 10,
      epochs: 3,
      writeNoise,
      updateSeconds: 'pulses',
    }
    const tried: number[] = []
    for (const rate of RATES) tried.push(await accuracy(split, { ...base, rate }))
    const rate = RATES[tried.indexOf(Math.max(...tried))]
    const found: number[] = []
    for (const seed of SEEDS) found.push(100 * (await accuracy(tested, { ...base, rate, seed })))
    cells.push(`${meanAndSpread(found)} (${rate})`)
  }
  rows.push([device, ...cells])
  process.stdout.write(`${device}: ${cells.join(', ')}\n`)
}
process.stdout.write(`${markdownTable(['device', ...RULES.map(({ rule }) => rule!)], rows)}\n`)
