/**
 * Digits for scripts/train-fixture-network.py, which trains the small network of the tests of `sneakpath infer`:
 *
 *     npx tsx scripts/draw-fixture-digits.ts FOLDER && python3 scripts/train-fixture-network.py FOLDER test/scenarios/inference/fixtures
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { generatedDigits } from '../scenarios/learning/dataset.ts'
import { writeNpy } from '../src/files/write-npy.ts'

const folder = process.argv[2] ?? '.'
mkdirSync(folder, { recursive: true })
for (const [part, count] of [
  ['train', 4000],
  ['test', 200],
] as const) {
  const { images, labels } = generatedDigits(count, 1, part)
  await writeNpy(join(folder, `${part}-images.npy`), Float64Array.from(images), [count, 1, 28, 28])
  await writeNpy(join(folder, `${part}-labels.npy`), Float64Array.from(labels), [count])
}
