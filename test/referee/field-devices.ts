import { fileURLToPath } from 'node:url'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { deviceModel } from '../../src/host/find-device.ts'

/** The devices of the field as users have them: the files under examples/devices. */
export const vteam: DeviceModel = example('vteam')
export const linearDriftJoglekar: DeviceModel = example('linear-drift-joglekar')
export const linearDriftBiolek: DeviceModel = example('linear-drift-biolek')
export const linearDriftProdromakis: DeviceModel = example('linear-drift-prodromakis')
export const thresholdMemristor: DeviceModel = example('threshold-memristor')
export const gapModel: DeviceModel = example('gap-model')

function example(name: string): DeviceModel {
  return deviceModel(fileURLToPath(new URL(`../../examples/devices/${name}.yaml`, import.meta.url)))
}
