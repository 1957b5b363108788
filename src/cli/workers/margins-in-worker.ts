import { Worker } from 'node:worker_threads'
import type { MarginReport, MarginRequest } from '../../margin/run-margins.ts'
import { ExplainedError } from '../exit-code.ts'
import type { MarginMessage } from './margin-worker.ts'

/**
 * Computes margins on another thread, so that Ctrl-C is served meanwhile.
 * @throws ExplainedError for flags that cannot be or a network without an answer; the signal's reason when it is aborted
 */
export function marginsInWorker(
  request: MarginRequest,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<MarginReport> {
  const worker = new Worker(new URL('./margin-worker.js', import.meta.url), { workerData: request })
  return new Promise<MarginReport>((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error)
      void worker.terminate()
    })
    worker.on('message', (message: MarginMessage) => {
      if ('report' in message) resolve(message.report)
      else if ('failure' in message) reject(new ExplainedError(message.failure.code, message.failure.line))
      else progress(message.done, message.total)
    })
    worker.on('error', reject)
  })
}
