import { hyperbolicSine } from '../../kernels/scalar.ts'
import type { CellLaws } from '../network/problem.ts'

/** One-sided selectors, the same in every cell. */
export interface OneSidedSelectors {
  /** A, above 0. */
  readonly saturation: number
  /** V, above 0. */
  readonly scale: number
  /** Largest current in the blocked direction, A, above 0. */
  readonly leakage: number
  /** Line that the current flows to in the direction that conducts. */
  readonly towards: 'bit' | 'word'
}

/**
 * Selectors that conduct in one direction only: there I = saturation sinh(v / scale), as of the selector of both directions; in
 * the other I = leakage tanh(saturation v / (scale leakage)), which leaves 0 V with the same slope and saturates.
 *
 * Source: the forward branch is the exponential of two-terminal selectors (G. W. Burr et al., J. Vac. Sci. Technol. B 32, 040802,
 * 2014); the blocked branch is ours: the simplest one that saturates and joins without a kink.
 */
export function oneSidedSelectorLaws(selectors: OneSidedSelectors): CellLaws {
  const { saturation, scale, leakage, towards } = selectors
  const sign = towards === 'bit' ? 1 : -1
  return {
    linear: false,
    evaluate(volts, current, slope) {
      for (let k = 0; k < volts.length; k++) {
        const v = sign * volts[k]
        if (v >= 0) {
          current[k] = sign * saturation * hyperbolicSine(v / scale)
          slope[k] = (saturation / scale) * Math.cosh(v / scale)
        } else {
          const x = (saturation * v) / (scale * leakage)
          current[k] = sign * leakage * Math.tanh(x)
          slope[k] = saturation / scale / Math.cosh(x) ** 2
        }
      }
    },
  }
}
