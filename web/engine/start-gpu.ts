import type { StartGpuThread } from 'sneakpath/core'
import type { GpuFacts } from 'sneakpath/gpu'

/** Why this build of the page has no GPU wherever it runs; undefined where it may have one. */
export const NO_GPU: string | undefined = undefined

/** First message of the worker of a GPU. */
export type GpuStarted = { readonly facts: GpuFacts } | { readonly fault: string }

/** Starts gpu-worker.ts, which loads gpu.js: a file of its own of this page. */
export const startGpu: StartGpuThread = async start => {
  const worker = new Worker(new URL('./gpu-worker.ts', import.meta.url), {
    type: 'module',
    name: 'sneakpath gpu',
  })
  const facts = await new Promise<GpuFacts>((resolve, reject) => {
    const message = ({ data }: MessageEvent<GpuStarted>): void => {
      if ('facts' in data) resolve(data.facts)
      else reject(new Error(data.fault))
    }
    worker.addEventListener('message', message, { once: true })
    worker.addEventListener('error', event => reject(new Error(event.message || 'it could not be started')))
    worker.postMessage(start)
  }).catch(error => {
    worker.terminate()
    throw error
  })
  return {
    facts,
    send: request => worker.postMessage(request),
    close: async () => worker.terminate(),
  }
}
