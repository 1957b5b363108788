import { signal } from '@preact/signals'
import { createEngine, type Engine } from '../engine/engine.ts'

/** Why the engine was lost and started anew; undefined where it was not, or the reader has seen it. */
export const engineLost = signal<string | undefined>(undefined)
/** How often the engine was lost. */
export const engineLosses = signal(0)

/** The engine has been inside one solve for long. */
export const engineSilent = signal(false)

/** The last line that the engine said of its own. */
export const engineSaid = signal<string | undefined>(undefined)

/** The one engine of the page. */
export const engine: Engine = createEngine({
  onLost(reason) {
    engineLost.value = reason
    engineLosses.value++
  },
  onSaid(text) {
    engineSaid.value = text
  },
  onSilent(silent) {
    engineSilent.value = silent
  },
})
