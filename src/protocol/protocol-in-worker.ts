import { Worker } from 'node:worker_threads'
import { errorOf } from './protocol-failure.ts'
import type { ComputedRun, ProtocolRequest } from './protocol-request.ts'
import type { ProtocolMessage } from './protocol-worker.ts'

interface Hooks {
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * Runs a protocol on another thread, so that an interrupt is served however long a network takes.
 * @throws OptionError and SolverError as runProtocol does; the signal's reason when it is aborted
 */
export function protocolInWorker(
  request: ProtocolRequest,
  { progress, signal }: Hooks,
): Promise<ComputedRun> {
  const worker = new Worker(new URL('./protocol-worker.js', import.meta.url), { workerData: request })
  return new Promise<ComputedRun>((resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error)
      void worker.terminate()
    })
    worker.on('message', (message: ProtocolMessage) => {
      if (message.kind === 'progress') progress?.(message.done, message.total)
      else if (message.kind === 'run') resolve(message.run)
      else reject(errorOf(message.failure))
    })
    worker.on('error', reject)
  })
}
