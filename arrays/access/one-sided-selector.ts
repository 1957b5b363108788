import type { CellLaws } from '../network/problem.ts'
import { type ElementLaw, elementLaw, elementLaws } from './element-law.ts'

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
  law ??= elementLaw(CURRENT, SLOPE, ['saturation', 'scale', 'leakage', 'direction'])
  return elementLaws(law, [saturation, scale, leakage, towards === 'bit' ? 1 : -1])
}

const CURRENT = `direction * v < 0 ?
  leakage * tanh(saturation * v / (scale * leakage)) :
  saturation * sinh(v / scale)`
const SLOPE = `direction * v < 0 ?
  saturation / scale / cosh(saturation * v / (scale * leakage)) ** 2 :
  saturation / scale * cosh(v / scale)`

let law: ElementLaw | undefined
