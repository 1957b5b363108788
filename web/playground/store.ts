import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { QuantityInfo } from 'sneakpath/core'
import { engine, engineLosses } from '../app/engine-state.ts'
import type { PageBackend } from '../engine/backend.ts'
import type { DeviceChoice, Played, PlayedFrame } from '../engine/calls.ts'
import { EngineError, LOST } from '../engine/engine.ts'
import type { EngineFault } from '../engine/protocol.ts'
import { backend } from './backend-choice.ts'
import type { Doc } from './document.ts'
import { forgetHistory, redoOf, remember, undoOf } from './history.ts'

/** The array and its program; undefined until the first is there. */
const current = signal<Doc | undefined>(undefined)
export const doc: ReadonlySignal<Doc | undefined> = current
/** Whether anything was made that is worth keeping. */
export const touched = signal(false)

/** The part of it that the engine has played so far. */
export interface Reel {
  readonly frames: readonly PlayedFrame[]
  readonly size: readonly [number, number]
  readonly quantities: Readonly<Record<string, QuantityInfo>>
}
const EMPTY: Reel = { frames: [], size: [1, 1], quantities: {} }
export const reel = signal<Reel>(EMPTY)
/** Result of the whole play; undefined while it plays. */
export const played = signal<Played | undefined>(undefined)
/** Steps done of all while the engine plays; undefined otherwise. */
export const progress = signal<{ readonly done: number; readonly total: number } | undefined>(undefined)
/** Fault of the last action, in one line. */
export const fault = signal<Pick<EngineFault, 'message'> | undefined>(undefined)

/** The frame that is shown, and whether the film runs. */
export const at = signal(0)
export const running = signal(false)
export const frame = computed(() => reel.value.frames[Math.min(at.value, reel.value.frames.length - 1)])

/** The cell that is looked at. */
export const cell = signal<readonly [number, number]>([0, 0])

/** Devices that can be chosen; those that were pasted come last. */
export const devices = signal<readonly DeviceChoice[]>([])
export const device = computed(() =>
  devices.value.find(({ name }) => name === doc.value?.scenario.array.cells.device),
)

/** The document that is played or was, and what computed it. */
let latest: Doc | undefined
let latestBackend: PageBackend | undefined
let losses = 0

/** Changes the document; the change can be undone. */
export function change(next: Doc): void {
  const before = doc.peek()
  if (before !== undefined) remember(before)
  touched.value = true
  current.value = next
}

/** Puts another document in the place of all that was there. */
export function replaceDoc(next: Doc, film: boolean): void {
  forgetHistory()
  latest = undefined
  batch(() => {
    reel.value = EMPTY
    at.value = 0
    running.value = film
    touched.value = false
    const [rows, columns] = next.scenario.array.size
    cell.value = [Math.min(cell.value[0], rows - 1), Math.min(cell.value[1], columns - 1)]
    // A copy, so that the same document is played anew.
    current.value = { ...next }
  })
}

export function undo(): void {
  const before = doc.value && undoOf(doc.value)
  if (before !== undefined) current.value = before
}

export function redo(): void {
  const next = doc.value && redoOf(doc.value)
  if (next !== undefined) current.value = next
}

let controller: AbortController | undefined

/** Ends what the engine plays. */
export function stop(): void {
  controller?.abort()
}

// Whatever changes the array or the program has it played again, from where it differs; so does an engine that was lost.
effect(() => {
  const wanted = doc.value
  const lost = engineLosses.value
  const by = backend.value
  if (wanted === undefined) return
  const same =
    latest !== undefined &&
    latest.scenario === wanted.scenario &&
    latest.which === wanted.which &&
    latest.texts === wanted.texts
  if (same && lost === losses && by === latestBackend) return
  latest = wanted
  latestBackend = by
  losses = lost
  void play(wanted, by)
})

/** The frames of the program that the engine holds: of the last one that it played to its end. */
let held: readonly PlayedFrame[] = []

async function play({ scenario, which, texts }: Doc, backend: PageBackend): Promise<void> {
  controller?.abort()
  const own = new AbortController()
  controller = own
  const { signal } = own
  const name = `${scenario.name}.json`
  batch(() => {
    played.value = undefined
    fault.value = undefined
    progress.value = { done: 0, total: 1 }
  })
  let now: Reel = EMPTY
  try {
    const request = { name, which, backend, texts: { ...texts, [name]: JSON.stringify(scenario) } }
    const found = await engine.ask('play', request, {
      signal,
      onEvent(event) {
        if (event.kind === 'progress') {
          if (!signal.aborted) progress.value = event
          return
        }
        now =
          event.kind === 'begin'
            ? { frames: held.slice(0, event.kept), size: event.size, quantities: event.quantities }
            : { ...now, frames: [...now.frames, event.frame] }
        if (!signal.aborted) show(now)
      },
    })
    held = now.frames
    if (!signal.aborted) played.value = found
  } catch (error) {
    if (error instanceof EngineError && error.name !== LOST && error.name !== 'AbortError' && !signal.aborted)
      fault.value = error.fault
  } finally {
    if (controller === own) progress.value = undefined
  }
}

/** A film that does not run follows what is new. */
function show(next: Reel): void {
  batch(() => {
    reel.value = next
    const last = Math.max(0, next.frames.length - 1)
    if (!running.peek()) at.value = last
    else if (at.peek() > last) at.value = last
  })
}

/** Asks for the devices once. */
export async function loadDevices(): Promise<void> {
  if (devices.value.length > 0) return
  try {
    devices.value = await engine.ask('devices', undefined)
  } catch (error) {
    if (error instanceof EngineError && error.name !== LOST) fault.value = error.fault
  }
}
