import { availableParallelism } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import type { GpuFacts, GpuRequest, GpuStart } from '../../kernels/gpu/gpu-messages.ts'
import { serveGpu } from '../../kernels/gpu/serve-gpu.ts'
import { openWebgpu } from './open-webgpu.ts'

/** The thread that owns a GPU. */
const start = workerData as GpuStart
const serve = serveGpu(start)

async function facts(): Promise<GpuFacts> {
  if (start.mode === 'webgpu') return openWebgpu()
  const gigabyte = 2 ** 30
  return {
    adapter: `CPU (${availableParallelism()} threads)`,
    largestArray: gigabyte,
    // gpu.js lays a whole plan into one memory of 4 GB.
    largestPlan: 3.9 * gigabyte,
  }
}

parentPort!.on('message', (request: GpuRequest) => void serve(request))
parentPort!.postMessage(
  await facts().then(
    found => ({ facts: found }),
    error => ({ error: String(error instanceof Error ? error.message : error) }),
  ),
)
