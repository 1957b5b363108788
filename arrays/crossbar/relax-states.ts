import { stateIncrements } from '../../kernels/relax-state.ts'
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
  const law = compileLaws(spec.model).relaxation
  const increments = stateIncrements(law, { volts, states: from, parameters: spec.parameters, seconds })
  increments.forEach((increment, s) => {
    const x = from[s]!
    const y = to[s]!
    for (let k = 0; k < y.length; k++) y[k] = x[k]! + increment[k]!
  })
}
