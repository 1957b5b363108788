import { expectedName } from '../config/did-you-mean.ts'
import { ConfigError, type Place } from '../errors.ts'
import type { UserFiles } from '../user-files.ts'
import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from './field/registry.ts'
import { isDevicePath, readDeviceFile } from './file/read-device-file.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import { GATED_DEVICE_MODELS } from './gated-registry.ts'
import type { DeviceCore, DeviceModel } from './model.ts'
import { DEVICE_MODELS } from './registry.ts'

type AnyDeviceModel = DeviceModel | GatedDeviceModel

const TWO_TERMINALS: readonly DeviceModel[] = [...DEVICE_MODELS, ...FIELD_DEVICE_MODELS]
const GATED: readonly GatedDeviceModel[] = [...GATED_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS]
const BUILT_IN: readonly AnyDeviceModel[] = [...TWO_TERMINALS, ...GATED]
const NOWHERE: Place = { file: 'device' }

/**
 * A two- or three-terminal device by its name, or by the path of a device file.
 * @param place where the name stands
 * @param files where device files are; without them a path is refused
 * @throws ConfigError for an unknown name, or what is wrong with the file
 */
export function findDevice(name: string, place: Place = NOWHERE, files?: UserFiles): AnyDeviceModel {
  return findAmong(BUILT_IN, name, place, files)
}

/**
 * The same where two terminals are needed.
 * @throws ConfigError besides for a device with a gate
 */
export function deviceModel(name: string, place: Place = NOWHERE, files?: UserFiles): DeviceModel {
  const model = findAmong(TWO_TERMINALS, name, place, files)
  if (!('channel' in model)) return model
  throw new ConfigError(
    place,
    `the three-terminal device "${name}"`,
    `a two-terminal device here; arrays with gate lines run as scenarios and by protocols: sneakpath run ppf --device ${name} --size 8 --cell 7,7`,
  )
}

/**
 * The same where a gate is needed.
 * @throws ConfigError besides for a device without one
 */
export function gatedDeviceModel(name: string, place: Place = NOWHERE, files?: UserFiles): GatedDeviceModel {
  const model = findAmong(GATED, name, place, files)
  if ('channel' in model) return model
  throw new ConfigError(place, `the two-terminal device "${name}"`, 'a three-terminal device here')
}

/** Any device; for an unknown name the nearest of `offered` is offered. */
function findAmong(
  offered: readonly DeviceCore[],
  name: string,
  place: Place,
  files: UserFiles | undefined,
): AnyDeviceModel {
  if (!isDevicePath(name)) return builtIn(name, place, offered)
  if (files !== undefined) return readDeviceFile(name, place, { files, builtIn })
  throw new ConfigError(
    place,
    `the path ${JSON.stringify(name)}`,
    'the name of a built-in device: no files can be read here',
  )
}

function builtIn(name: string, place: Place, offered: readonly DeviceCore[] = BUILT_IN): AnyDeviceModel {
  const model = BUILT_IN.find(known => known.name === name)
  if (model !== undefined) return model
  const names = offered.map(known => known.name)
  throw new ConfigError(place, `the device ${JSON.stringify(name)}`, expectedName(name, names))
}
