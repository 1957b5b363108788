import type { CellLaws } from '../network/problem.ts'

/** kT/q at 300 K, V: the drop above which the leakage of an off transistor is saturated. */
export const THERMAL_VOLTAGE = 0.025852

/**
 * Access transistors (1T1R). The current depends on the drop v alone, since the gate overdrive is fixed by the drivers:
 * with o the overdrive and d = |v|, I = k (o d - d^2 / 2) up to d = o and k o^2 / 2 above, plus the leakage
 * offCurrent (1 - exp(-d / 26 mV)), with the sign of v. An off transistor, o <= 0, has the leakage alone.
 *
 * Source: the long-channel square law (S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed., chapter 6).
 * @param overdrive gate volts minus threshold of each word line, V
 * @param columns bit lines
 * @param transconductance k, A/V^2
 * @param offCurrent A, above 0
 */
export function transistorLaws(
  overdrive: Float64Array,
  columns: number,
  transconductance: number,
  offCurrent: number,
): CellLaws {
  if (!(transconductance > 0)) {
    throw new RangeError(`transistorLaws: found transconductance ${transconductance}; expected above 0 A/V^2`)
  }
  if (!(offCurrent > 0))
    throw new RangeError(`transistorLaws: found offCurrent ${offCurrent}; expected above 0 A`)
  return {
    linear: false,
    evaluate(volts, current, slope) {
      for (let k = 0; k < volts.length; k++) {
        const v = volts[k]!
        const drop = Math.abs(v)
        const open = Math.max(0, overdrive[Math.floor(k / columns)]!)
        const channel = Math.min(drop, open)
        const decay = Math.exp(-drop / THERMAL_VOLTAGE)
        const leakage = offCurrent * -Math.expm1(-drop / THERMAL_VOLTAGE)
        current[k] = Math.sign(v) * (transconductance * (open - channel / 2) * channel + leakage)
        slope[k] = transconductance * (open - channel) + (offCurrent / THERMAL_VOLTAGE) * decay
      }
    },
  }
}
