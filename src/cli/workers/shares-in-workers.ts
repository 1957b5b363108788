import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ExplainedError } from '../exit-code.ts'

const MOST_THREADS = 8

/** Threads for so many parts of some work: one a core, but no more than eight, as each has memory of its own. */
export function threadsFor(parts: number = Number.POSITIVE_INFINITY): number {
  return Math.min(availableParallelism(), MOST_THREADS, parts)
}

/** Messages of a worker of a share: one result at a time (`last: false` tells of one under way), or an error that is the user's. */
export type ShareMessage<Result> =
  | { readonly found: Result; readonly last?: boolean }
  | { readonly failure: { readonly code: number; readonly line: string } }

/** Message to one worker, and how many results it will send. */
export interface WorkerShare {
  readonly data: unknown
  readonly results: number
  /** A worker of the script that was started before; left out, one is started. */
  readonly worker?: Worker | undefined
}

/**
 * Does the shares of some work on a thread each; where one fails the others are ended.
 * @param script of the workers
 * @param atOnce threads that work at one time; the next share in the list begins where one ends
 * @throws ExplainedError for an error that is the user's; the signal's reason when it is aborted
 */
export async function sharesInWorkers<Result>(
  script: URL,
  shares: readonly WorkerShare[],
  signal: AbortSignal,
  found: (result: Result) => void,
  atOnce: number = shares.length,
): Promise<void> {
  const stop = new AbortController()
  const left = shares.values()
  const work = async (): Promise<void> => {
    for (const share of left) await runShare(script, share, AbortSignal.any([signal, stop.signal]), found)
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, work))
  } finally {
    stop.abort()
  }
}

function runShare<Result>(
  script: URL,
  { data, results, worker = new Worker(script) }: WorkerShare,
  signal: AbortSignal,
  found: (result: Result) => void,
): Promise<void> {
  worker.ref()
  worker.postMessage(data)
  return new Promise<void>((resolve, reject) => {
    let left = results
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error)
      void worker.terminate()
    })
    worker.on('message', (message: ShareMessage<Result>) => {
      if ('failure' in message) reject(new ExplainedError(message.failure.code, message.failure.line))
      else {
        found(message.found)
        if (message.last !== false && --left === 0) resolve()
      }
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('a worker thread ended before its work')))
  })
}
