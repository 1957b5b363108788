import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import { driversAtHand, noAdapter } from './vulkan-drivers.ts'

/** The part of WebGPU used here; gpu.js does the rest. */
interface Adapter {
  readonly info: { readonly vendor: string; readonly device: string; readonly description: string }
  readonly limits: { readonly maxStorageBufferBindingSize: number; readonly maxBufferSize: number }
}

interface WebgpuModule {
  readonly create?: (flags: string[]) => { requestAdapter(): Promise<Adapter | null> }
  readonly globals?: object
}

/**
 * Gives this thread a `navigator.gpu` by the npm package webgpu (Dawn), as gpu.js expects it.
 * @throws Error that says how to get what is missing
 */
export async function openWebgpu(): Promise<GpuFacts> {
  const found: WebgpuModule = await importWebgpu()
  if (found.create === undefined) {
    throw new Error(
      'the backend webgpu needs the npm package webgpu in Node: npm install webgpu@0.6.2 (130 MB)',
    )
  }
  const gpu = found.create([])
  Object.assign(globalThis, found.globals)
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true, writable: true })
  const adapter = await gpu.requestAdapter()
  if (adapter === null) {
    throw new Error(noAdapter(driversAtHand()))
  }
  const { info, limits } = adapter
  return {
    adapter: info.description || info.device || info.vendor,
    largestArray: Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize),
    largestPlan: Number.POSITIVE_INFINITY,
  }
}

async function importWebgpu(): Promise<WebgpuModule> {
  try {
    return (await import('webgpu')) as unknown as WebgpuModule
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return {}
    throw error
  }
}
