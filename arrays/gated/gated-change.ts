import { gatedIncrements } from '../devices/relax-gated-states.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'

/** How much the states change in `seconds` of a constant control, one value a cell: on the engine where the array has one. */
export function gatedChange(
  { model, size, parameters, pace, engine }: GatedArraySpec,
  control: Float64Array,
  seconds: number,
  states: readonly Float64Array[],
): readonly (Float64Array | Float32Array)[] {
  if (engine === undefined) {
    return gatedIncrements(model, control.length, control, seconds, parameters, states, pace)
  }
  const paced = pace === undefined ? {} : { pace }
  return engine.stateIncrements({ model, size, control, states, parameters, seconds, ...paced })
}
