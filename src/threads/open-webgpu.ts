import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import { webgpuFacts } from '../../kernels/gpu/webgpu-facts.ts'
import { driversAtHand, noAdapter } from './vulkan-drivers.ts'

interface WebgpuModule {
  readonly create?: (flags: string[]) => object
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
  return webgpuFacts(() => noAdapter(driversAtHand()))
}

async function importWebgpu(): Promise<WebgpuModule> {
  try {
    return (await import('webgpu')) as unknown as WebgpuModule
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return {}
    throw error
  }
}
