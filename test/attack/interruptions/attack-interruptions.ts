import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { uniformStream } from '../../../arrays/random/keyed-random.ts'

const COMMAND = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url))
const STREAM = 4
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const
/** Exit codes of a command that served the signal. */
const SERVED = { SIGINT: 130, SIGTERM: 143, SIGKILL: undefined } as const

const STUDY = `
study: attacked
title: A study that is interrupted
scenario: mof-refresh
vary:
  variability.layerConductance: { name: spread, list: [0, 0.2, 0.4] }
  network: { list: [isolated, crossbar] }
repeats: 2
figures: [m-pixels-right]
`

/** A command that writes a folder `result`. */
interface Job {
  readonly name: string
  readonly args: readonly string[]
  /** The remains of an interrupted one may be gone on with, so that it is whole after another try. */
  readonly resumes: boolean
}

const JOBS: readonly Job[] = [
  { name: 'run', args: ['run', 'mof-refresh', '--quiet', '--out', 'result'], resumes: false },
  {
    name: 'study run',
    args: ['study', 'run', 'study.yaml', '--out', 'result', '--jobs', '2', '--shard-rows', '2'],
    resumes: true,
  },
]

export interface InterruptionFault {
  readonly number: number
  readonly job: string
  readonly why: string
}

export interface InterruptionCounts {
  readonly complete: number
  readonly none: number
  readonly resumed: number
  readonly faults: readonly InterruptionFault[]
}

/**
 * Interrupts real runs and studies by signals at random times. Afterwards their result is there as a whole, or not at all; a
 * study goes on where it was and ends with the same bytes.
 * @param command the program, unless a fault is planted
 */
export async function attackInterruptions(
  seed: number,
  until: number,
  { from = 0, most = Infinity, command = COMMAND }: { from?: number; most?: number; command?: string } = {},
): Promise<InterruptionCounts> {
  const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-interrupt-'))
  const counts = { complete: 0, none: 0, resumed: 0 }
  const faults: InterruptionFault[] = []
  try {
    const wholes = JOBS.map(job => {
      const started = Date.now()
      const folder = newFolder(scratch)
      const { status, stderr } = spawnSync(process.execPath, [command, ...job.args], {
        cwd: folder,
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(`attackInterruptions: ${job.name} ends with ${status}: ${stderr}`)
      return { files: filesOf(join(folder, 'result')), milliseconds: Date.now() - started }
    })
    for (let number = from; number < from + most && Date.now() < until; number++) {
      const random = uniformStream(seed, STREAM, number)
      const which = number % JOBS.length
      const [job, whole] = [JOBS[which], wholes[which]]
      const signal = SIGNALS[Math.floor(SIGNALS.length * random())]
      const folder = newFolder(scratch)
      const code = await interrupt(command, job, folder, signal, 1.1 * random() * whole.milliseconds)
      const { state, why } = stateAfter(folder, job, whole.files, signal, code)
      if (why !== undefined) faults.push({ number, job: `${job.name}, ${signal}`, why })
      else if (state !== 'part') counts[state]++
      else {
        const again = spawnSync(process.execPath, [command, ...job.args], { cwd: folder, encoding: 'utf8' })
        const off = differenceOf(filesOf(join(folder, 'result')), whole.files)
        const wrong = again.status !== 0 ? `the next try ends with ${again.status}: ${again.stderr}` : off
        if (wrong !== undefined) faults.push({ number, job: `${job.name}, ${signal}`, why: wrong })
        else counts.resumed++
      }
      rmSync(folder, { recursive: true })
    }
  } finally {
    rmSync(scratch, { recursive: true })
  }
  return { ...counts, faults }
}

function newFolder(scratch: string): string {
  const folder = mkdtempSync(join(scratch, 'job-'))
  writeFileSync(join(folder, 'study.yaml'), STUDY)
  return folder
}

/** The exit code, or null where the signal ended it. */
async function interrupt(
  command: string,
  { args }: Job,
  folder: string,
  signal: NodeJS.Signals,
  milliseconds: number,
): Promise<number | null> {
  const child = spawn(process.execPath, [command, ...args], { cwd: folder, stdio: 'ignore' })
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve))
  await Promise.race([sleep(milliseconds), exited])
  child.kill(signal)
  return exited
}

function stateAfter(
  folder: string,
  { resumes }: Job,
  whole: ReadonlyMap<string, string>,
  signal: (typeof SIGNALS)[number],
  code: number | null,
): { readonly state: 'complete' | 'none' | 'part'; readonly why?: string } {
  if (code !== 0 && code !== null && code !== SERVED[signal])
    return { state: 'part', why: `exit code ${code}` }
  const hidden = readdirSync(folder).filter(name => name.startsWith('.'))
  // A killed process cannot clear away; the next one does.
  if (signal !== 'SIGKILL' && code !== null && hidden.length > 0)
    return { state: 'part', why: `${hidden.join()} is left` }
  const result = join(folder, 'result')
  if (!existsSync(result))
    return code === 0 ? { state: 'none', why: 'code 0 and no result' } : { state: 'none' }
  const off = differenceOf(filesOf(result), whole)
  if (off === undefined) return { state: 'complete' }
  return resumes && code !== 0 ? { state: 'part' } : { state: 'part', why: off }
}

/** Files of a folder with their bytes; clock times, where it stands, and whatever is hidden left out. */
function filesOf(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const path = join(folder, name)
    if (!statSync(path).isFile() || name.split('/').some(part => part.startsWith('.'))) continue
    const bytes = readFileSync(path)
    const text = bytes.toString().replaceAll(dirname(folder), '.')
    files.set(name, name.endsWith('manifest.json') ? withoutTimes(text) : bytes.toString('base64'))
  }
  return files
}

function withoutTimes(text: string): string {
  try {
    return JSON.stringify({ ...JSON.parse(text), timing: undefined })
  } catch {
    return `damaged: ${text.slice(0, 80)}`
  }
}

function differenceOf(
  found: ReadonlyMap<string, string>,
  whole: ReadonlyMap<string, string>,
): string | undefined {
  for (const [name, bytes] of whole) {
    if (!found.has(name)) return `${name} is missing`
    if (found.get(name) !== bytes) return `${name} differs`
  }
  const more = [...found.keys()].find(name => !whole.has(name))
  return more === undefined ? undefined : `${more} is too many`
}
