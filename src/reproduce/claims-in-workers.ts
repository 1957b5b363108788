import { Worker } from 'node:worker_threads'
import type { ClaimAnswer, ClaimJob } from './claim-jobs.ts'
import type { ClaimsMessage } from './claims-worker.ts'
import type { NetworkJob } from './network-jobs.ts'

/**
 * Runs jobs on worker threads, each taking the next one as it is done.
 * @param threads how many
 * @param found called with what each job found, in any order
 * @throws what a job threw; the signal's reason when it is aborted
 */
export async function claimsInWorkers(
  jobs: readonly (ClaimJob | NetworkJob)[],
  threads: number,
  found: (answers: readonly ClaimAnswer[]) => void,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted()
  const queue = jobs.values()
  const workers = Array.from(
    { length: Math.min(threads, jobs.length) },
    () => new Worker(new URL('./claims-worker.js', import.meta.url)),
  )
  const stop = new AbortController()
  const abort = (): void => stop.abort(signal?.reason)
  signal?.addEventListener('abort', abort)
  try {
    await Promise.all(
      workers.map(
        worker =>
          new Promise<void>((resolve, reject) => {
            stop.signal.addEventListener('abort', () => reject(stop.signal.reason))
            worker.on('error', reject)
            worker.on('exit', code => reject(new Error(`a worker thread of the claims ended with ${code}`)))
            worker.on('message', (message: ClaimsMessage) => {
              if (message.kind === 'answers') found(message.answers)
              const { value, done } = queue.next()
              if (done === true) resolve()
              else worker.postMessage(value)
            })
          }),
      ),
    )
  } finally {
    signal?.removeEventListener('abort', abort)
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}
