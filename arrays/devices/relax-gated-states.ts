import { oneMinusExp } from '../../kernels/scalar.ts'
import { compileGatedLaws } from './compile-gated-laws.ts'
import type { LawArgument } from './compile-laws.ts'
import type { GatedDeviceModel } from './gated-model.ts'

/**
 * How much the states of `count` devices change in `seconds` at constant gate volts or amperes, ranges aside: the float64 twin of
 * the kernel in kernels/gpu/.
 * @param control one value for each device, or one for all, V or A as the model is controlled
 * @param parameters in the model's order
 * @param from states in the model's order
 * @param pace how many times as fast each device moves
 * @returns one plane for each state
 */
export function gatedIncrements(
  model: GatedDeviceModel,
  count: number,
  control: LawArgument,
  seconds: number,
  parameters: readonly LawArgument[],
  from: readonly Float64Array[],
  pace?: Float64Array,
): Float64Array[] {
  const { relaxation } = compileGatedLaws(model).channel
  const rate = new Float64Array(count)
  const target = new Float64Array(count)
  return model.states.map((_, s) => {
    relaxation(s, count, control, parameters, rate, target)
    return from[s]!.map(
      (x, k) => (target[k]! - x) * oneMinusExp(rate[k]! * seconds * (pace === undefined ? 1 : pace[k]!)),
    )
  })
}

/**
 * Adds increments to states and holds these inside their ranges: exact, whatever the duration.
 * @param from states in the model's order
 * @param to filled; may be `from`
 */
export function moveGatedStates(
  model: GatedDeviceModel,
  increments: readonly (Float64Array | Float32Array)[],
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  model.states.forEach(({ range: [low, high] }, s) => {
    const x = from[s]!
    const y = to[s]!
    for (let k = 0; k < y.length; k++) y[k] = Math.min(high, Math.max(low, x[k]! + increments[s]![k]!))
  })
}
