import { oneMinusExp } from '../../kernels/scalar.ts'
import { compileGatedLaws } from './compile-gated-laws.ts'
import type { LawArgument } from './compile-laws.ts'
import type { GatedDeviceModel } from './gated-model.ts'

/**
 * States of `count` devices after `seconds` at constant gate volts or amperes: exact, whatever the duration.
 * @param control one value for each device, or one for all, V or A as the model is controlled
 * @param parameters in the model's order
 * @param from states in the model's order
 * @param to filled; may be `from`
 * @param pace how many times as fast each device moves
 */
export function relaxGatedStates(
  model: GatedDeviceModel,
  count: number,
  control: LawArgument,
  seconds: number,
  parameters: readonly LawArgument[],
  from: readonly Float64Array[],
  to: readonly Float64Array[],
  pace?: Float64Array,
): void {
  const { relaxation } = compileGatedLaws(model).channel
  const rate = new Float64Array(count)
  const target = new Float64Array(count)
  model.states.forEach(({ range: [low, high] }, s) => {
    relaxation(s, count, control, parameters, rate, target)
    const x = from[s]!
    const y = to[s]!
    for (let k = 0; k < count; k++) {
      const next = x[k]! + (target[k]! - x[k]!) * oneMinusExp(rate[k]! * seconds * (pace?.[k] ?? 1))
      y[k] = Math.min(high, Math.max(low, next))
    }
  })
}
