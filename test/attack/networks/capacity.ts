import type { AccessLaw } from '../../reference/access-law.ts'
import { type CellLaw, wideCurrent } from '../../reference/cell-law.ts'
import { narrow, wide } from '../../reference/wide.ts'

/** The largest current that an element can carry in a direction, A. */
export function capacity(law: AccessLaw, towardsBit: boolean): number {
  if (law.kind === 'one-sided selector') return (law.forward === 1) === towardsBit ? Infinity : law.leakage
  if (law.kind === 'junction') return (law.forward === 1) === towardsBit ? Infinity : law.saturation
  return Infinity
}

type GatedTransistor = Extract<AccessLaw, { kind: 'gated transistor' }>

/** The most that a transistor carries with its source at some volts, A. */
export function channel({ gain, gate, off }: GatedTransistor, source: number): number {
  return (gain / 2) * Math.max(0, gate - source) ** 2 + off
}

/** The same where its source stands above `lowest` by what its current puts across the device. */
export function behindDevice(transistor: GatedTransistor, device: CellLaw, lowest: number): number {
  if (lowest === -Infinity) return Infinity
  let [low, high] = [0, Math.max(1, transistor.gate - lowest)]
  const carries = (volts: number): number => narrow(wideCurrent(device, wide(volts)).current)
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (carries(middle) < channel(transistor, lowest + middle)) low = middle
    else high = middle
  }
  return channel(transistor, lowest + low)
}
