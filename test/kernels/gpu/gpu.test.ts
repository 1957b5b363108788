import { describe, expect, it } from 'vitest'
import { compilePlan } from '../../../kernels/gpu/compile-plan.ts'
import { openGpu, planBytes } from '../../../kernels/gpu/gpu.ts'
import { createPlanBuilder } from '../../../kernels/gpu/plan-builder.ts'
import { openWebgpu } from '../../../src/threads/open-webgpu.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { webgpu } from './test-gpus.ts'

const webasm = await openGpu('webasm', startGpuThread)
const gpus = [
  { name: 'webasm', gpu: webasm },
  { name: 'webgpu (needs npm webgpu and a Vulkan driver)', gpu: webgpu },
]

function plan(text: string, cells = 8) {
  const builder = createPlanBuilder('a plan')
  const input = builder.array([cells, 1, 1])
  return builder.build(builder.launch({ name: 'a kernel', text }, [cells, 1, 1], input))
}

const DOUBLE = 'function (x) { return 2 * x[0][0][this.thread.x]; }'
const INVERT = 'function (x) { return 1 / x[0][0][this.thread.x]; }'

for (const { name, gpu } of gpus) {
  describe.skipIf(gpu === undefined)(`a GPU: ${name}`, () => {
    it('says what ran', () => {
      const program = gpu!.compile(plan(DOUBLE))
      program.inputs[0].fill(3)
      expect(program.run()).toBeGreaterThan(0)
      expect([...program.results[0]]).toEqual(new Array(8).fill(6))
      expect(program.backend).toEqual(
        gpu!.mode === 'webasm'
          ? { kernelClass: 'WebAssemblyKernel', executor: 'fused-sync' }
          : { kernelClass: 'WebGPUKernel', executor: 'fused-encoder' },
      )
      expect(gpu!.adapter).toMatch(/\w/)
    })

    it('names the kernel that does not compile', () => {
      const broken = plan('function (x) { return notThere(x[0][0][this.thread.x]); }')
      expect(() => gpu!.compile(broken)).toThrow(/^a plan \(kernels a kernel\): .*return/s)
    })

    it('names the kernel that gives no number', () => {
      const program = gpu!.compile(plan(INVERT))
      program.inputs[0].fill(1)
      program.inputs[0][5] = 0
      expect(() => program.run()).toThrow('a plan, kernel a kernel: Infinity came back for value 5')
      // The next run is none the worse for it.
      program.inputs[0].fill(4)
      program.run()
      expect(program.results[0][5]).toBe(0.25)
    })

    it('refuses what does not fit, and says how much does', () => {
      const large = plan(DOUBLE, gpu!.largestArray)
      expect(planBytes(large)).toEqual({ largest: 4 * gpu!.largestArray, total: 8 * gpu!.largestArray })
      expect(() => gpu!.compile(large)).toThrow(/about (25|24|12) % of these cells fit/)
    })
  })
}

it('is an error that says how to get it, where there is no adapter', async () => {
  const before = process.env.VK_DRIVER_FILES
  process.env.VK_DRIVER_FILES = '/nowhere.json'
  try {
    // Dawn may have found an adapter of another kind; then there is nothing to say.
    await expect(openGpu('webgpu', startGpuThread)).rejects.toThrow(
      /needs a graphics driver|npm install webgpu/,
    )
  } finally {
    if (before === undefined) delete process.env.VK_DRIVER_FILES
    else process.env.VK_DRIVER_FILES = before
  }
})

describe.skipIf(webgpu === undefined)('a GPU that is lost (needs npm webgpu and a Vulkan driver)', () => {
  it('is an error with the names of plan and kernel, and the next run has a new one', async () => {
    await openWebgpu()
    const { gpu } = (globalThis as unknown as { navigator: { gpu: Gpu } }).navigator
    const lost: { destroy(): void }[] = []
    const request = gpu.requestAdapter.bind(gpu)
    gpu.requestAdapter = async () => {
      const adapter = await request()
      const requestDevice = adapter.requestDevice.bind(adapter)
      adapter.requestDevice = async options => {
        const device = await requestDevice(options)
        lost.push(device)
        return device
      }
      return adapter
    }
    const compiled = await compilePlan(plan(DOUBLE), 'webgpu')
    lost[0].destroy()
    await expect(compiled.run([new Float32Array(8)])).rejects.toThrow(/a plan \(kernels a kernel\): .*lost/s)
    const [found] = await compiled.run([new Float32Array(8).fill(2)])
    expect(found![7]).toBe(4)
    await compiled.destroy()
    // Dawn keeps the process alive as long as it is there.
    Reflect.deleteProperty(globalThis, 'navigator')
  })
})

interface Gpu {
  requestAdapter(): Promise<{ requestDevice(options: object): Promise<{ destroy(): void }> }>
}
