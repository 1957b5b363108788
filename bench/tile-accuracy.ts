/**
 * Accuracy of one network on MNIST by the size of its tiles: 784-100-10, cells of 1 to 40 kohm, 2 ohm a segment, the effective
 * matrix of every tile exact. The folder holds the four IDX files:
 *
 *     npx tsx bench/tile-accuracy.ts FOLDER
 *
 * The network is trained in float64; its rate is chosen on the last tenth of the training images, never on the test images.
 */
import { floatNetwork } from '../scenarios/learning/float-network.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import { createMatrixArray } from '../scenarios/matrix/matrix-array.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'
import { meanAndSpread } from './mean-and-spread.ts'
import { machineName, markdownTable } from './measure.ts'

const TILES = [32, 64, 128, 784]
const RATES = [0.5, 1, 2]
const SEEDS = [1, 2, 3]
/** Training images that factors are fitted on. */
const FITTED = 1000
const WIRE_OHM = 2
const CELLS = { low: 1 / 40e3, high: 1 / 1e3 }
const SETTINGS = { hidden: [100], ranges: [1, 1], batch: 20, epochs: 15 } as const

const folder = process.argv[2]
if (folder === undefined) throw new Error('expected the folder of the MNIST files')
const data = await readMnistFolder(folder)
const split = splitTraining(data, 0.1)

const choices = RATES.map(rate => ({
  rate,
  accuracy: floatNetwork(split, { ...SETTINGS, rate, seed: 1 }).accuracies.at(-1)!,
}))
const { rate } = choices.reduce((best, one) => (one.accuracy > best.accuracy ? one : best))
const print = (line: string): void => void process.stdout.write(`${line}\n`)
print(machineName())
print(`validation: ${choices.map(one => `rate ${one.rate} ${percent(one.accuracy)}`).join(', ')}`)

const sizes = [data.train.inputs, ...SETTINGS.hidden, data.classes]

/** Outputs of a layer: logistic hidden neurons, the sums of the last. */
const handOn = (sums: Float64Array, l: number): Float64Array =>
  l === sizes.length - 2 ? sums : sums.map(sum => 1 / (1 + Math.exp(-sum)))

/**
 * @param fitted whether the sums of each output are multiplied by a factor of its own, fitted by least squares to what it should be
 * on training images
 */
function accuracy(weights: readonly Float64Array[], tile: number, fitted: boolean): number {
  const known = data.train.images.subarray(0, FITTED * data.train.inputs)
  let signals: Float64Array = Float64Array.from(data.test.images)
  let training: Float64Array = Float64Array.from(known)
  weights.forEach((own, l) => {
    const shape = [sizes[l], sizes[l + 1]] as const
    const array = createMatrixArray({ shape, data: own }, { ...CELLS, wire: WIRE_OHM, tile: [tile, tile] })
    const sums = array.multiply({ shape: [data.test.count, sizes[l]], data: signals }).outputs.data
    if (fitted) {
      const { outputs, ideal } = array.multiply({ shape: [FITTED, sizes[l]], data: training })
      const factors = outputFactors(outputs.data, ideal.data, sizes[l + 1])
      for (let k = 0; k < sums.length; k++) sums[k] *= factors[k % sizes[l + 1]]
      training = handOn(ideal.data, l)
    }
    signals = handOn(sums, l)
  })
  return hitsOf(signals) / data.test.count
}

function outputFactors(found: Float64Array, ideal: Float64Array, outputs: number): Float64Array {
  return Float64Array.from({ length: outputs }, (_, o) => {
    let [product, square] = [0, 0]
    for (let k = o; k < found.length; k += outputs) {
      product += found[k] * ideal[k]
      square += found[k] ** 2
    }
    return product / square
  })
}

function hitsOf(sums: Float64Array): number {
  const { classes, test } = data
  let hits = 0
  for (let n = 0; n < test.count; n++) {
    const row = sums.subarray(n * classes, (n + 1) * classes)
    if (row.indexOf(Math.max(...row)) === test.labels[n]) hits++
  }
  return hits
}

const rows = SEEDS.map(seed => {
  const { weights, accuracies } = floatNetwork(data, { ...SETTINGS, rate, seed })
  const plain = TILES.map(tile => accuracy(weights, tile, false))
  const fitted = TILES.map(tile => accuracy(weights, tile, true))
  const found = [accuracies.at(-1)!, ...plain, ...fitted]
  print(`seed ${seed}: ${found.map(percent).join(', ')}`)
  return found
})
const cells = rows[0].map((_, k) => meanAndSpread(rows.map(row => 100 * row[k])))
print(
  markdownTable(
    ['', 'no wires', ...TILES.map(side => `tiles of ${side}`)],
    [
      ['as written', ...cells.slice(0, TILES.length + 1)],
      [`a factor for each output`, cells[0], ...cells.slice(TILES.length + 1)],
    ],
  ),
)

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
