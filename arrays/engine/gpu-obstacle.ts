import type { DeviceModel } from '../devices/model.ts'

/** Why whole arrays of a device cannot run on an engine, in the words of an error; undefined where they can. */
export function gpuObstacle({ name, unknown, relaxes, storage }: DeviceModel): string | undefined {
  if (unknown !== undefined) return `${name}, whose ${unknown.name} is solved inside the cell`
  if (!relaxes && storage === undefined) return `${name}, whose states do not relax at a constant voltage`
  return undefined
}
