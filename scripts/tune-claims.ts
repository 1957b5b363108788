/**
 * Chooses rate (or threshold) and ranges of the networks of the papers' claims, as `sneakpath train --tune` does, on the last tenth of
 * the MNIST training images that each sees, and writes what was tried to tune-claims.csv beside this script:
 *
 *     npx tsx scripts/tune-claims.ts FOLDER [CLAIM ...]
 *
 * FOLDER holds the MNIST files; the test images are not used, nor is the published accuracy. Claims that are named replace their lines.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tuneTraining } from '../scenarios/learning/tune-training.ts'
import { CLAIM_NETWORKS, type ClaimNetworkId } from '../scenarios/papers/claims/claim-networks.ts'
import { readMnistFolder } from '../src/learning/read-mnist-folder.ts'

const [folder, ...named] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder of the MNIST files')
const TABLE = fileURLToPath(new URL('tune-claims.csv', import.meta.url))
const HEAD = 'claim,rate,threshold,ranges,accuracy_percent,chosen'

const all = await readMnistFolder(folder)
for (const id of Object.keys(CLAIM_NETWORKS) as ClaimNetworkId[]) {
  if (named.length > 0 && !named.includes(id)) continue
  const { device, settings, seen = whole => whole } = CLAIM_NETWORKS[id]
  const started = process.cpuUsage().user
  const { settings: chosen, tried } = await tuneTraining(seen(all), settings(device))
  const known = existsSync(TABLE) ? readFileSync(TABLE, 'utf8').trim().split('\n').slice(1) : []
  const lines = tried.map(({ rate, threshold, ranges, accuracy }) => {
    const taken =
      rate === chosen.rate &&
      threshold === chosen.threshold &&
      ranges.every((range, k) => range === chosen.ranges[k])
    return [id, rate, threshold, ranges.join(' '), (100 * accuracy).toFixed(2), taken ? 'yes' : ''].join(',')
  })
  const others = known.filter(line => !line.startsWith(`${id},`))
  writeFileSync(TABLE, `${[HEAD, ...[...others, ...lines].sort()].join('\n')}\n`)
  process.stdout.write(`${id}: ${((process.cpuUsage().user - started) / 1e6).toFixed(0)} s of processor\n`)
}
