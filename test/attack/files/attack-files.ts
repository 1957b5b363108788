import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { uniformStream } from '../../../arrays/random/keyed-random.ts'
import { FILE_KINDS, soundFile } from './kinds.ts'
import { mutate } from './mutate.ts'
import type { ReadReply } from './read-child.ts'

const CHILD = fileURLToPath(new URL('./read-child.ts', import.meta.url))
/** Limits of reading any input. */
const MOST_SECONDS = 20
const MOST_BYTES = 2 ** 30
const STREAM = 3

export interface FileFault {
  readonly number: number
  readonly kind: string
  readonly why: string
  readonly bytes: Buffer
}

export interface FileCounts {
  readonly read: number
  readonly refused: number
  readonly faults: readonly FileFault[]
}

/**
 * Draws spoiled files by their number and has the project read each, in a child process with limits of time and memory, until
 * the time is over or `most` are done. A file is read, or refused in one line without control characters.
 * @param child the program that reads, unless a fault is planted
 */
export async function attackFiles(
  seed: number,
  until: number,
  { from = 0, most = Infinity, child = CHILD }: { from?: number; most?: number; child?: string } = {},
): Promise<FileCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-attack-'))
  const faults: FileFault[] = []
  let [read, refused] = [0, 0]
  let reader: Reader | undefined
  try {
    for (let number = from; number < from + most && Date.now() < until; number++) {
      const kind = FILE_KINDS[number % FILE_KINDS.length]
      const bytes = mutate(soundFile(kind, seed, number), kind.isText, uniformStream(seed, STREAM, number))
      const file = join(folder, kind.file)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes)
      reader ??= await startReader(child)
      const reply = await reader.ask(JSON.stringify({ kind: kind.name, file }))
      const why = faultOf(reply)
      if (why !== undefined) {
        faults.push({ number, kind: kind.name, why, bytes })
        reader.stop()
        reader = undefined
      } else if (reply.outcome === 'read') read++
      else refused++
    }
  } finally {
    reader?.stop()
    rmSync(folder, { recursive: true })
  }
  return { read, refused, faults }
}

type Reply =
  | ReadReply
  | { readonly outcome: 'silent' | 'died'; readonly message: string; readonly resident: 0 }

function faultOf(reply: Reply): string | undefined {
  if (reply.outcome === 'silent' || reply.outcome === 'died' || reply.outcome === 'crashed')
    return `${reply.outcome}: ${reply.message.slice(0, 300)}`
  if (reply.resident > MOST_BYTES) return `${(reply.resident / 1e9).toPrecision(3)} GB of memory`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach the terminal
  if (/[\u0000-\u001f\u007f-\u009f]/.test(reply.message))
    return `a message with control characters: ${JSON.stringify(reply.message.slice(0, 200))}`
  return undefined
}

interface Reader {
  ask(line: string): Promise<Reply>
  stop(): void
}

/** Starts the program that reads; its time counts from the line that it writes when it is ready. */
async function startReader(program: string): Promise<Reader> {
  const options = ['--max-old-space-size=1500', '--import', 'tsx', program]
  const child: ChildProcess = spawn(process.execPath, options, { stdio: ['pipe', 'pipe', 'pipe'] })
  let errors = ''
  child.stderr!.on('data', data => {
    errors = `${errors}${data}`.slice(-2000)
  })
  child.stdin!.on('error', () => {})
  const lines = createInterface({ input: child.stdout! })
  await Promise.race([once(lines, 'line'), once(child, 'exit')])
  return {
    ask: line =>
      new Promise(resolve => {
        const settle = (reply: Reply) => {
          clearTimeout(timer)
          lines.off('line', onLine)
          child.off('exit', onExit)
          resolve(reply)
        }
        const onLine = (text: string) => settle(JSON.parse(text) as ReadReply)
        const onExit = () => settle({ outcome: 'died', message: errors, resident: 0 })
        const timer = setTimeout(
          () => settle({ outcome: 'silent', message: `no answer after ${MOST_SECONDS} s`, resident: 0 }),
          1000 * MOST_SECONDS,
        )
        if (child.exitCode !== null || child.signalCode !== null) return onExit()
        lines.on('line', onLine)
        child.on('exit', onExit)
        child.stdin!.write(`${line}\n`)
      }),
    stop: () => child.kill('SIGKILL'),
  }
}
