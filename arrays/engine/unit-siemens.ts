import { compileLaws } from '../devices/compile-laws.ts'
import type { DeviceModel } from '../devices/model.ts'

/**
 * A conductance of the size of those at hand, S, so that float32 holds currents over it: that of the first cell, to a power of
 * two, so that what it scales does not depend on which arrays stand beside.
 */
export function unitSiemens(
  model: DeviceModel,
  volts: number,
  states: readonly Float64Array[],
  parameters: readonly Float64Array[],
): number {
  const first = (columns: readonly Float64Array[]): Float64Array[] =>
    columns.map(column => column.subarray(0, 1))
  const current = new Float64Array(1)
  const slope = new Float64Array(1)
  const { evaluate } = compileLaws(model)
  evaluate(1, Float64Array.of(volts), first(states), first(parameters), current, slope)
  // The current of a charged cell says nothing of its conductance.
  const siemens = model.storage === undefined ? Math.abs(current[0] / volts) : slope[0]
  return siemens > 0 && siemens < Infinity ? 2 ** Math.round(Math.log2(siemens)) : 1
}
