import { type GpuJsMode, gpuArray, openGpuJs } from './gpu-js.ts'
import { type GpuPlan, type PlanBackend, type PlanSize, sizeCount } from './gpu-plan.ts'
import { PlanError } from './plan-error.ts'

/** A plan on a GPU. */
export interface CompiledPlan {
  readonly backend: PlanBackend
  /**
   * @param inputs in the plan's order
   * @returns the results, flat
   * @throws PlanError where a kernel fails or the GPU is lost
   */
  run(inputs: readonly (number | Float32Array)[]): Promise<Float32Array[]>
  destroy(): Promise<void>
}

/** Backend that gpu.js names where it ran in each mode. */
const RAN_AS: Readonly<Record<GpuJsMode, string>> = {
  cpu: 'cpu',
  webasm: 'webasm',
  webgpu: 'webgpu',
  webgl2: 'gpu',
}

/**
 * Compiles a plan and runs it once with zeros, so that what cannot run is known at once.
 * @throws PlanError naming the kernel, or where another backend ran than the one that was asked for
 */
export async function compilePlan(plan: GpuPlan, mode: GpuJsMode): Promise<CompiledPlan> {
  const gpu = openGpuJs(mode, plan.functions)
  const kernels = plan.kernels.map(({ text, output }) => gpu.createKernel(text, output))
  const pipeline = gpu.createPipeline(plan.inputs.length, (...handles) => {
    const outputs: unknown[] = []
    for (const { kernel, values } of plan.steps) {
      const resolved = values.map(value => {
        if (value.from === 'number') return value.value
        return value.from === 'input' ? handles[value.index] : outputs[value.index]
      })
      outputs.push(kernels[kernel](...resolved))
    }
    return plan.results.map(step => outputs[step])
  })
  const sizes = plan.results.map(step => plan.kernels[plan.steps[step].kernel].output)

  async function run(inputs: readonly (number | Float32Array)[]): Promise<Float32Array[]> {
    const values = plan.inputs.map((input, k) => {
      const value = inputs[k]
      return input.kind === 'array' ? gpuArray(value as Float32Array, input.size) : (value as number)
    })
    try {
      const found = (await pipeline(...values)) as unknown[]
      return found.map((result, k) => flatten(result, sizes[k]))
    } catch (error) {
      throw failure(plan, error)
    }
  }

  try {
    await run(
      plan.inputs.map(input => (input.kind === 'array' ? new Float32Array(sizeCount(input.size)) : 1)),
    )
    if (pipeline.backend !== RAN_AS[mode]) {
      throw new PlanError(`${plan.name}: ${mode} was asked for and gpu.js ran ${pipeline.backend}`)
    }
    if (mode === 'webgpu' && pipeline.fallbackReason !== null) {
      throw new PlanError(`${plan.name}: not one launch on webgpu: ${pipeline.fallbackReason}`)
    }
  } catch (error) {
    await gpu.destroy()
    throw error
  }
  return {
    backend: { kernelClass: gpu.kernelClass, executor: pipeline.executorKind },
    run,
    destroy: () => gpu.destroy(),
  }
}

/** gpu.js gives nested rows that are views of one array. */
function flatten(result: unknown, size: PlanSize): Float32Array {
  let first = result
  while (Array.isArray(first)) first = first[0]
  const view = first as Float32Array
  const count = sizeCount(size)
  if (view.byteOffset === 0 && view.buffer.byteLength === 4 * count) return new Float32Array(view.buffer)
  const flat = new Float32Array(count)
  let offset = 0
  const copy = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(copy)
    else {
      flat.set(part as Float32Array, offset)
      offset += (part as Float32Array).length
    }
  }
  copy(result)
  return flat
}

function failure(plan: GpuPlan, error: unknown): PlanError {
  const text = error instanceof Error ? error.message : String(error)
  const kernels = [...new Set(plan.kernels.map(({ name }) => name))].join(', ')
  return new PlanError(`${plan.name} (kernels ${kernels}): ${text}`)
}
