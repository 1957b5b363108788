import { batch, computed, effect, signal } from '@preact/signals'
import type { QuantityInfo } from 'sneakpath/core'
import { engine, engineLosses } from '../app/engine-state.ts'
import type { PlayedFrame } from '../engine/calls.ts'
import { EngineError, LOST } from '../engine/engine.ts'
import type { EngineFault } from '../engine/protocol.ts'
import { FILMS } from './built-in.ts'
import { blankEasel, type Doc, playable } from './document.ts'

/** The array and its program; undefined until the first is there. */
export const doc = signal<Doc | undefined>(undefined)

/** What the engine has played of it so far. */
export interface Reel {
  readonly frames: readonly PlayedFrame[]
  readonly size: readonly [number, number]
  readonly quantities: Readonly<Record<string, QuantityInfo>>
}
const EMPTY: Reel = { frames: [], size: [1, 1], quantities: {} }
export const reel = signal<Reel>(EMPTY)
/** Steps done of all while the engine plays; undefined otherwise. */
export const progress = signal<{ readonly done: number; readonly total: number } | undefined>(undefined)
/** Why the program could not be played. */
export const fault = signal<EngineFault | undefined>(undefined)

/** The frame that is shown. */
export const at = signal(0)
/** The film runs. */
export const running = signal(false)
export const frame = computed(() => reel.value.frames[Math.min(at.value, reel.value.frames.length - 1)])

let current: AbortController | undefined

/** Ends what the engine plays. */
export function stop(): void {
  current?.abort()
}

// Whatever changes the array or the program has it played again, from where it differs; so does an engine that was lost.
let played_: Doc | undefined
let losses = 0
effect(() => {
  const wanted = doc.value
  const lost = engineLosses.value
  if (wanted === undefined) return
  const same =
    played_ !== undefined &&
    played_.scenario === wanted.scenario &&
    played_.which === wanted.which &&
    played_.texts === wanted.texts
  if (same && lost === losses) return
  played_ = wanted
  losses = lost
  void play(wanted)
})

async function play({ scenario, which, texts }: Doc): Promise<void> {
  current?.abort()
  const controller = new AbortController()
  current = controller
  const { signal } = controller
  const name = `${scenario.name}.json`
  let frames: PlayedFrame[] = []
  batch(() => {
    fault.value = undefined
    progress.value = { done: 0, total: 1 }
  })
  try {
    const request = { name, which, texts: { ...texts, [name]: JSON.stringify(scenario) } }
    await engine.ask('play', request, {
      signal,
      onEvent(event) {
        if (signal.aborted) return
        if (event.kind === 'begin') {
          frames = reel.value.frames.slice(0, event.kept)
          reel.value = { frames, size: event.size, quantities: event.quantities }
        } else if (event.kind === 'frame') {
          frames = [...frames, event.frame]
          show(frames)
        } else progress.value = event
      },
    })
  } catch (error) {
    if (signal.aborted || !(error instanceof EngineError) || error.name === LOST) return
    fault.value = error.fault
  } finally {
    if (current === controller) progress.value = undefined
  }
}

/** A film that does not run follows what is new. */
function show(frames: readonly PlayedFrame[]): void {
  batch(() => {
    reel.value = { ...reel.value, frames }
    if (!running.value) at.value = frames.length - 1
  })
}

/** Opens a scenario from its text and plays it as a film from its beginning. */
async function openScenario(
  name: string,
  text: string,
  texts: Readonly<Record<string, string>> = {},
): Promise<void> {
  try {
    const scenario = playable(await engine.ask('open', { name, texts: { ...texts, [name]: text } }))
    batch(() => {
      reel.value = EMPTY
      at.value = 0
      running.value = true
      doc.value = { scenario, which: 0, texts, easel: blankEasel(scenario.array.size) }
    })
  } catch (error) {
    if (error instanceof EngineError && error.name !== LOST) fault.value = error.fault
  }
}

export function openFilm(name: string): Promise<void> {
  const film = FILMS.find(known => known.name === name)!
  return openScenario(`${film.name}.yaml`, film.text)
}
