import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import type { Place } from '../../arrays/errors.ts'
import { findDevice } from './find-device.ts'

interface OfDevice {
  readonly device?: string | DeviceModel | GatedDeviceModel | undefined
}

/**
 * Options with the device that stands in a file in the place of its path. A model holds functions, so that every thread reads the
 * file itself.
 * @param place where the path stands
 * @throws ConfigError for what is wrong with the file
 */
export function withDeviceFile<Options extends OfDevice>(options: Options, place?: Place): Options {
  const { device } = options
  if (typeof device !== 'string' || !isDevicePath(device)) return options
  return { ...options, device: findDevice(device, place) }
}
