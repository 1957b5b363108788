import { batch, effect, signal } from '@preact/signals'
import type { StepInput } from 'sneakpath/core'
import { stepsOf, withImage, withSteps } from './document.ts'
import { readBias, readVolts } from './look.ts'
import { change, device, doc, running } from './store.ts'

/** Pulses of a write or an erasure. */
export interface Pulse {
  readonly volts: number
  readonly width: number
  readonly pulses: number
}

/** The pulses of the buttons; they follow the device until they are changed. */
export const writing = signal<Pulse>({ volts: 1, width: 0.1, pulses: 1 })
export const erasing = signal<Pulse>({ volts: -1, width: 0.1, pulses: 1 })
export const waiting = signal(1)
/** How levels between 0 and 1 are written. */
export const graded = signal<'none' | 'pulses' | 'volts'>('none')

const WIDTH = 0.1

// Another device brings the pulses that it is known with, or the ends of the range that it was measured in.
effect(() => {
  const known = device.value
  if (known === undefined) return
  const [low, high] = known.validVolts.map((volts, k) => (Number.isFinite(volts) ? volts : k === 0 ? -1 : 1))
  const { raise, lower } = known.pulses ?? {}
  batch(() => {
    writing.value = { volts: raise?.amplitude ?? Math.min(high, 10), width: raise?.width ?? WIDTH, pulses: 1 }
    erasing.value = { volts: lower?.amplitude ?? Math.max(low, -10), width: lower?.width ?? WIDTH, pulses: 1 }
  })
})

/** Frames in which a wait is seen. */
const FRAMES = 8

function append(step: StepInput, film: boolean): void {
  if (doc.value === undefined) return
  batch(() => {
    running.value = film
    change(withSteps(doc.value!, [...stepsOf(doc.value!), step]))
  })
}

function applyPulse({ volts, width, pulses }: Pulse, rows: readonly string[], name: string): void {
  if (doc.value === undefined) return
  const { doc: drawn, name: image } = withImage(doc.value, rows)
  const step: StepInput = {
    write: image,
    volts,
    width,
    ...(pulses === 1 ? {} : { pulses }),
    ...(graded.value === 'none' ? {} : { graded: graded.value }),
    name,
  }
  batch(() => {
    running.value = false
    change(withSteps(drawn, [...stepsOf(drawn), step]))
  })
}

export function write(): void {
  if (doc.value !== undefined) applyPulse(writing.value, doc.value.easel, 'write')
}

/** Erases what is painted, or every cell where nothing is. */
export function erase(): void {
  if (doc.value === undefined) return
  const { easel } = doc.value
  const painted = easel.some(row => /[#1-9]/.test(row))
  applyPulse(erasing.value, painted ? easel : easel.map(row => '#'.repeat(row.length)), 'erase')
}

/** Up to this many cells a read takes them one by one, as the command does. */
const BY_CELL = 256

export function read(): void {
  const size = doc.value?.scenario.array.size
  if (size === undefined) return
  const bias = readBias.value
  append(
    {
      read: readVolts.value,
      by: size[0] * size[1] <= BY_CELL ? 'cell' : 'row',
      ...(bias === undefined ? {} : { bias }),
      name: 'read',
    },
    false,
  )
}

export function wait(): void {
  const seconds = waiting.value
  append(
    { repeat: FRAMES, steps: [{ wait: seconds / FRAMES, frame: true, name: `wait {n}/${FRAMES}` }] },
    true,
  )
}
