import type { CellLaws } from '../network/problem.ts'
import { type ElementLaw, elementLaw, elementLaws } from './element-law.ts'

/** Boltzmann's constant over the elementary charge, V/K: exact in the SI of 2019. */
export const VOLTS_A_KELVIN: number = 1.380649e-23 / 1.602176634e-19

/** The diodes of an array, the same in every cell. */
export interface Diodes {
  /** A, above 0. */
  readonly saturation: number
  /** How many thermal voltages make one e-fold, above 0. */
  readonly ideality: number
  /** K, above 0. */
  readonly temperature: number
  /** Line that the current flows to in forward direction. */
  readonly towards: 'bit' | 'word'
  /** Reverse volts of the breakdown, above 0; without it there is none. */
  readonly breakdown?: number
  /** Reverse current at the breakdown, A, above 0. */
  readonly breakdownCurrent: number
}

/**
 * Diodes (1D1R): I = saturation (exp(v / (ideality VT)) - 1), VT = k T / q, and with a breakdown of B volts
 * - breakdownCurrent (exp(-(v + B) / VT) - exp(-B / VT)) besides, so that no current flows at 0 V. No series resistance, no
 * junction capacitance; the saturation current is that at the temperature given.
 *
 * Source: W. Shockley, Bell Syst. Tech. J. 28, 435 (1949); the exponential of the breakdown is that of SPICE's diode.
 */
export function diodeLaws(diodes: Diodes): CellLaws {
  const { saturation, ideality, temperature, towards, breakdown, breakdownCurrent } = diodes
  const direction = towards === 'bit' ? 1 : -1
  const thermal = VOLTS_A_KELVIN * temperature
  const forward = [saturation, direction * ideality * thermal]
  if (breakdown === undefined) {
    simple ??= elementLaw(CURRENT, SLOPE, FORWARD)
    return elementLaws(simple, forward.concat(direction))
  }
  breaking ??= elementLaw(
    `${CURRENT} - direction * breakdownCurrent * (exp(-(direction * v + breakdown) / thermal) - exp(-breakdown / thermal))`,
    `${SLOPE} + breakdownCurrent / thermal * exp(-(direction * v + breakdown) / thermal)`,
    [...FORWARD, 'thermal', 'breakdown', 'breakdownCurrent'],
  )
  return elementLaws(breaking, [...forward, direction, thermal, breakdown, breakdownCurrent])
}

/** Its scale has the sign of the direction. */
const CURRENT = 'direction * saturation * (exp(v / scale) - 1)'
const SLOPE = 'direction * saturation / scale * exp(v / scale)'
const FORWARD = ['saturation', 'scale', 'direction']

let simple: ElementLaw | undefined
let breaking: ElementLaw | undefined
