import type { CellLaws } from '../network/problem.ts'
import { type ElementLaw, elementLaw, elementLaws } from './element-law.ts'

/**
 * Bidirectional exponential selectors (1S1R): I = saturation * sinh(v / scale), the same in every cell.
 *
 * Source: the common form of two-terminal selectors, such as mixed ionic-electronic conduction devices (G. W. Burr et
 * al., J. Vac. Sci. Technol. B 32, 040802, 2014).
 * @param saturation A, above 0
 * @param scale V, above 0
 */
export function selectorLaws(saturation: number, scale: number): CellLaws {
  law ??= elementLaw('saturation * sinh(v / scale)', 'saturation / scale * cosh(v / scale)', [
    'saturation',
    'scale',
  ])
  return elementLaws(law, [saturation, scale])
}

let law: ElementLaw | undefined
