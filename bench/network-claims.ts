/**
 * Accuracies of the networks of the papers' claims over three seeds, in %: with the device while time stands still between its
 * pulses and while they take the time that they take, with an ideal synapse of the same settings, and of a float network:
 *
 *     npx tsx bench/network-claims.ts FOLDER [TEST_IMAGES [CLAIM ...]]
 *
 * FOLDER holds the MNIST files; so many of its test images are used, the first ones.
 */
import { chanceNote } from '../scenarios/learning/compare-trainings.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import type { TrainingData } from '../scenarios/learning/train-network.ts'
import { adaptedFigures } from '../scenarios/papers/claims/adaptation.ts'
import { CLAIM_NETWORKS, type ClaimNetworkId } from '../scenarios/papers/claims/claim-networks.ts'
import { networkFigures, type SeedPercent } from '../scenarios/papers/claims/network-trainings.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'
import { machineName, markdownTable } from './measure.ts'

const [folder, images = '10000', ...named] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')

const read = await readMnistFolder(folder)
const tested = Math.min(Number(images), read.test.count)
const all: TrainingData =
  tested === read.test.count
    ? read
    : { ...read, test: splitTraining({ ...read, train: read.test }, 1 - tested / read.test.count).train }
process.stdout.write(`${machineName()}\n${tested} test images\n`)

const isAsked = (id: string): boolean => named.length === 0 || named.includes(id)
const rows: string[][] = []
const add = (name: string, figures: readonly (SeedPercent | undefined)[], note = ''): void => {
  const row = [name, ...figures.map(figure => figure?.text ?? ''), note]
  rows.push(row)
  process.stdout.write(`${row.join(' | ')}\n`)
}
for (const id of Object.keys(CLAIM_NETWORKS) as ClaimNetworkId[]) {
  if (!isAsked(id)) continue
  const started = process.cpuUsage().user
  const { still, passing, ideal, float } = await networkFigures(id, all)
  const apart = still === passing ? '' : (chanceNote(still.shares, ideal.shares) ?? 'yes')
  add(`${id}, ${CLAIM_NETWORKS[id].device}`, [still, passing, ideal, float], apart === 'yes' ? 'yes' : 'no')
  process.stdout.write(`${apart}; ${((process.cpuUsage().user - started) / 1e6).toFixed(0)} s of processor\n`)
}
if (isAsked('B18')) {
  const { still, passing } = await adaptedFigures(all)
  // Neither an ideal synapse nor a float network relaxes towards a picture.
  add('B18, fmes-open', [still, passing, undefined, undefined])
}
process.stdout.write(
  `${markdownTable(['claim', 'time stands still', 'time passes', 'ideal synapse', 'float', 'told from ideal'], rows)}\n`,
)
