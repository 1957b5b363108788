import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Doc } from './document.ts'

const MOST_STEPS = 100
const MOST_BYTES = 100e6

const past = signal<readonly Doc[]>([])
const future = signal<readonly Doc[]>([])

export const canUndo: ReadonlySignal<boolean> = computed(() => past.value.length > 0)
export const canRedo: ReadonlySignal<boolean> = computed(() => future.value.length > 0)

/** Remembers what a change leaves behind: 100 steps, or 100 MB. */
export function remember(doc: Doc): void {
  const kept = [...past.value, doc].slice(-MOST_STEPS)
  let bytes = 0
  const from = kept.findLastIndex(each => {
    bytes += bytesOf(each)
    return bytes > MOST_BYTES
  })
  past.value = kept.slice(from + 1)
  future.value = []
}

export function undoOf(doc: Doc): Doc | undefined {
  const before = past.value.at(-1)
  if (before === undefined) return undefined
  past.value = past.value.slice(0, -1)
  future.value = [doc, ...future.value]
  return before
}

export function redoOf(doc: Doc): Doc | undefined {
  const [next, ...rest] = future.value
  if (next === undefined) return undefined
  past.value = [...past.value, doc]
  future.value = rest
  return next
}

export function forgetHistory(): void {
  past.value = []
  future.value = []
}

/** Pictures are what is large in it; they are counted although several documents may share one. */
function bytesOf({ easel, scenario, texts }: Doc): number {
  const rows = [easel, ...Object.values(scenario.images)].flat()
  return (
    rows.reduce((sum, row) => sum + (typeof row === 'string' ? 2 : 8) * row.length, 0) +
    Object.values(texts).reduce((sum, text) => sum + 2 * text.length, 0)
  )
}
