import { compileLaws } from '../devices/compile-laws.ts'
import type { CellLaws } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'

/**
 * The devices of an array at fixed states, as the network sees them; stuck cells are plain conductances.
 * @param states in the model's order, N*M values each (not copied)
 */
export function deviceCells(spec: ArraySpec, states: readonly Float64Array[]): CellLaws {
  const laws = compileLaws(spec.model)
  const count = spec.size[0] * spec.size[1]
  const { stuck, parameters } = spec
  return {
    linear: spec.model.linear,
    evaluate(volts, current, slope) {
      laws.evaluate(count, volts, states, parameters, current, slope)
      if (stuck === undefined) return
      for (let k = 0; k < count; k++) {
        if (Number.isNaN(stuck[k]!)) continue
        current[k] = stuck[k]! * volts[k]!
        slope[k] = stuck[k]!
      }
    },
  }
}
