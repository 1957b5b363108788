import type { GroundedLaws } from '../network/problem.ts'

/** kT/q at 300 K, V: the drop above which the leakage of an off transistor is saturated. */
export const THERMAL_VOLTAGE = 0.025852

/** The transistors of an array. */
export interface Transistors {
  /** Between word line and device, or between device and bit line. */
  readonly side: 'word' | 'bit'
  /** Volts of each gate against ground. */
  readonly gateVolts: Float64Array
  /** V, of a gate over its source. */
  readonly threshold: number
  /** k, A/V^2, above 0. */
  readonly transconductance: number
  /** Leakage of an off transistor, A, above 0. */
  readonly offCurrent: number
}

/**
 * Access transistors (1T1R), n-channel and symmetric: the source is whichever terminal is lower. With o the gate volts minus
 * the threshold minus the volts of the source, all against ground, and d the drop, the current is k (o d - d^2 / 2) up to d = o and
 * k o^2 / 2 above, plus the leakage offCurrent (1 - exp(-d / 26 mV)), with the sign of the drop. Without overdrive, o <= 0,
 * the leakage is left. Current and slopes are continuous at all these joints. Body effect and channel-length modulation are
 * not modelled.
 *
 * Source: the long-channel square law (H. Shichman and D. A. Hodges, IEEE J. Solid-State Circuits 3, 285, 1968; level 1 of SPICE
 * with gamma = lambda = 0).
 */
export function transistorLaws(transistors: Transistors): GroundedLaws {
  const { side, gateVolts, threshold, transconductance, offCurrent } = transistors
  /** The terminal at the device is where the line is, plus this times the drop. */
  const inwards = side === 'word' ? -1 : 1
  let lineVolts: Float64Array = new Float64Array(gateVolts.length)
  const leakageSlope = (drop: number): number =>
    (offCurrent / THERMAL_VOLTAGE) * Math.exp(-Math.abs(drop) / THERMAL_VOLTAGE)
  return {
    linear: false,
    side,
    hold(volts) {
      lineVolts = volts
    },
    evaluate(volts, current, slope) {
      for (let k = 0; k < volts.length; k++) {
        const v = volts[k]
        const drop = Math.abs(v)
        // The device's terminal is the lower one where the line's is the higher.
        const lowered = inwards * v < 0
        const source = lowered ? lineVolts[k] - drop : lineVolts[k]
        const open = Math.max(0, gateVolts[k] - threshold - source)
        const channel = Math.min(drop, open)
        const leakage = offCurrent * -Math.expm1(-drop / THERMAL_VOLTAGE)
        current[k] = Math.sign(v) * (transconductance * (open - channel / 2) * channel + leakage)
        slope[k] = transconductance * (lowered ? open : open - channel) + leakageSlope(v)
      }
    },
    lineSlopes(drops, slope) {
      for (let k = 0; k < drops.length; k++) {
        const open = Math.max(0, gateVolts[k] - threshold - lineVolts[k])
        slope[k] = transconductance * open + leakageSlope(drops[k])
      }
    },
  }
}
