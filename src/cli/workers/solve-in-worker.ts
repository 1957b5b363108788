import { Worker } from 'node:worker_threads'
import type { SolvedArray } from '../../solve/solve-array-file.ts'
import { ExplainedError } from '../exit-code.ts'
import type { SolveMessage, SolveRequest } from './solve-worker.ts'

/**
 * Solves the array of a file on another thread, so that Ctrl-C is served while a large network is solved.
 * @throws ExplainedError for what is wrong in the file or has no answer; the signal's reason when it is aborted
 */
export function solveInWorker(request: SolveRequest, signal: AbortSignal): Promise<SolvedArray> {
  const worker = new Worker(new URL('./solve-worker.js', import.meta.url), { workerData: request })
  return new Promise<SolvedArray>((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error)
      void worker.terminate()
    })
    worker.on('message', (message: SolveMessage) => {
      if ('solved' in message) resolve(message.solved)
      else reject(new ExplainedError(message.failure.code, message.failure.line))
    })
    worker.on('error', reject)
  })
}
