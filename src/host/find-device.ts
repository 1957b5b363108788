import * as core from '../../arrays/devices/find-device.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import type { Place } from '../../arrays/errors.ts'
import { NODE_FILES } from './node-files.ts'

/**
 * A two- or three-terminal device by its name, or by the path of a device file.
 * @param place where the name stands
 * @throws ConfigError for an unknown name, or what is wrong with the file
 */
export function findDevice(name: string, place?: Place): DeviceModel | GatedDeviceModel {
  return core.findDevice(name, place, NODE_FILES)
}

/**
 * The same where two terminals are needed.
 * @throws ConfigError besides for a device with a gate
 */
export function deviceModel(name: string, place?: Place): DeviceModel {
  return core.deviceModel(name, place, NODE_FILES)
}

/**
 * The same where a gate is needed.
 * @throws ConfigError besides for a device without one
 */
export function gatedDeviceModel(name: string, place?: Place): GatedDeviceModel {
  return core.gatedDeviceModel(name, place, NODE_FILES)
}
