/**
 * Accuracies of the networks of the papers' claims over three seeds, in %: with the device while time stands still between its
 * pulses and while they take the time that they take, with an ideal synapse of the same settings, and of a float network:
 *
 *     npx tsx bench/network-claims.ts FOLDER [TEST_IMAGES [CLAIM ...]]
 *
 * FOLDER holds the MNIST files; so many of its test images are used, the first ones.
 */
import { floatNetwork } from '../scenarios/learning/float-network.ts'
import type { NetworkSettings } from '../scenarios/learning/network-settings.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import { type TrainingData, trainNetwork } from '../scenarios/learning/train-network.ts'
import { CLAIM_NETWORKS, type ClaimNetworkId } from '../scenarios/papers/claims/claim-networks.ts'
import { adaptation } from '../scenarios/papers/claims/networks.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'
import { meanAndSpread } from './mean-and-spread.ts'
import { machineName, markdownTable } from './measure.ts'

const [folder, images = '10000', ...named] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')
const SEEDS = [1, 2, 3]

const read = await readMnistFolder(folder)
const tested = Math.min(Number(images), read.test.count)
const all: TrainingData =
  tested === read.test.count
    ? read
    : { ...read, test: splitTraining({ ...read, train: read.test }, 1 - tested / read.test.count).train }
process.stdout.write(`${machineName()}\n${tested} test images\n`)

/** Mean of the last accuracies, %. */
function lastPercent(accuracies: readonly number[], last: number): number {
  return (100 * accuracies.slice(-last).reduce((sum, one) => sum + one, 0)) / last
}

async function device(data: TrainingData, settings: NetworkSettings, last: number): Promise<number> {
  const { records } = await trainNetwork(data, settings)
  return lastPercent(
    records.map(record => record.accuracy),
    last,
  )
}

const known = Object.keys(CLAIM_NETWORKS) as ClaimNetworkId[]
const ids = known.filter(id => named.length === 0 || named.includes(id))
const rows: string[][] = []
for (const id of ids) {
  const { device: own, last, settings, seen = whole => whole } = CLAIM_NETWORKS[id]
  const data = seen(all)
  const seconds = process.cpuUsage().user
  const columns: ((seed: number) => number | Promise<number>)[] = [
    seed => device(data, { ...settings(own), seed }, last),
    seed => device(data, { ...settings(own), seed, updateSeconds: 'pulses' }, last),
    seed => device(data, { ...settings('ideal'), seed }, last),
    seed => lastPercent(floatNetwork(data, { ...settings(own), seed }).accuracies, last),
  ]
  const cells: string[] = []
  for (const column of columns) {
    const found: number[] = []
    for (const seed of SEEDS) found.push(await column(seed))
    cells.push(meanAndSpread(found))
    process.stdout.write(`${id} ${own}: ${found.map(one => one.toFixed(2)).join(', ')}\n`)
  }
  rows.push([`${id}, ${own}`, ...cells])
  process.stdout.write(`${((process.cpuUsage().user - seconds) / 1e6).toFixed(0)} s of processor\n`)
}
if (named.length === 0 || named.includes('B18')) {
  const cells: string[] = []
  for (const updateSeconds of [0, 'pulses'] as const) {
    const found: number[] = []
    for (const seed of SEEDS) {
      const { points } = await adaptation(all, { seed, updateSeconds })
      found.push(100 * points.at(-1)!.accuracy)
    }
    cells.push(meanAndSpread(found))
  }
  // Neither an ideal synapse nor a float network relaxes towards a picture.
  rows.push(['B18, fmes-open', ...cells, '', ''])
}
process.stdout.write(
  `${markdownTable(['claim', 'time stands still', 'time passes', 'ideal synapse', 'float'], rows)}\n`,
)
