import { compileLaws } from '../devices/compile-laws.ts'
import type { ArraySpec } from './array-spec.ts'

/**
 * Energy that the working cells of an array keep, J; 0 for devices that keep none.
 * @param states in the model's order, N*M values each
 */
export function storedEnergy(
  { model, size, parameters, stuck }: ArraySpec,
  states: readonly Float64Array[],
): number {
  const { stored } = compileLaws(model)
  if (stored === undefined) return 0
  const energy = new Float64Array(size[0] * size[1])
  stored(energy.length, states, parameters, energy)
  return energy.reduce((sum, own, k) => (stuck === undefined || Number.isNaN(stuck[k]!) ? sum + own : sum), 0)
}
