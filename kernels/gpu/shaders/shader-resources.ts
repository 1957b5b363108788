import type { Pipeline } from './compile-shader.ts'
import type { ShaderLaunch, ShaderPlan } from './shader-plan.ts'
import type { Buffer, Device } from './webgpu-interface.ts'

/** GPUBufferUsage, which is a global only where WebGPU is. */
export const USAGE = { mapRead: 1, copyFrom: 4, copyTo: 8, uniform: 64, storage: 128 } as const
/** Parameters of launches stand so far apart in their buffer, bytes. */
const STRIDE = 256

/** Everything that the runs of a plan use on a device. */
export interface Resources {
  readonly pipelines: readonly Pipeline[]
  readonly buffers: readonly Buffer[]
  readonly groups: ReadonlyMap<ShaderLaunch, object>
  destroy(): void
}

/** Memory of a plan on a device. @param pipelines of its shaders */
export function makeResources(device: Device, plan: ShaderPlan, pipelines: readonly Pipeline[]): Resources {
  const buffers = plan.buffers.map(({ length }) =>
    device.createBuffer({
      size: 4 * length,
      usage: USAGE.storage | USAGE.uniform | USAGE.copyFrom | USAGE.copyTo,
    }),
  )
  const launches = Object.values(plan.runs).flatMap(run => [
    ...run.launches,
    ...(run.loop?.turns.flat() ?? []),
  ])
  const numbers = new Uint32Array((launches.length * STRIDE) / 4)
  launches.forEach(({ parameters }, k) => {
    numbers.set([0, ...parameters], (k * STRIDE) / 4)
  })
  const parameters = device.createBuffer({
    size: Math.max(STRIDE, numbers.byteLength),
    usage: USAGE.uniform | USAGE.copyTo,
  })
  device.queue.writeBuffer(parameters, 0, numbers)
  const groups = new Map(
    launches.map((launch, k) => {
      const entries = [parameters, ...launch.buffers.map(index => buffers[index])].map((buffer, binding) => ({
        binding,
        resource: binding === 0 ? { buffer, offset: k * STRIDE, size: STRIDE } : { buffer },
      }))
      return [launch, device.createBindGroup({ layout: pipelines[launch.shader].layout, entries })]
    }),
  )
  return {
    pipelines,
    buffers,
    groups,
    destroy() {
      for (const buffer of [...buffers, parameters]) buffer.destroy()
    },
  }
}
