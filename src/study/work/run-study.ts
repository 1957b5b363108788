import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ConfigError } from '../../../arrays/errors.ts'
import type { StudyFolder } from '../file/study-folder.ts'
import type { ShardReport } from '../shards/compute-shard.ts'
import { inspectShards } from '../shards/inspect-shards.ts'
import { shardRows } from '../shards/shard-layout.ts'
import type { WorkerMessage, WorkerStudy } from './study-worker.ts'

export interface RunStudyOptions {
  /** Worker threads. @defaultValue one for each core, one where the engine is a device */
  readonly jobs?: number | undefined
  /** Called as rows are computed. */
  readonly progress?: (state: StudyProgress) => void
  /** Stops the threads; shards that are whole stay. */
  readonly signal?: AbortSignal
}

export interface StudyProgress {
  /** Rows of the study that are there or computed. */
  readonly done: number
  readonly rows: number
  /** Of them computed by this run. */
  readonly fresh: number
}

/** How a study stands at the end of a run. */
export interface StudyOutcome {
  readonly rows: number
  /** Rows computed by this run. */
  readonly fresh: number
  /** Rows without an answer among them. */
  readonly failures: number
  readonly firstFailure?: string
  /** Shards that are missing still. */
  readonly missing: readonly number[]
  /** Shards that were not as they were written, and computed again: "FILE: found WHAT". */
  readonly damaged: readonly string[]
}

/**
 * Computes what is missing of a study on worker threads of this machine.
 * @throws ConfigError where a point cannot be computed; the signal's reason when it is aborted
 */
export async function runStudy(
  folder: StudyFolder,
  { jobs, progress, signal }: RunStudyOptions = {},
): Promise<StudyOutcome> {
  const { layout, plan } = folder
  const threads = jobs ?? (plan.engine.name === 'float64' ? availableParallelism() : 1)
  const known = new Set<number>()
  const { missing: todo, damaged } = await inspectShards(folder, known)
  const missingRows = todo.reduce((sum, shard) => {
    const { from, to } = shardRows(layout, shard)
    return sum + to - from
  }, 0)
  let fresh = 0
  const tell = (): void => progress?.({ done: layout.rows - missingRows + fresh, rows: layout.rows, fresh })
  tell()
  const outcome = { fresh: 0, failures: 0 } as { fresh: number; failures: number; firstFailure?: string }
  await inThreads(folder, rotate(todo), Math.min(threads, todo.length), signal, {
    rows: more => {
      fresh += more
      tell()
    },
    done: report => {
      outcome.fresh += report.rows
      outcome.failures += report.failures
      if (report.firstFailure !== undefined) outcome.firstFailure ??= report.firstFailure
    },
  })
  return { rows: layout.rows, ...outcome, damaged, ...(await stillMissing(folder, known)) }
}

async function stillMissing(folder: StudyFolder, known: Set<number>): Promise<Pick<StudyOutcome, 'missing'>> {
  const { missing } = await inspectShards(folder, known)
  return { missing }
}

interface ThreadHooks {
  readonly rows: (more: number) => void
  readonly done: (report: ShardReport) => void
}

/** Each thread takes the next shard as soon as it is free. */
async function inThreads(
  { folder, manifest }: StudyFolder,
  todo: readonly number[],
  count: number,
  signal: AbortSignal | undefined,
  hooks: ThreadHooks,
): Promise<void> {
  signal?.throwIfAborted()
  const queue = todo.values()
  const workers: Worker[] = []
  const stop = new AbortController()
  const abort = (): void => stop.abort(signal?.reason)
  signal?.addEventListener('abort', abort)
  const thread = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./study-worker.js', import.meta.url), {
        workerData: { folder, manifest } satisfies WorkerStudy,
      })
      workers.push(worker)
      const next = (): void => {
        const { value, done } = queue.next()
        if (done === true) resolve()
        else worker.postMessage(value)
      }
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason))
      worker.on('error', reject)
      worker.on('exit', code => reject(new Error(`a worker thread of the study ended with ${code}`)))
      worker.on('message', (message: WorkerMessage) => {
        switch (message.kind) {
          case 'ready':
            return next()
          case 'rows':
            return hooks.rows(message.rows)
          case 'done':
            if (message.report !== undefined) hooks.done(message.report)
            return next()
          case 'mistake':
            return reject(new ConfigError(message.place, message.found, message.expected))
          default:
            return message satisfies never
        }
      })
    })
  try {
    await Promise.all(Array.from({ length: count }, thread))
  } finally {
    signal?.removeEventListener('abort', abort)
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

/** From a random place on, so that two programs that work on one folder seldom meet. */
function rotate(shards: readonly number[]): number[] {
  const start = Math.floor(Math.random() * shards.length)
  return [...shards.slice(start), ...shards.slice(0, start)]
}
