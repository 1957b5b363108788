import type { DeviceModel } from '../devices/model.ts'

/** Puts states that are beyond an end of their range there. */
export function holdStates({ states }: Pick<DeviceModel, 'states'>, planes: readonly Float64Array[]): void {
  for (let s = 0; s < states.length; s++) {
    const [low, high] = states[s].range
    const x = planes[s]
    for (let k = 0; k < x.length; k++) {
      if (x[k] < low) x[k] = low
      else if (x[k] > high) x[k] = high
    }
  }
}
