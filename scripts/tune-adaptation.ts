/**
 * Chooses how pictures reach the cells that adapt (B18): resistance of a black pixel, current, time of an image, number of images, in
 * turn, by the mean accuracy over three seeds on the last tenth of the MNIST training images, and writes what was tried to
 * tune-adaptation.csv beside this script:
 *
 *     npx tsx scripts/tune-adaptation.ts FOLDER
 *
 * FOLDER holds the MNIST files; the test images are not used, nor is the published accuracy. The start is the whole range of
 * resistances of the paper (500 to 8000 ohm), the current that holds a white pixel at 0.2 V, the top of the range of weights, and an image for a
 * hundredth of the time in which such a cell relaxes. What is chosen stands in scenarios/papers/claims/adaptation.ts, and a test compares.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { mean } from 'simple-statistics'
import { fmes } from '../arrays/devices/fmes.ts'
import { climb } from '../scenarios/learning/climb.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import { KEPT_BACK } from '../scenarios/learning/tune-training.ts'
import { type AdaptationChoice, adaptation } from '../scenarios/papers/claims/adaptation.ts'
import { CLAIM_SEEDS } from '../scenarios/papers/claims/network-trainings.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')

const data = splitTraining(await readMnistFolder(folder), KEPT_BACK)
const [LOWEST_OHMS, HIGHEST_OHMS] = [500, 8000]
/** Most that a cell was measured at; a white pixel comes to rest at the current times its resistance. */
const HIGHEST_VOLTS = fmes.validVolts[1]
const accuracies = new Map<string, number>()

async function accuracyOf(choice: AdaptationChoice): Promise<number> {
  const known = accuracies.get(keyOf(choice))
  if (known !== undefined) return known
  const found: number[] = []
  for (const seed of CLAIM_SEEDS) {
    const points = await adaptation(data, { seed, updateSeconds: 0 }, choice)
    found.push(points.at(-1)!.accuracy)
  }
  accuracies.set(keyOf(choice), mean(found))
  process.stdout.write(`${keyOf(choice)},${found.map(share => (100 * share).toFixed(1)).join(' ')}\n`)
  return mean(found)
}

async function accuraciesOf(choices: readonly AdaptationChoice[]): Promise<number[]> {
  const found: number[] = []
  for (const choice of choices) found.push(await accuracyOf(choice))
  return found
}

function keyOf({ ohms, amps, seconds, images }: AdaptationChoice): string {
  return [...ohms, amps, seconds, images].join(',')
}

let choice: AdaptationChoice = {
  ohms: [LOWEST_OHMS, HIGHEST_OHMS],
  amps: 25e-6,
  seconds: 0.64,
  images: 800,
}
const directions: readonly ((from: AdaptationChoice, factor: number) => AdaptationChoice | undefined)[] = [
  (from, factor) => {
    const black = from.ohms[0] * factor
    return black < LOWEST_OHMS || black >= HIGHEST_OHMS ? undefined : { ...from, ohms: [black, HIGHEST_OHMS] }
  },
  (from, factor) => {
    const amps = from.amps * factor
    return amps * HIGHEST_OHMS > HIGHEST_VOLTS ? undefined : { ...from, amps }
  },
  (from, factor) => ({ ...from, seconds: from.seconds * factor }),
  (from, factor) => ({ ...from, images: Math.round(from.images * factor) }),
]
for (const moved of directions) {
  const from = choice
  choice = await climb(from, steps => moved(from, 2 ** steps), accuraciesOf)
}

const lines = [...accuracies].map(([key, accuracy]) =>
  [key, (100 * accuracy).toFixed(2), key === keyOf(choice) ? 'yes' : ''].join(','),
)
const table = fileURLToPath(new URL('tune-adaptation.csv', import.meta.url))
writeFileSync(
  table,
  `${['black_ohm,white_ohm,amps,seconds,images,accuracy_percent,chosen', ...lines].join('\n')}\n`,
)
