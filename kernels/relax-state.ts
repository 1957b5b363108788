import { oneMinusExp } from './scalar.ts'

/**
 * Rate (1/s) and target of state `index` for `count` cells: fills `rate` and `target`. Volts and parameters hold one value for
 * each cell, or one for all.
 */
export type RelaxationLaw = (
  index: number,
  count: number,
  volts: Float64Array,
  parameters: readonly Float64Array[],
  rate: Float64Array,
  target: Float64Array,
) => void

/** What the states of an array depend on over one step. */
export interface StateStep {
  /** Device voltage of each cell, or one for all, V, constant over the step. */
  readonly volts: Float64Array
  /** One plane for each state, in the model's order. */
  readonly states: readonly Float64Array[]
  /** One plane (or one value) for each parameter, in the model's order. */
  readonly parameters: readonly Float64Array[]
  readonly seconds: number
}

/**
 * How much every state of every cell changes over a step at constant voltage: (target - x)(1 - exp(-rate seconds)), exact. The
 * float64 twin of the gpu.js kernel in kernels/gpu/.
 * @returns one plane for each state, N*M
 */
export function stateIncrements(law: RelaxationLaw, step: StateStep): Float64Array[] {
  const { volts, states, parameters, seconds } = step
  const count = states[0]?.length ?? 0
  const rate = new Float64Array(count)
  const target = new Float64Array(count)
  return states.map((state, index) => {
    law(index, count, volts, parameters, rate, target)
    return state.map((x, k) => (target[k]! - x) * oneMinusExp(rate[k]! * seconds))
  })
}
