import { compilePlan } from '../../../kernels/gpu/compile-plan.ts'
import { type Gpu, openGpu } from '../../../kernels/gpu/gpu.ts'
import type { GpuPlan } from '../../../kernels/gpu/gpu-plan.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { need } from '../../require.ts'
import { withAnyDriver } from './with-any-driver.ts'

export interface TestGpu {
  readonly name: string
  /** False: its tests are skipped by this name. */
  readonly present: boolean
  run(plan: GpuPlan, inputs: (number | Float32Array)[]): Promise<Float32Array[]>
}

const webasm = await openGpu('webasm', startGpuThread)
export const webgpu: Gpu | undefined = await withAnyDriver(() => openGpu('webgpu', startGpuThread)).catch(
  () => undefined,
)

/** Backends of Node, cpu for reference. */
export const TEST_GPUS: readonly TestGpu[] = [
  {
    name: 'cpu',
    present: true,
    run: async (plan, inputs) => (await compilePlan(plan, 'cpu')).run(inputs),
  },
  { name: 'webasm', present: true, run: async (...given) => runOn(webasm, ...given) },
  {
    name: 'webgpu (needs npm webgpu and a Vulkan driver)',
    present: need('a WebGPU adapter', () => webgpu !== undefined),
    run: async (...given) => runOn(webgpu!, ...given),
  },
]

function runOn(gpu: Gpu, plan: GpuPlan, inputs: (number | Float32Array)[]): Float32Array[] {
  const program = gpu.compile(plan)
  inputs.forEach((input, k) => {
    if (typeof input !== 'number') program.inputs[k].set(input)
  })
  program.run(...inputs.filter(input => typeof input === 'number'))
  const results = program.results.map(result => result.slice())
  program.destroy()
  return results
}
