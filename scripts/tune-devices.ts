/**
 * Chooses rates and ranges of the built-in training devices on MNIST, as `sneakpath train --tune` does, and writes what was tried
 * to tune-devices.csv beside this script, and what was chosen to scenarios/learning/tuned-settings.ts, where new trainings find it:
 *
 *     npx tsx scripts/tune-devices.ts FOLDER [DEVICE ...]
 *
 * FOLDER holds the MNIST files; the test images are not used. Networks of one layer see all 10,000 training images, the last tenth
 * kept back, for three epochs; those with hidden neurons 2,000, the last tenth kept back, for five: a training costs them ten times
 * as much. Wires and the spread of the forgetting are left out, which cost most of the time and move no
 * optimum. Devices that are named replace their lines in the table.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hardwareNetwork, paperNetwork } from '../scenarios/learning/device-networks.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import type { TrainingData } from '../scenarios/learning/train-network.ts'
import { TRAINING_DEVICES } from '../scenarios/learning/training-devices.ts'
import { type TunedSettings, tuneTraining } from '../scenarios/learning/tune-training.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'

const [folder, ...named] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')
const TABLE = fileURLToPath(new URL('tune-devices.csv', import.meta.url))
const CHOSEN = fileURLToPath(new URL('../scenarios/learning/tuned-settings.ts', import.meta.url))
const HEAD = 'device,rate,threshold,ranges,accuracy_percent,chosen'

const all = await readMnistFolder(folder)
const few: TrainingData = {
  ...all,
  train: splitTraining(all, 1 - 2000 / all.train.count).train,
}

for (const device of named.length === 0 ? TRAINING_DEVICES : named) {
  const start = hardwareNetwork(device)
  const deep = start.hidden.length > 0
  const { rate, threshold, ranges } = paperNetwork(device)
  const { settings, tried } = await tuneTraining(deep ? few : all, {
    ...start,
    rate,
    threshold,
    ranges,
    reading: 'ideal',
    driftSpread: 0,
    epochs: deep ? 5 : 3,
  })
  const keyOf = (one: TunedSettings): string => [one.rate, one.threshold, one.ranges.join(' ')].join(',')
  const lines = tried.map(one => {
    const percent = (100 * one.accuracy).toFixed(2)
    return `${device},${keyOf(one)},${percent},${keyOf(one) === keyOf(settings)}`
  })
  const known = existsSync(TABLE) ? readFileSync(TABLE, 'utf8').trim().split('\n').slice(1) : []
  const kept = known.filter(line => !line.startsWith(`${device},`))
  const rows = [...kept, ...lines]
  writeFileSync(TABLE, `${[HEAD, ...rows].join('\n')}\n`)
  writeFileSync(CHOSEN, chosenModule(rows))
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** The chosen lines as a module. */
function chosenModule(rows: readonly string[]): string {
  const chosen = rows.filter(row => row.endsWith(',true')).sort()
  const entries = chosen.map(row => {
    const [device, rate, threshold, ranges] = row.split(',') as [string, string, string, string]
    const values = [`rate: ${rate}`, ...(threshold === '0' ? [] : [`threshold: ${Number(threshold)}`])]
    const name = device.includes('-') ? `'${device}'` : device
    return `  ${name}: { ${values.join(', ')}, ranges: [${ranges.replaceAll(' ', ', ')}] },`
  })
  return `import type { NetworkSettings } from './network-settings.ts'

/**
 * Rates and ranges of new trainings by device, chosen on training images that were kept back; written by scripts/tune-devices.ts, where
 * the table of what was tried stands. A device that is not here starts with the settings of device-networks.ts.
 */
export const TUNED_SETTINGS: Readonly<
  Record<string, Partial<Pick<NetworkSettings, 'rate' | 'threshold' | 'ranges'>>>
> = {
${entries.join('\n')}
}
`
}
