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

/** Pipelines of a device by their text, so that plans of other shapes compile only what is new in them. */
export type Pipelines = Map<string, Promise<Pipeline>>

/** @throws PlanError with the line of the shader that does not compile */
export async function compileShader(device: Device, plan: ShaderPlan, index: number): Promise<Pipeline> {
  const { name, code, bindings } = plan.shaders[index]
  const module = device.createShaderModule({ code })
  const { messages } = await module.getCompilationInfo()
  const fault = messages.find(({ type }) => type === 'error')
  if (fault !== undefined) {
    throw new PlanError(
      `${plan.name} (kernel ${name}): line ${fault.lineNum}, ${JSON.stringify(code.split('\n')[fault.lineNum - 1])}: ${fault.message}`,
    )
  }
  const types = ['uniform', ...bindings.map(({ access }) => BOUND[access])]
  const layout = device.createBindGroupLayout({
    entries: types.map((type, binding) => ({ binding, visibility: COMPUTE, buffer: { type } })),
  })
  try {
    const pipeline = await device.createComputePipelineAsync({
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: 'main' },
    })
    return { pipeline, layout }
  } catch (error) {
    throw new PlanError(
      `${plan.name} (kernel ${name}): ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
