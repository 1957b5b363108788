import { expectedName } from '../config/did-you-mean.ts'
import { ConfigError, type Place } from '../errors.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import { GATED_DEVICE_MODELS } from './gated-registry.ts'
import type { DeviceModel } from './model.ts'
import { isDevicePath, readDeviceFile } from './read-device-file.ts'
import { DEVICE_MODELS } from './registry.ts'

/**
 * A two- or three-terminal device by its name, or by the path of a device file.
 * @param place where the name stands
 * @throws ConfigError for an unknown name
 */
export function findDevice(name: string, place: Place = { file: 'device' }): DeviceModel | GatedDeviceModel {
  return isDevicePath(name) ? readDeviceFile(name, place, builtIn) : builtIn(name, place)
}

function builtIn(name: string, place: Place): DeviceModel | GatedDeviceModel {
  const all = [...DEVICE_MODELS, ...GATED_DEVICE_MODELS]
  const model = all.find(known => known.name === name)
  if (model !== undefined) return model
  const names = all.map(known => known.name)
  throw new ConfigError(place, `the device ${JSON.stringify(name)}`, expectedName(name, names))
}
