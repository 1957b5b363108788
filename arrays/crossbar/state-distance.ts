import type { DeviceModel } from '../devices/model.ts'

/** States below this share of their range are measured against it. */
export const SMALLEST_SHARE = 1e-4

/**
 * Largest relative difference of any state of any cell: relative to its magnitude, or to how far it is from the nearer end of its range
 * where it may run against that end, since its rate may depend on what is left.
 */
export function stateDistance(
  spec: { readonly model: Pick<DeviceModel, 'states'> },
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): number {
  let worst = 0
  spec.model.states.forEach(({ range: [low, high], law }, s) => {
    const floor = SMALLEST_SHARE * (Number.isFinite(high - low) ? high - low : 1)
    const ends = law.kind === 'rate'
    for (let k = 0; k < a[s].length; k++) {
      const x = a[s][k]
      const size = ends ? Math.min(Math.abs(x), x - low, high - x) : Math.abs(x)
      const ratio = Math.abs(x - b[s][k]) / (size + floor)
      if (!(ratio <= worst)) worst = ratio
    }
  })
  return worst
}
