import { type GpuRequest, type GpuStart, serveGpu, webgpuFacts } from 'sneakpath/gpu'
import type { GpuStarted } from './start-gpu.ts'

/** The thread that owns the GPU: the engine sleeps while it works. */
addEventListener('message', ({ data }: MessageEvent<GpuStart>) => void open(data), { once: true })

async function open(start: GpuStart): Promise<void> {
  try {
    const facts = await webgpuFacts()
    const serve = serveGpu(start)
    addEventListener('message', ({ data }: MessageEvent<GpuRequest>) => void serve(data))
    postMessage({ facts } satisfies GpuStarted)
  } catch (error) {
    postMessage({ fault: error instanceof Error ? error.message : String(error) } satisfies GpuStarted)
  }
}
