import { PlanError } from '../plan-error.ts'
import type { ShaderAccess, ShaderPlan } from './shader-plan.ts'
import type { Device } from './webgpu-interface.ts'

const COMPUTE = 4

const BOUND: Readonly<Record<ShaderAccess, string>> = {
  read: 'read-only-storage',
  write: 'storage',
  both: 'storage',
  uniform: 'uniform',
}

/** A compiled shader. */
export interface Pipeline {
  readonly pipeline: object
  readonly layout: object
}

/** A shader that was handed over: WebGPU says later whether it compiles. */
interface HandedOver {
  readonly layout: object
  /** For createComputePipeline. */
  readonly descriptor: object
  /** The line of the shader that does not compile; undefined where all do. */
  readonly fault: Promise<PlanError | undefined>
}

/** @throws PlanError with the line of the shader that does not compile */
export async function compileShader(device: Device, plan: ShaderPlan, index: number): Promise<Pipeline> {
  const { layout, descriptor, fault } = handOver(device, plan, index)
  const found = await fault
  if (found !== undefined) throw found
  try {
    return { layout, pipeline: await device.createComputePipelineAsync(descriptor) }
  } catch (error) {
    const { name } = plan.shaders[index]
    throw new PlanError(
      `${plan.name} (kernel ${name}): ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

/**
 * As compileShader, at once: launches of a shader that does not compile are refused by the GPU.
 * @param hear takes the line that does not compile, when WebGPU gets to say so
 */
export function compileAtOnce(
  device: Device,
  plan: ShaderPlan,
  index: number,
  hear: (fault: Promise<PlanError | undefined>) => void,
): Pipeline {
  const { layout, descriptor, fault } = handOver(device, plan, index)
  hear(fault)
  return { layout, pipeline: device.createComputePipeline(descriptor) }
}

function handOver(device: Device, plan: ShaderPlan, index: number): HandedOver {
  const { name, code, bindings } = plan.shaders[index]
  const module = device.createShaderModule({ code })
  const types = ['uniform', ...bindings.map(({ access }) => BOUND[access])]
  const layout = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility: COMPUTE, buffer: { type } })),
  })
  const fault = module.getCompilationInfo().then(({ messages }) => {
    const found = messages.find(({ type }) => type === 'error')
    if (found === undefined) return undefined
    const line = JSON.stringify(code.split('\n')[found.lineNum - 1])
    return new PlanError(`${plan.name} (kernel ${name}): line ${found.lineNum}, ${line}: ${found.message}`)
  })
  const descriptor = {
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module, entryPoint: 'main' },
  }
  return { layout, descriptor, fault }
}
