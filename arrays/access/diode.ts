import type { CellLaws } from '../network/problem.ts'

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
  const sign = towards === 'bit' ? 1 : -1
  const thermal = VOLTS_A_KELVIN * temperature
  const scale = ideality * thermal
  const backwards = breakdown === undefined ? 0 : breakdownCurrent * Math.exp(-breakdown / thermal)
  return {
    linear: false,
    evaluate(volts, current, slope) {
      for (let k = 0; k < volts.length; k++) {
        const v = sign * volts[k]
        let amps = saturation * Math.expm1(v / scale)
        let siemens = (saturation / scale) * Math.exp(v / scale)
        if (breakdown !== undefined) {
          const reverse = breakdownCurrent * Math.exp(-(v + breakdown) / thermal)
          amps -= reverse - backwards
          siemens += reverse / thermal
        }
        current[k] = sign * amps
        slope[k] = siemens
      }
    },
  }
}
