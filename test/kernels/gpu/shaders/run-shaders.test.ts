import { afterEach, describe, expect, it } from 'vitest'
import { openShaderDevice } from '../../../../kernels/gpu/shaders/run-shaders.ts'
import { writeShader } from '../../../../kernels/gpu/shaders/write-shader.ts'
import { openWebgpu } from '../../../../src/threads/open-webgpu.ts'
import { webgpu } from '../test-gpus.ts'

interface Device {
  destroy(): void
  createShaderModule(options: { code: string }): object
}
interface Gpu {
  requestAdapter(): Promise<{ requestDevice(options: object): Promise<Device> }>
}

/** Opens a device in this thread. @param onDevice sees it first */
async function openWith(onDevice: (device: Device) => void) {
  await openWebgpu()
  const { gpu } = (globalThis as unknown as { navigator: { gpu: Gpu } }).navigator
  const request = gpu.requestAdapter.bind(gpu)
  gpu.requestAdapter = async () => {
    const adapter = await request()
    const requestDevice = adapter.requestDevice.bind(adapter)
    adapter.requestDevice = async options => {
      const device = await requestDevice(options)
      onDevice(device)
      return device
    }
    return adapter
  }
  return openShaderDevice()
}

const DOUBLE = {
  name: 'twice',
  buffers: [{ name: 'values', length: 64 }],
  shaders: [
    writeShader({
      name: 'double',
      parameters: [],
      bindings: [{ name: 'values', type: 'array<f32>', access: 'both' }],
      body: `@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
        values[id.x] *= 2.0;
      }`,
    }),
  ],
  runs: {
    go: {
      uploads: [0],
      clears: [],
      launches: [{ shader: 0, buffers: [0], parameters: [], groups: [1, 1] }],
      downloads: [0],
    },
  },
} as const

describe.skipIf(webgpu === undefined)('shaders on a GPU (needs npm webgpu and a Vulkan driver)', () => {
  // Dawn keeps the process alive as long as it is there.
  afterEach(() => void Reflect.deleteProperty(globalThis, 'navigator'))

  it('count what they move; a GPU that is lost is an error with the name of the plan', async () => {
    let device: Device | undefined
    const opened = await openWith(one => {
      device = one
    })
    const compiled = await opened.compile(DOUBLE)
    const values = new Float32Array(64).fill(3)
    const found = new Float32Array(64)
    await compiled.run('go', new Map([[0, values]]), new Map([[0, found]]))
    expect(found[63]).toBe(6)
    expect(compiled.counts).toEqual({
      uploads: 1,
      uploadBytes: 256,
      downloads: 1,
      downloadBytes: 256,
      stopReads: 0,
      launches: 1,
      compiled: 1,
    })
    // Pipelines are kept by their text.
    expect((await opened.compile(DOUBLE)).counts.compiled).toBe(0)
    device!.destroy()
    await expect(compiled.run('go', new Map([[0, values]]), new Map([[0, found]]))).rejects.toThrow(
      /^twice \(go\): the GPU was lost/,
    )
    expect(opened.isLost).toBe(true)
  })

  it.each([
    ['two_product', 'x * v', '0.0 * v'],
    ['two_sum', 'hold(b - c)', '0.0'],
  ])('refuse an adapter that loses digits in %s', async (primitive, text, spoiled) => {
    const opening = openWith(device => {
      const create = device.createShaderModule.bind(device)
      device.createShaderModule = ({ code }) => create({ code: code.replace(text, spoiled) })
    })
    await expect(opening).rejects.toThrow(new RegExp(`loses digits in ${primitive} of two float32`))
  })
})
