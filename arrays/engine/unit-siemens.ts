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
  const first = [...states, ...parameters].map(([value]) => value)
  const siemens = Math.abs(model.current(volts, ...first) / volts)
  return siemens > 0 && siemens < Infinity ? 2 ** Math.round(Math.log2(siemens)) : 1
}
