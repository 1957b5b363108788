import type { DeviceModel } from '../devices/model.ts'

/** States below this share of their range are measured against it. */
const SMALLEST_SHARE = 1e-4

/** Largest relative difference of any state of any cell. */
export function stateDistance(
  spec: { readonly model: Pick<DeviceModel, 'states'> },
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): number {
  let worst = 0
  spec.model.states.forEach((state, s) => {
    const span = state.range[1] - state.range[0]
    const floor = SMALLEST_SHARE * (Number.isFinite(span) ? span : 1)
    for (let k = 0; k < a[s]!.length; k++) {
      const x = a[s]![k]!
      const ratio = Math.abs(x - b[s]![k]!) / (Math.abs(x) + floor)
      if (!(ratio <= worst)) worst = ratio
    }
  })
  return worst
}
