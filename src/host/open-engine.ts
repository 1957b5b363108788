import type { ArrayEngine } from '../../arrays/engine/array-engine.ts'
import type { BackendName } from '../../arrays/engine/backends.ts'
import { openEngine as openCoreEngine } from '../../arrays/engine/open-engine.ts'
import {
  type MatrixEngine,
  openMatrixEngine as openCoreMatrixEngine,
} from '../../arrays/engine/open-matrix-engine.ts'
import { type OpenGpu, openGpu } from '../../kernels/gpu/gpu.ts'
import { startGpuThread } from '../threads/start-gpu-thread.ts'

const onThread: OpenGpu = mode => openGpu(mode, startGpuThread)

/**
 * Opens a backend on a thread of Node.
 * @param cells of the largest array that it will see, for `auto`
 * @returns undefined for float64, which needs nothing
 * @throws GpuError where it is not there, with how to get it
 */
export function openEngine(name: BackendName, cells: number): Promise<ArrayEngine | undefined> {
  return openCoreEngine(name, cells, onThread)
}

/**
 * Opens a backend for matrix products on a thread of Node.
 * @throws GpuError where it is not there, with how to get it
 */
export function openMatrixEngine(name: BackendName): Promise<MatrixEngine> {
  return openCoreMatrixEngine(name, onThread)
}
