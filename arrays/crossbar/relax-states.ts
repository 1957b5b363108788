import { oneMinusExp } from '../../kernels/scalar.ts'
import { compileLaws } from '../devices/compile-laws.ts'
import type { ArraySpec } from './array-spec.ts'

/**
 * States after `seconds` at constant device voltages: exact, because rate and target of a state depend on nothing but
 * the voltage and the parameters.
 * @param volts device voltages, N*M (or one for all)
 * @param from states in the model's order
 * @param to filled; may be `from`
 */
export function relaxStates(
  spec: ArraySpec,
  volts: Float64Array,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const laws = compileLaws(spec.model)
  const count = spec.size[0] * spec.size[1]
  const rate = new Float64Array(count)
  const target = new Float64Array(count)
  for (let s = 0; s < from.length; s++) {
    laws.relaxation(s, count, volts, spec.parameters, rate, target)
    const x = from[s]!
    const y = to[s]!
    for (let k = 0; k < count; k++) y[k] = x[k]! + (target[k]! - x[k]!) * oneMinusExp(rate[k]! * seconds)
  }
}
