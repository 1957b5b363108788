/**
 * Chooses rate (or threshold) and ranges of the networks of the papers' claims, as `sneakpath train --tune` does, on the last tenth of
 * the MNIST training images that each sees, and writes what was tried to tune-claims.csv beside this script:
 *
 *     npx tsx scripts/tune-claims.ts FOLDER [CLAIM ...]
 *
 * FOLDER holds the MNIST files; the test images are not used, nor is the published accuracy. Where updates are one pulse by the sign
 * no rate is in them, and that of the float network beside them is chosen in the same way. E05 is
 * trained with a tenth of its patterns here (20 epochs of 20,000 take three minutes each), which favours fast rates if anything. Claims
 * that are named replace their lines. The chosen ones stand in scenarios/papers/claims/claim-networks.ts, and a test compares.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { climb } from '../scenarios/learning/climb.ts'
import { floatNetwork } from '../scenarios/learning/float-network.ts'
import type { NetworkSettings } from '../scenarios/learning/network-settings.ts'
import { splitTraining } from '../scenarios/learning/split-training.ts'
import type { TrainingData } from '../scenarios/learning/train-network.ts'
import { KEPT_BACK, type TriedSettings, tuneTraining } from '../scenarios/learning/tune-training.ts'
import {
  CHOSEN_SETTINGS,
  CLAIM_NETWORKS,
  claimData,
  type TunedClaimId,
} from '../scenarios/papers/claims/claim-networks.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'

const [folder, ...named] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')
const TABLE = fileURLToPath(new URL('tune-claims.csv', import.meta.url))
const HEAD = 'claim,network,rate,threshold,ranges,accuracy_percent,chosen'

const all = await readMnistFolder(folder)
for (const id of Object.keys(CHOSEN_SETTINGS) as TunedClaimId[]) {
  if (named.length > 0 && !named.includes(id)) continue
  const started = process.cpuUsage().user
  const { start, device, trial = {}, otherRanges } = CLAIM_NETWORKS[id]
  const data = claimData(id, all)
  const tried: TriedSettings[] = []
  for (const ranges of [start.ranges, ...(otherRanges === undefined ? [] : [otherRanges()])])
    tried.push(...(await tuneTraining(data, { ...start, ...trial, ranges })).tried)
  const best = tried.reduce((most, one) => (one.accuracy > most.accuracy ? one : most))
  const settings = { ...start, rate: best.rate, threshold: best.threshold, ranges: best.ranges }
  const lines = linesOf(id, device, tried, settings)
  if (start.update === 'sign') {
    const float = await tuneFloat(data, settings)
    lines.push(...linesOf(id, 'float', float.tried, float.settings))
  }
  const known = existsSync(TABLE) ? readFileSync(TABLE, 'utf8').trim().split('\n').slice(1) : []
  const others = known.filter(line => !line.startsWith(`${id},`))
  writeFileSync(TABLE, `${[HEAD, ...[...others, ...lines].sort()].join('\n')}\n`)
  process.stdout.write(`${id}: ${((process.cpuUsage().user - started) / 1e6).toFixed(0)} s of processor\n`)
}

function linesOf(
  id: string,
  network: string,
  tried: readonly TriedSettings[],
  chosen: NetworkSettings,
): string[] {
  return tried.map(({ rate, threshold, ranges, accuracy }) => {
    const taken =
      rate === chosen.rate &&
      threshold === chosen.threshold &&
      ranges.every((range, k) => range === chosen.ranges[k])
    const percent = (100 * accuracy).toFixed(2)
    return [id, network, rate, threshold, ranges.join(' '), percent, taken ? 'yes' : ''].join(',')
  })
}

/** The rate of plain back-propagation. */
async function tuneFloat(
  data: TrainingData,
  from: NetworkSettings,
): Promise<{ settings: NetworkSettings; tried: TriedSettings[] }> {
  const split = splitTraining(data, KEPT_BACK)
  const tried: TriedSettings[] = []
  const paced = (steps: number): NetworkSettings => ({
    ...from,
    rate: Number((from.rate * 3 ** steps).toPrecision(3)),
  })
  const settings = await climb(from, paced, async places =>
    places.map(one => {
      const accuracy = floatNetwork(split, one, { testFrom: one.epochs }).accuracies.at(-1)!
      tried.push({ rate: one.rate, threshold: one.threshold, ranges: one.ranges, accuracy })
      return accuracy
    }),
  )
  return { settings, tried }
}
