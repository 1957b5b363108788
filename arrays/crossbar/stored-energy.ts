import { compileGatedLaws, compileLaws } from '../devices/compile-laws.ts'
import type { GatedDeviceModel } from '../devices/gated-model.ts'
import type { DeviceModel } from '../devices/model.ts'

/** An array of two- or three-terminal devices. */
interface KeepingArray {
  readonly model: DeviceModel | GatedDeviceModel
  readonly size: readonly [number, number]
  readonly parameters: readonly Float64Array[]
  readonly stuck?: Float64Array
}

/**
 * Energy that the working cells of an array keep, J; 0 for devices that keep none.
 * @param states in the model's order, N*M values each
 */
export function storedEnergy(
  { model, size, parameters, stuck }: KeepingArray,
  states: readonly Float64Array[],
): number {
  const { stored } = 'control' in model ? compileGatedLaws(model) : compileLaws(model)
  if (stored === undefined) return 0
  const energy = new Float64Array(size[0] * size[1])
  stored(energy.length, states, parameters, energy)
  return energy.reduce((sum, own, k) => (stuck === undefined || Number.isNaN(stuck[k]) ? sum + own : sum), 0)
}
