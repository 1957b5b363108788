import { type ReadonlySignal, signal } from '@preact/signals'
import { engine } from '../app/engine-state.ts'
import { readStored, writeStored } from '../app/stored.ts'
import type { GpuHere, PageBackend } from '../engine/backend.ts'

export const PAGE_BACKENDS: readonly PageBackend[] = ['auto', 'float64', 'webgpu']
/** The browser keeps it: it belongs to the machine and not to the work. */
const KEY = 'sneakpath-backend'

const chosen = signal<PageBackend>(backendOf(readStored(KEY)))
/** What is to compute. */
export const backend: ReadonlySignal<PageBackend> = chosen

export function chooseBackend(name: string): void {
  chosen.value = backendOf(name)
  writeStored(KEY, chosen.value)
}

function backendOf(name: string | undefined): PageBackend {
  return PAGE_BACKENDS.find(known => known === name) ?? 'auto'
}

/** The GPU of this browser, or why there is none; undefined until it is known. */
export const gpu = signal<GpuHere | undefined>(undefined)
let asked = false

/** Asks for it once. A browser may take a moment to start its GPU, so the array comes first. */
export async function askForGpu(): Promise<void> {
  if (asked) return
  asked = true
  try {
    gpu.value = await engine.ask('gpu', undefined)
  } catch {
    // The engine was lost: the next array asks again.
    asked = false
  }
}
