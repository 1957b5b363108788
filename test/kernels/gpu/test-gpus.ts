import { existsSync, readdirSync } from 'node:fs'
import { compilePlan } from '../../../kernels/gpu/compile-plan.ts'
import { type Gpu, openGpu } from '../../../kernels/gpu/gpu.ts'
import type { GpuPlan } from '../../../kernels/gpu/gpu-plan.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { need } from '../../require.ts'

/** What Debian's chromium package installs: a graphics adapter in software. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json'
const DRIVERS = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d']

/** Takes the software adapter where the machine has no driver of its own. */
function chooseAdapter(): void {
  const drivers = DRIVERS.flatMap(folder => (existsSync(folder) ? readdirSync(folder) : []))
  if (process.env.VK_ICD_FILENAMES === undefined && drivers.length === 0 && existsSync(SWIFTSHADER)) {
    process.env.VK_ICD_FILENAMES = SWIFTSHADER
  }
}

export interface TestGpu {
  readonly name: string
  /** False: its tests are skipped by this name. */
  readonly present: boolean
  run(plan: GpuPlan, fixed: Float32Array[], inputs: (number | Float32Array)[]): Promise<Float32Array[]>
}

chooseAdapter()
const webasm = await openGpu('webasm', startGpuThread)
export const webgpu: Gpu | undefined = await openGpu('webgpu', startGpuThread).catch(() => undefined)

/** Backends of Node, cpu for reference. */
export const TEST_GPUS: readonly TestGpu[] = [
  {
    name: 'cpu',
    present: true,
    run: async (plan, fixed, inputs) => (await compilePlan(plan, fixed, 'cpu')).run(inputs),
  },
  { name: 'webasm', present: true, run: async (...given) => runOn(webasm, ...given) },
  {
    name: 'webgpu (needs npm webgpu and a Vulkan driver)',
    present: need('a WebGPU adapter', () => webgpu !== undefined),
    run: async (...given) => runOn(webgpu!, ...given),
  },
]

function runOn(
  gpu: Gpu,
  plan: GpuPlan,
  fixed: Float32Array[],
  inputs: (number | Float32Array)[],
): Float32Array[] {
  const program = gpu.compile(plan, fixed)
  inputs.forEach((input, k) => {
    if (typeof input !== 'number') program.inputs[k].set(input)
  })
  program.run(...inputs.filter(input => typeof input === 'number'))
  const results = program.results.map(result => result.slice())
  program.destroy()
  return results
}
