import { compileGatedLaws } from '../devices/compile-laws.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'

/** Currents and slopes of all channels at fixed states, where a stuck cell is its conductance: fills both. */
export type ChannelCurrents = (
  drainVolts: Float64Array,
  states: readonly Float64Array[],
  current: Float64Array,
  slope: Float64Array,
) => void

/** @returns a function of drain volts, N*M or one for all */
export function channelCurrents({
  model,
  size,
  parameters,
  stuckChannels: stuck,
}: GatedArraySpec): ChannelCurrents {
  const laws = compileGatedLaws(model)
  const count = size[0] * size[1]
  return (volts, states, current, slope) => {
    laws.evaluate(count, volts, states, parameters, current, slope)
    if (stuck === undefined) return
    for (let k = 0; k < count; k++) {
      if (Number.isNaN(stuck[k])) continue
      slope[k] = stuck[k]
      current[k] = stuck[k] * volts[volts.length === 1 ? 0 : k]
    }
  }
}
