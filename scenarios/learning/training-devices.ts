import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ecMofL, ecMofN } from '../../arrays/devices/ec-mof.ts'
import { deviceYaml } from '../../arrays/devices/file/device-yaml.ts'
import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import { findDevice } from '../../arrays/devices/find-device.ts'
import { GATED_DEVICE_MODELS } from '../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { pentaceneP13 } from '../../arrays/devices/pentacene-p13.ts'
import { OPEN_OHMS } from '../../arrays/devices/storage-regulator.ts'
import { ConfigError, type Place } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import { fmesDevice } from './current-device.ts'
import { gatedDevice } from './gated-device.ts'
import { type LoopProtocol, TRAINING_LOOPS } from './loop-protocol.ts'
import type { TrainingDevice } from './training-device.ts'
import { voltageDevice } from './voltage-device.ts'

/** A synapse without faults: straight steps, no energy. The scale of its conductance is arbitrary. */
const IDEAL: TrainingDevice = {
  name: 'ideal',
  title: 'Ideal synapse',
  citation: 'none: straight, symmetric and kept',
  curve: {
    low: 1e-7,
    high: 1e-6,
    pulses: 4096,
    upScale: Number.POSITIVE_INFINITY,
    downScale: Number.POSITIVE_INFINITY,
  },
  misfit: 0,
  protocol: '4096 equal steps',
  readVolts: 0.1,
  unit: 'S',
  rest: 1e-7,
  kept: () => 1,
  raiseJoules: 0,
  lowerJoules: 0,
  halfRaise: 0,
  halfLower: 0,
  law: volts => volts,
  slope: () => 1,
  linear: true,
}

const MAKERS: Readonly<Record<string, () => TrainingDevice>> = {
  ideal: () => IDEAL,
  ...Object.fromEntries(
    [ecMofN, ecMofL, pentaceneP13].map(model => [
      model.name,
      () => voltageDevice(model, TRAINING_LOOPS[model.name]),
    ]),
  ),
  'fmes-500': () => fmesDevice(500),
  'fmes-1000': () => fmesDevice(1000),
  'fmes-8000': () => fmesDevice(8000),
  'fmes-open': () => fmesDevice(OPEN_OHMS),
  ...Object.fromEntries(GATED_DEVICE_MODELS.map(model => [model.name, () => gatedDevice(model)])),
}

/** Devices that networks can be made of. */
export const TRAINING_DEVICES: readonly string[] = Object.keys(MAKERS)

const made = new Map<string, TrainingDevice>()

/**
 * A device by its name, or by the path of a device file, its update curve measured on its model.
 * @param place where the name stands
 * @param files where device files are; without them a path is the device that was last read from it
 * @throws ConfigError for an unknown name, or a file whose device has no pulses that it can be trained with
 */
export function trainingDevice(
  name: string,
  place: Place = { file: 'device' },
  files?: UserFiles,
): TrainingDevice {
  if (isDevicePath(name) && (files !== undefined || !made.has(name))) {
    const device = deviceOfFile(name, place, files)
    made.set(name, device)
    return device
  }
  const known = made.get(name)
  if (known !== undefined) return known
  const maker = ownValue(MAKERS, name)
  if (maker === undefined)
    throw new ConfigError(place, `the device ${JSON.stringify(name)}`, expectedName(name, TRAINING_DEVICES))
  const device = maker()
  made.set(name, device)
  return device
}

/** Kept by what the file says, so that a file that has changed is a device of its own. */
function deviceOfFile(path: string, place: Place, files: UserFiles | undefined): TrainingDevice {
  const model = findDevice(path, place, files)
  const key = `${deviceYaml(model)}${'steps' in model ? JSON.stringify(model.steps) : ''}`
  const known = made.get(key)
  if (known !== undefined) return known
  try {
    const device = 'channel' in model ? gatedDevice(model) : voltageDevice(model, loopOf(model))
    made.set(key, device)
    return device
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const pulses = "pulses under write and erase that cross the device's range, as many of each"
    throw new ConfigError({ file: path }, `pulses that training cannot use (${error.message})`, pulses)
  }
}

/** The loop of the device whose laws it has, or the pulses of its own file. */
function loopOf({ base, pulses, file }: DeviceModel): LoopProtocol {
  const known = base === undefined || !Object.hasOwn(TRAINING_LOOPS, base) ? undefined : TRAINING_LOOPS[base]
  if (known !== undefined) return known
  const form = 'write: { volts: ..., width: ..., number: ... } and erase, pulses that cross its range'
  if (pulses === undefined) throw new ConfigError({ file: file! }, 'no pulses to train with', form)
  const { raise, lower } = pulses
  if (raise.number !== lower.number) {
    const found = `${raise.number} pulses that write and ${lower.number} that erase`
    throw new ConfigError({ file: file! }, found, 'as many of each, as training needs them')
  }
  const [up, down] = [raise, lower].map(({ amplitude: volts, width }) => ({ volts, width })) as [
    LoopProtocol['up'],
    LoopProtocol['down'],
  ]
  return { up, down, rest: Math.max(up.width, down.width), number: raise.number, settle: 0, cycles: 3 }
}
