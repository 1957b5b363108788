import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attackFiles } from './files/attack-files.ts'
import { FILE_KINDS } from './files/kinds.ts'
import { attackInterruptions } from './interruptions/attack-interruptions.ts'
import { attackNetworks } from './networks/attack-networks.ts'

const USUAL_SECONDS = 600
const LONG_SECONDS = 3600
/** Shares of the time. */
const NETWORKS = 0.6
const FILES = 0.2
const INTERRUPTIONS = 0.2

const HELP = `npm run attack -- [--seed N] [--seconds N | --long] [--networks N] [--keep FOLDER]

Attacks the project: random networks against references in twice float64, spoiled files of every kind that it reads, and
interruptions of real runs and studies. Ends with code 1 where a fault is found.

--seed N       draws others; printed, so that they can be drawn again (default: the clock)
--seconds N    all in all (default ${USUAL_SECONDS})
--long         an hour
--networks N   that many networks and nothing else, however long they take
--keep FOLDER  writes the networks and files at fault there`

/** The campaign: what `npm run attack` does. */
async function attack(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string' },
      networks: { type: 'string' },
      keep: { type: 'string' },
      long: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const seed = count('--seed', values.seed) ?? Math.floor(Date.now() / 1000) % 1e6
  const seconds = count('--seconds', values.seconds) ?? (values.long ? LONG_SECONDS : USUAL_SECONDS)
  const networks = count('--networks', values.networks)
  const started = Date.now()
  const until = (share: number) => (networks === undefined ? Date.now() + 1000 * share * seconds : Infinity)
  const keep = (name: string, content: string | Buffer): void => {
    if (values.keep === undefined) return
    mkdirSync(values.keep, { recursive: true })
    writeFileSync(join(values.keep, name), content)
  }
  console.log(`seed ${seed}`)
  let faults = 0
  const say = (what: string, number: number, why: string): void => {
    faults++
    console.log(`  ${what} ${number}: ${why.split('\n').slice(0, 3).join(' | ')}`)
  }

  const solved = await attackNetworks(seed, until(NETWORKS), networks === undefined ? {} : { most: networks })
  console.log(`networks: ${listed(solved.counts)}`)
  for (const { number, verdict, why } of solved.faults) say(`network, ${verdict},`, number, why)
  for (const { number, why } of solved.unjudged) console.log(`  network, not judged, ${number}: ${why}`)
  for (const { number, document } of [...solved.faults, ...solved.unjudged])
    if (document !== undefined) keep(`network-${seed}-${number}.json`, JSON.stringify(document))
  if (networks !== undefined) return faults === 0 ? 0 : 1

  const read = await attackFiles(seed, until(FILES))
  console.log(`files: ${listed({ read: read.read, refused: read.refused, faults: read.faults.length })}`)
  for (const { number, kind, why, bytes } of read.faults) {
    say(`file, ${kind},`, number, why)
    keep(`${number}-${FILE_KINDS.find(({ name }) => name === kind)!.file}`, bytes)
  }

  const { faults: torn, ...ended } = await attackInterruptions(seed, until(INTERRUPTIONS))
  console.log(`interruptions: ${listed({ ...ended, faults: torn.length })}`)
  for (const { number, job, why } of torn) say(`interruption, ${job},`, number, why)
  console.log(
    `${faults === 0 ? 'no fault' : `${faults} faults`} in ${Math.round((Date.now() - started) / 1000)} s`,
  )
  return faults === 0 ? 0 : 1
}

function count(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d+$/.test(text)) return Number(text)
  throw new Error(`${flag}: found "${text}"; expected a whole number from 0`)
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, number]) => `${number} ${name}`)
    .join(', ')
}

process.exitCode = await attack()
