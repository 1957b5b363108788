import { Worker } from 'node:worker_threads'
import type { GpuThread, StartGpuThread } from '../../kernels/gpu/gpu.ts'
import type { GpuFacts, GpuStart } from '../../kernels/gpu/gpu-messages.ts'

/** Starts gpu-thread.ts as a worker thread of Node. */
export const startGpuThread: StartGpuThread = async start => {
  const worker = startWorker(start)
  const facts = await firstMessage(worker)
  worker.unref()
  const thread: GpuThread = {
    facts,
    send: request => worker.postMessage(request),
    close: async () => {
      await worker.terminate()
    },
  }
  return thread
}

/** From its sources the project runs by tsx, which every thread has to load anew. */
function startWorker(workerData: GpuStart): Worker {
  const fromSource = import.meta.url.endsWith('.ts')
  const module = new URL(`./gpu-thread.${fromSource ? 'ts' : 'js'}`, import.meta.url)
  // gpu.js prints what it also throws.
  const options = { workerData, stdout: true, stderr: true }
  if (!fromSource) return new Worker(module, options)
  const tsx = import.meta.resolve('tsx/esm/api')
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${module.href}') })`
  return new Worker(start, { ...options, eval: true })
}

function firstMessage(worker: Worker): Promise<GpuFacts> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: { facts: GpuFacts } | { error: string }) => {
      if ('facts' in message) resolve(message.facts)
      else {
        reject(new Error(message.error))
        void worker.terminate()
      }
    })
    worker.once('error', reject)
  })
}
