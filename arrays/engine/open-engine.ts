import { openDevice, type StartGpuThread } from '../../kernels/gpu/device.ts'
import type { ArrayEngine, EngineReport } from './array-engine.ts'
import { BACKENDS, type BackendName } from './backends.ts'
import { deviceCrossbars, mostCrossbars } from './device-crossbars.ts'
import { DeviceError } from './device-error.ts'
import { deviceLinearEngine } from './device-linear-engine.ts'
import { deviceProgram } from './device-program.ts'
import { deviceIncrements } from './device-states.ts'
import { openFastest } from './open-fastest.ts'
import { createPlanCache } from './plan-cache.ts'

/**
 * Opens a backend.
 * @param cells of the largest array that it will see, for `auto`
 * @param start starts the thread of a device
 * @returns undefined for float64, which needs nothing
 * @throws DeviceError where it is not there, with how to get it
 */
export async function openEngine(
  name: BackendName,
  cells: number,
  start: StartGpuThread,
): Promise<ArrayEngine | undefined> {
  switch (name) {
    case 'float64':
      return undefined
    case 'auto':
      return openFastest(cells, () => openDeviceEngine('webgpu', start))
    case 'webasm':
    case 'webgpu':
      return openDeviceEngine(name, start)
    default:
      throw new RangeError(
        `openEngine: found backend ${JSON.stringify(name satisfies never)}; expected one of ${BACKENDS.join(', ')}`,
      )
  }
}

async function openDeviceEngine(mode: 'webasm' | 'webgpu', start: StartGpuThread): Promise<ArrayEngine> {
  const device = await openDevice(mode, start).catch(error => {
    throw new DeviceError(error instanceof Error ? error.message : String(error))
  })
  const cache = createPlanCache(device)
  const report = (): EngineReport => ({
    backend: mode,
    adapter: device.adapter,
    kernels: cache.backend === undefined ? 'none' : `${cache.backend.kernelClass}, ${cache.backend.executor}`,
  })
  return {
    report,
    createLinear: (shape, linear) => deviceLinearEngine(cache, report, shape, linear),
    stateIncrements: step => deviceIncrements(cache, step),
    runProgram: batch => deviceProgram(cache, device, batch),
    mostCrossbars: batch => mostCrossbars(device, batch),
    solveCrossbars: (batch, ...given) => deviceCrossbars(cache, batch, ...given),
    close: () => device.close(),
  }
}
