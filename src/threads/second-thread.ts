import { availableParallelism } from 'node:os'
import { isMainThread, MessageChannel, Worker } from 'node:worker_threads'
import { offerSecondThread, type SecondThreadStart } from '../../kernels/assembly/second-thread.ts'

/** Offers the network solver a second thread, where the machine runs two at once. */
export function offerNodeThread(): void {
  if (availableParallelism() > 1) offerSecondThread({ alone: isMainThread, start: startWorker })
}

/** Starts sweep-thread.mjs; the process ends without it as well. */
function startWorker(start: SecondThreadStart): { send(memory: unknown): void; end(): void } {
  const { port1: memories, port2: port } = new MessageChannel()
  const worker = new Worker(new URL('./sweep-thread.mjs', import.meta.url), {
    workerData: { ...start, port },
    transferList: [port],
  })
  worker.unref()
  memories.unref()
  return {
    send: memory => memories.postMessage(memory),
    end: () => void worker.terminate(),
  }
}
