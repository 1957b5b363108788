import { openDevice, type StartGpuThread } from '../../kernels/gpu/device.ts'
import { HOST_PRODUCTS, type MatrixProducts } from '../../kernels/matrix-products.ts'
import { type EngineReport, FLOAT64_REPORT } from './array-engine.ts'
import type { BackendName } from './backends.ts'
import { DeviceError } from './device-error.ts'
import { deviceProducts } from './device-products.ts'
import { createPlanCache } from './plan-cache.ts'

/** What multiplies the matrices of a network's mini-batches. */
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
 * Opens a backend for matrix products. `auto` takes this thread: every product goes to the device and back on its own, and at
 * the sizes of the papers' networks no device was measured to be faster.
 * @param start starts the thread of a device
 * @throws DeviceError where it is not there, with how to get it
 */
export async function openMatrixEngine(name: BackendName, start: StartGpuThread): Promise<MatrixEngine> {
  if (name === 'float64' || name === 'auto') return HOST_MATRIX_ENGINE
  const device = await openDevice(name, start).catch(error => {
    throw new DeviceError(error instanceof Error ? error.message : String(error))
  })
  const cache = createPlanCache(device)
  return {
    products: deviceProducts(cache),
    report: () => ({
      backend: name,
      adapter: device.adapter,
      kernels:
        cache.backend === undefined ? 'none' : `${cache.backend.kernelClass}, ${cache.backend.executor}`,
    }),
    close: () => device.close(),
  }
}
