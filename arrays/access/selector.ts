import { hyperbolicSineFrom } from '../../kernels/scalar.ts'
import type { CellLaws } from '../network/problem.ts'

/**
 * Bidirectional exponential selectors (1S1R): I = saturation * sinh(v / scale), the same in every cell.
 *
 * Source: the common form of two-terminal selectors, such as mixed ionic-electronic conduction devices (G. W. Burr et
 * al., J. Vac. Sci. Technol. B 32, 040802, 2014).
 * @param saturation A, above 0
 * @param scale V, above 0
 */
export function selectorLaws(saturation: number, scale: number): CellLaws {
  return {
    linear: false,
    evaluate(volts, current, slope) {
      for (let k = 0; k < volts.length; k++) {
        const x = volts[k] / scale
        const up = Math.exp(x)
        current[k] = saturation * hyperbolicSineFrom(x, (up - 1 / up) / 2)
        slope[k] = (saturation / scale) * ((up + 1 / up) / 2)
      }
    },
  }
}
