import { openDeviceAtOnce } from './shaders/shaders-at-once.ts'
import { webgpuFacts } from './webgpu-facts.ts'

/**
 * Opens the GPU of a page as openGpuAtOnce does, and closes it: without gpu.js, which is large.
 * @returns the name of its adapter
 * @throws Error that says why a page cannot compute on it
 */
export async function tryGpuAtOnce(): Promise<string> {
  const { adapter } = await webgpuFacts()
  const device = await openDeviceAtOnce()
  device.close()
  return adapter
}
