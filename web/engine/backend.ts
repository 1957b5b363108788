import { type ArrayEngine, type BackendName, GpuError, openEngine, tryGpuAtOnce } from 'sneakpath/core'
import type { GpuAtOnce } from 'sneakpath/gpu'

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
  /**
   * Waits for what the GPU of an engine says later than it answers.
   * @returns why it failed; undefined where nothing did
   */
  settled(engine: ArrayEngine): Promise<string | undefined>
  /** Closes a GPU that failed: `auto` takes none any more, and who names it has it opened anew for the next array. */
  giveUp(engine: ArrayEngine): void
}

export function createBackends(): Backends {
  const opened = new Map<PageBackend, ArrayEngine>()
  const gpus = new WeakMap<ArrayEngine, GpuAtOnce>()
  /** Cells of the largest array for which `auto` found nothing faster, and of the smallest for which it did. */
  const auto = { slower: 0, faster: Number.POSITIVE_INFINITY }

  async function openFor(name: PageBackend, cells: number): Promise<ArrayEngine | undefined> {
    let gpu: GpuAtOnce | undefined
    const engine = await openEngine(name, cells, async () => {
      // With gpu.js: loaded when an array first asks for it.
      const { openGpuAtOnce } = await import('sneakpath/gpu')
      gpu = await openGpuAtOnce()
      return gpu
    })
    if (engine !== undefined && gpu !== undefined) gpus.set(engine, gpu)
    return engine
  }

  return {
    async open(name, cells) {
      if (name === 'float64') return undefined
      if (name === 'auto') {
        if (cells <= auto.slower || webgpu() === undefined) return undefined
        if (cells >= auto.faster) return opened.get('auto')
      } else if (webgpu() === undefined) throw new GpuError(NO_WEBGPU)
      const engine = opened.get(name) ?? (await openFor(name, cells))
      if (engine !== undefined) opened.set(name, engine)
      if (name === 'auto' && engine === undefined) auto.slower = cells
      if (name === 'auto' && engine !== undefined) auto.faster = cells
      return engine
    },
    settled: async engine => gpus.get(engine)?.settled(),
    giveUp(engine) {
      for (const [name, one] of opened) if (one === engine) opened.delete(name)
      auto.slower = Number.POSITIVE_INFINITY
      void engine.close()
    },
  }
}

const NO_WEBGPU = 'this browser has no WebGPU'

/** Asks the browser for its GPU, and tries whether a page can compute on it. */
export async function gpuHere(): Promise<GpuHere> {
  if (webgpu() === undefined) return { obstacle: NO_WEBGPU }
  try {
    return { adapter: await tryGpuAtOnce() }
  } catch (error) {
    return { obstacle: error instanceof Error ? error.message : String(error) }
  }
}

function webgpu(): object | undefined {
  return (navigator as { readonly gpu?: object }).gpu
}
