import { expectedName } from '../config/did-you-mean.ts'
import { ConfigError, type Place } from '../errors.ts'
import { ecMofH, ecMofL, ecMofN } from './ec-mof.ts'
import { fmes } from './fmes.ts'
import { GATED_DEVICE_MODELS } from './gated-registry.ts'
import type { DeviceModel } from './model.ts'
import { METALLOPORPHYRINS } from './mtpp.ts'
import { pentaceneP13 } from './pentacene-p13.ts'
import { populations } from './populations.ts'
import { isDevicePath, readDeviceFile } from './read-device-file.ts'
import { resistor } from './resistor.ts'
import { licoo2Vertical } from './review/licoo2-vertical.ts'
import { pvaNaac } from './review/pva-naac.ts'
import { sinh } from './sinh.ts'
import { zntpp } from './zntpp.ts'

/** All devices that a file can name. */
export const DEVICE_MODELS: readonly DeviceModel[] = [
  resistor,
  sinh,
  ecMofL,
  ecMofN,
  ecMofH,
  fmes,
  zntpp,
  ...METALLOPORPHYRINS,
  pentaceneP13,
  licoo2Vertical,
  pvaNaac,
  populations,
]

/**
 * A device by its name, or by the path of a device file.
 * @param place where the name stands
 * @throws ConfigError for an unknown name, or what is wrong with the file
 */
export function deviceModel(name: string, place: Place = { file: 'device' }): DeviceModel {
  return isDevicePath(name) ? readDeviceFile(name, place, builtInDevice) : builtInDevice(name, place)
}

function builtInDevice(name: string, place: Place): DeviceModel {
  const model = DEVICE_MODELS.find(known => known.name === name)
  if (model !== undefined) return model
  if (GATED_DEVICE_MODELS.some(known => known.name === name)) {
    throw new ConfigError(
      place,
      `the three-terminal device "${name}"`,
      `a two-terminal device here; arrays with gate lines run as scenarios and by protocols: sneakpath run ppf --device ${name} --size 8 --cell 7,7`,
    )
  }
  const names = DEVICE_MODELS.map(known => known.name)
  throw new ConfigError(place, `the device ${JSON.stringify(name)}`, expectedName(name, names))
}
