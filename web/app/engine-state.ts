import { signal } from '@preact/signals'
import { createEngine, type Engine } from '../engine/engine.ts'

/** Why the engine was lost and started anew; undefined where it was not, or the reader has seen it. */
export const engineLost = signal<string | undefined>(undefined)
/** How often the engine was lost. */
export const engineLosses = signal(0)

/** The engine has been inside one solve for long. */
export const engineSilent = signal(false)

/** The one engine of the page. */
export const engine: Engine = createEngine(
  reason => {
    engineLost.value = reason
    engineLosses.value++
  },
  silent => {
    engineSilent.value = silent
  },
)
