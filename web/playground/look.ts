import { batch, computed, effect, signal } from '@preact/signals'
import type { BiasScheme, CellCurve, DriveView, ObservedDrive, SneakPath, SneakPaths } from 'sneakpath/core'
import { engine } from '../app/engine-state.ts'
import type { AllReads } from '../engine/calls.ts'
import { EngineError, LOST } from '../engine/engine.ts'
import { createLatest } from './latest.ts'
import { cell, device, doc, fault, frame, played, progress } from './store.ts'

/** How the array is looked at: the quantity of the map, and the read that drives its lines. */
export const quantity = signal('conductance')
/** Line currents are drawn. */
export const lines = signal(true)
/** Target of the drive of the lines: the cell that is looked at, or all cells of its word line. */
export const reading = signal<'cell' | 'row'>('cell')
/** Volts of that read; undefined for the device's own. */
const wantedVolts = signal<number | undefined>(undefined)
export const readVolts = computed(() => wantedVolts.value ?? device.value?.readVolts ?? 0.1)
export function chooseReadVolts(volts: number | undefined): void {
  wantedVolts.value = volts
}
/** Unselected lines of that read; undefined for those of the array. */
export const readBias = signal<BiasScheme | undefined>(undefined)
export const usedBias = computed<BiasScheme>(() => readBias.value ?? doc.value?.scenario.bias ?? 'half')
/** Ohms of a segment while the slider moves. */
export const movingWire = signal<number | undefined>(undefined)

/** Results; of the frame and the drive that are shown, or a moment behind. */
export const view = signal<DriveView | undefined>(undefined)
export const paths = signal<SneakPaths | undefined>(undefined)
/** The way that is pointed at. */
export const way = signal<SneakPath | undefined>(undefined)
export const curve = signal<CellCurve | undefined>(undefined)
export const reads = signal<AllReads | undefined>(undefined)
export const readsDone = signal<{ readonly done: number; readonly total: number } | undefined>(undefined)

const FROM_READS: ReadonlySet<string> = new Set(['all-sneak-share', 'all-read-conductance'])

/** Where the frame that was asked about is no longer there, the array is another meanwhile, and another question is on its way. */
function failed(error: unknown, asked: { readonly frame: number }): void {
  if (frame.peek()?.index !== asked.frame) return
  if (error instanceof EngineError && error.name !== LOST && error.name !== 'AbortError')
    fault.value = error.fault
}

interface Observed {
  readonly frame: number
  readonly drive: ObservedDrive
  readonly wireOhms?: number
}

const observe = createLatest<Observed>(async request => {
  const found = await engine.ask('observe', request)
  if (request.wireOhms !== undefined) {
    // While a slider moves the picture comes first, and the ways when it rests.
    view.value = found
    return
  }
  const ways = await engine.ask('paths', { bitLine: request.drive.bitLines[cellOf(request.drive)] })
  batch(() => {
    view.value = found
    paths.value = ways
    way.value = undefined
  })
}, failed)

/** Of the addressed bit lines, that of the cell that is looked at. */
function cellOf({ bitLines }: ObservedDrive): number {
  return Math.max(0, bitLines.indexOf(cell.peek()[1]))
}

/** The frame, and what its lines are driven with for the read; undefined before there is an array. */
export const looked = computed<Observed | undefined>(() => {
  const shown = frame.value
  const size = doc.value?.scenario.array.size
  if (shown === undefined || size === undefined) return undefined
  const [i, j] = cell.value
  if (i >= size[0] || j >= size[1]) return undefined
  const bitLines = reading.value === 'row' ? Array.from({ length: size[1] }, (_, k) => k) : [j]
  const drive = { volts: readVolts.value, bias: usedBias.value, wordLine: i, bitLines }
  return { frame: shown.index, drive }
})

// The drive is solved again when the frame, the cell, the read or the wires are others.
effect(() => {
  const now = looked.value
  const wireOhms = movingWire.value
  if (now !== undefined) observe(wireOhms === undefined ? now : { ...now, wireOhms })
})

const draw = createLatest<{
  frame: number
  cell: readonly [number, number]
  volts: readonly [number, number]
}>(async request => {
  curve.value = await engine.ask('curve', request)
}, failed)

effect(() => {
  const shown = frame.value
  const known = device.value
  if (shown === undefined || doc.value === undefined) return
  const [low, high] = known?.validVolts ?? [-1, 1]
  const most = Number.isFinite(high) && Number.isFinite(low) ? Math.max(-low, high) : 10 * readVolts.value
  draw({ frame: shown.index, cell: cell.value, volts: [-most, most] })
})

let asked: AbortController | undefined
const readEvery = createLatest<{ frame: number; volts: number; bias: BiasScheme }>(async request => {
  asked = new AbortController()
  readsDone.value = { done: 0, total: 1 }
  try {
    reads.value = await engine.ask('reads', request, {
      signal: asked.signal,
      onEvent: event => {
        readsDone.value = event
      },
    })
  } finally {
    readsDone.value = undefined
  }
}, failed)

// Every cell is read only where the map shows it, and when nothing is being played.
effect(() => {
  const shown = frame.value
  // Whatever was asked before is of another array or read.
  asked?.abort()
  if (shown === undefined || !FROM_READS.has(quantity.value)) return
  if (progress.value !== undefined || played.value === undefined) return
  readEvery({ frame: shown.index, volts: readVolts.value, bias: usedBias.value })
})
