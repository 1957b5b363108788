import { existsSync, readdirSync } from 'node:fs'
import { compilePlan } from '../../../kernels/gpu/compile-plan.ts'
import { type Device, openDevice } from '../../../kernels/gpu/device.ts'
import type { DevicePlan } from '../../../kernels/gpu/device-plan.ts'
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

export interface TestDevice {
  readonly name: string
  /** False: its tests are skipped by this name. */
  readonly present: boolean
  run(plan: DevicePlan, fixed: Float32Array[], inputs: (number | Float32Array)[]): Promise<Float32Array[]>
}

chooseAdapter()
const webasm = await openDevice('webasm')
export const webgpuDevice: Device | undefined = await openDevice('webgpu').catch(() => undefined)

/** Backends of Node, cpu for reference. */
export const TEST_DEVICES: readonly TestDevice[] = [
  {
    name: 'cpu',
    present: true,
    run: async (plan, fixed, inputs) => (await compilePlan(plan, fixed, 'cpu')).run(inputs),
  },
  { name: 'webasm', present: true, run: async (...given) => runOn(webasm, ...given) },
  {
    name: 'webgpu (needs npm webgpu and a Vulkan driver)',
    present: need('a WebGPU adapter', () => webgpuDevice !== undefined),
    run: async (...given) => runOn(webgpuDevice!, ...given),
  },
]

function runOn(
  device: Device,
  plan: DevicePlan,
  fixed: Float32Array[],
  inputs: (number | Float32Array)[],
): Float32Array[] {
  const program = device.compile(plan, fixed)
  inputs.forEach((input, k) => {
    if (typeof input !== 'number') program.inputs[k].set(input)
  })
  program.run(...inputs.filter(input => typeof input === 'number'))
  const results = program.results.map(result => result.slice())
  program.destroy()
  return results
}
