import type { OpenGpu } from '../../kernels/gpu/gpu.ts'
import { OptionError } from '../errors.ts'
import { chooseEngine } from '../network/linear-engine.ts'
import type { ArrayEngine, EngineReport } from './array-engine.ts'
import { BACKENDS, type BackendName } from './backends.ts'
import { crossbarsOnGpu } from './crossbars-on-gpu.ts'
import { crossbarsOnHost } from './crossbars-on-host.ts'
import { mostCrossbars } from './gpu-crossbars.ts'
import { GpuError } from './gpu-error.ts'
import { gpuLinearEngine } from './gpu-linear-engine.ts'
import { gpuProgram } from './gpu-program.ts'
import { gpuIncrements } from './gpu-states.ts'
import { movingOnGpu } from './moving-on-gpu.ts'
import { MovingPlace } from './moving-place.ts'
import { openFastest } from './open-fastest.ts'
import { createPlanCache } from './plan-cache.ts'

/**
 * Opens a backend.
 * @param cells of the largest array that it will see, for `auto`
 * @param openGpu opens the GPU
 * @returns undefined for float64, which needs nothing
 * @throws GpuError where it is not there, with how to get it
 */
export async function openEngine(
  name: BackendName,
  cells: number,
  openGpu: OpenGpu,
): Promise<ArrayEngine | undefined> {
  switch (name) {
    case 'float64':
      return undefined
    case 'auto':
      return openFastest(cells, () => openGpuEngine('webgpu', openGpu))
    case 'webasm':
    case 'webgpu':
      return openGpuEngine(name, openGpu)
    default:
      throw new OptionError(
        'openEngine',
        `backend ${JSON.stringify(name satisfies never)}`,
        `one of ${BACKENDS.join(', ')}`,
      )
  }
}

async function openGpuEngine(mode: 'webasm' | 'webgpu', openGpu: OpenGpu): Promise<ArrayEngine> {
  const gpu = await openGpu(mode).catch(error => {
    throw new GpuError(error instanceof Error ? error.message : String(error))
  })
  const cache = createPlanCache(gpu)
  const report = (): EngineReport => ({
    backend: mode,
    adapter: gpu.adapter,
    kernels: cache.backend === undefined ? 'none' : `${cache.backend.kernelClass}, ${cache.backend.executor}`,
  })
  const moving = new MovingPlace(cache)
  return {
    report,
    ...(mode === 'webgpu' ? { openMoving: array => movingOnGpu(moving, array) } : {}),
    // WebAssembly of the project's own solves networks on the threads of this machine, whatever gpu.js could do there.
    createLinear:
      mode === 'webgpu'
        ? (shape, linear) => gpuLinearEngine(cache, report, shape, linear)
        : (shape, linear, threads) => chooseEngine(shape, linear, threads),
    stateIncrements: step => gpuIncrements(cache, step),
    runProgram: batch => gpuProgram(cache, gpu, batch),
    mostCrossbars: batch => mostCrossbars(gpu, batch),
    openCrossbars: (batch, states) =>
      mode === 'webgpu' ? crossbarsOnGpu(cache, batch, states) : crossbarsOnHost(cache, batch, states),
    close: () => gpu.close(),
  }
}
