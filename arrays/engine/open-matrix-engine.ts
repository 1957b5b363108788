import type { OpenGpu } from '../../kernels/gpu/gpu.ts'
import { HOST_PRODUCTS, type MatrixProducts } from '../../kernels/matrix-products.ts'
import { type EngineReport, FLOAT64_REPORT } from './array-engine.ts'
import type { BackendName } from './backends.ts'
import { GpuError } from './gpu-error.ts'
import { gpuProducts } from './gpu-products.ts'
import { createPlanCache } from './plan-cache.ts'

/** Engine of the matrix products of a network's mini-batches. */
export interface MatrixEngine {
  readonly products: MatrixProducts
  report(): EngineReport
  close(): Promise<void>
}

/** This thread. */
export const HOST_MATRIX_ENGINE: MatrixEngine = {
  products: HOST_PRODUCTS,
  report: () => FLOAT64_REPORT,
  close: async () => {},
}

/**
 * Opens a backend for matrix products. `auto` takes this thread: every product goes to the GPU and back on its own, and at
 * the sizes of the papers' networks no GPU was measured to be faster.
 * @param openGpu opens the GPU
 * @throws GpuError where it is not there, with how to get it
 */
export async function openMatrixEngine(name: BackendName, openGpu: OpenGpu): Promise<MatrixEngine> {
  if (name === 'float64' || name === 'auto') return HOST_MATRIX_ENGINE
  const gpu = await openGpu(name).catch(error => {
    throw new GpuError(error instanceof Error ? error.message : String(error))
  })
  const cache = createPlanCache(gpu)
  return {
    products: gpuProducts(cache),
    report: () => ({
      backend: name,
      adapter: gpu.adapter,
      kernels:
        cache.backend === undefined ? 'none' : `${cache.backend.kernelClass}, ${cache.backend.executor}`,
    }),
    close: () => gpu.close(),
  }
}
