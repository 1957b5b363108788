import { type ArrayEngine, adapterName, type BackendName, GpuError, openEngine } from 'sneakpath/core'
import { NO_GPU, startGpu } from '#start-gpu'

/** Backends that the page offers. */
export type PageBackend = Extract<BackendName, 'auto' | 'float64' | 'webgpu'>

/** The GPU of this browser by name, or why there is none. */
export type GpuHere = { readonly adapter: string } | { readonly obstacle: string }

/** Backends of a session: a GPU is opened when an array first asks for it, and given up when it fails. */
export interface Backends {
  /**
   * @param cells of the array, for `auto`
   * @returns undefined for float64
   * @throws GpuError that says what is missing
   */
  open(name: PageBackend, cells: number): Promise<ArrayEngine | undefined>
  /** Closes a GPU that failed: `auto` takes none any more, and who names it has it opened anew for the next array. */
  giveUp(engine: ArrayEngine): void
}

export function createBackends(): Backends {
  const opened = new Map<PageBackend, ArrayEngine>()
  /** Cells of the largest array for which `auto` found nothing faster, and of the smallest for which it did. */
  const auto = { slower: 0, faster: Number.POSITIVE_INFINITY }
  return {
    async open(name, cells) {
      if (name === 'float64') return undefined
      const missing = obstacle()
      if (name === 'auto') {
        if (cells <= auto.slower || missing !== undefined) return undefined
        if (cells >= auto.faster) return opened.get('auto')
      } else if (missing !== undefined) throw new GpuError(missing)
      const engine = opened.get(name) ?? (await openEngine(name, cells, startGpu))
      if (engine !== undefined) opened.set(name, engine)
      if (name === 'auto' && engine === undefined) auto.slower = cells
      if (name === 'auto' && engine !== undefined) auto.faster = cells
      return engine
    },
    giveUp(engine) {
      for (const [name, one] of opened) if (one === engine) opened.delete(name)
      auto.slower = Number.POSITIVE_INFINITY
      void engine.close()
    },
  }
}

interface Webgpu {
  requestAdapter(): Promise<{ readonly info: Parameters<typeof adapterName>[0] } | null>
}

/** Asks the browser for its GPU. */
export async function gpuHere(): Promise<GpuHere> {
  const missing = obstacle()
  if (missing !== undefined) return { obstacle: missing }
  const adapter = await webgpu()?.requestAdapter()
  if (adapter == null) return { obstacle: 'this browser gives no WebGPU adapter' }
  return { adapter: adapterName(adapter.info) }
}

function obstacle(): string | undefined {
  if (NO_GPU !== undefined) return NO_GPU
  if (webgpu() === undefined) return 'this browser has no WebGPU'
  if (!crossOriginIsolated)
    return 'this page is not isolated, which threads that wait for a GPU need; sneakpath open serves one that is'
  return undefined
}

function webgpu(): Webgpu | undefined {
  return (navigator as { readonly gpu?: Webgpu }).gpu
}
