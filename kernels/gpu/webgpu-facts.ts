import { adapterName } from './adapter-name.ts'
import type { GpuFacts } from './gpu-messages.ts'
import type { Adapter } from './shaders/webgpu-interface.ts'

/**
 * Name and limits of the adapter that the global `navigator` gives.
 * @throws Error where it gives none
 */
export async function webgpuFacts(
  missing: () => string = () => 'there is no WebGPU adapter',
): Promise<GpuFacts> {
  const { navigator } = globalThis as unknown as {
    readonly navigator: { readonly gpu: { requestAdapter(): Promise<Adapter | null> } }
  }
  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new Error(missing())
  const { info, limits } = adapter
  return {
    adapter: adapterName(info),
    largestArray: Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize),
    largestPlan: Number.POSITIVE_INFINITY,
  }
}
