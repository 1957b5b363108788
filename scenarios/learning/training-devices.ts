import type { AccessOption } from '../../arrays/access/access-option.ts'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { deviceYaml } from '../../arrays/devices/file/device-yaml.ts'
import { isDevicePath } from '../../arrays/devices/file/read-device-file.ts'
import { findDevice } from '../../arrays/devices/find-device.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { GATED_DEVICE_MODELS } from '../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../arrays/devices/registry.ts'
import { OPEN_OHMS } from '../../arrays/devices/storage-regulator.ts'
import { ConfigError, OptionError, type Place } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import { fmesDevice } from './current-device.ts'
import { KEPT } from './drift-kernel.ts'
import { gatedDevice } from './gated-device.ts'
import { loopProtocol } from './loop-protocol.ts'
import { type TrainingDevice, UNDISTURBED } from './training-device.ts'
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
  loop: { up: [1e-7, 1e-6], down: [1e-6, 1e-7] },
  protocol: '4096 equal steps',
  readVolts: 0.1,
  unit: 'S',
  rest: 1e-7,
  kept: () => 1,
  drift: () => KEPT,
  raiseSeconds: 0,
  lowerSeconds: 0,
  raiseJoules: 0,
  lowerJoules: 0,
  disturbance: () => UNDISTURBED,
  law: volts => volts,
  slope: () => 1,
  linear: true,
}

/** Two-terminal devices that hold a weight as a conductance: those with a state that is no charge. */
const VOLTAGE_MODELS = DEVICE_MODELS.filter(
  ({ states, storage }) => states.length > 0 && storage === undefined,
)

type Maker = (access: AccessOption) => TrainingDevice

const MAKERS: Readonly<Record<string, Maker>> = {
  ideal: () => IDEAL,
  ...Object.fromEntries(
    VOLTAGE_MODELS.map(model => [
      model.name,
      (access: AccessOption) => voltageDevice(model, loopProtocol(model), access),
    ]),
  ),
  'fmes-500': () => fmesDevice(500),
  'fmes-1000': () => fmesDevice(1000),
  'fmes-8000': () => fmesDevice(8000),
  'fmes-open': () => fmesDevice(OPEN_OHMS),
  ...Object.fromEntries(
    GATED_DEVICE_MODELS.map(model => [
      model.name,
      (access: AccessOption) => gatedDevice(model, gateAccess(access)),
    ]),
  ),
}

/** Devices that networks can be made of. */
export const TRAINING_DEVICES: readonly string[] = Object.keys(MAKERS)

const made = new Map<string, TrainingDevice>()
/** Contents of each device file as they were last read. */
const read = new Map<string, DeviceModel | GatedDeviceModel>()

export interface TrainingDeviceOptions {
  /** Where the name stands, for errors. */
  readonly place?: Place
  /**
   * Element in series while it is written; the gates of three-terminal devices are reached directly or through a transistor.
   * @defaultValue none
   */
  readonly access?: AccessOption
  /** Where device files are; without them a path is the device that was last read from it. */
  readonly files?: UserFiles
}

/**
 * A device by its name, or by the path of a device file, its update curve measured on its model.
 * @throws ConfigError for an unknown name, or a file whose device has no pulses that it can be trained with
 */
export function trainingDevice(
  name: string,
  { place = { file: 'device' }, access = { kind: 'none' }, files }: TrainingDeviceOptions = {},
): TrainingDevice {
  if (isDevicePath(name)) return deviceOfFile(modelOfFile(name, place, files), name, access)
  const maker = ownValue(MAKERS, name)
  if (maker === undefined)
    throw new ConfigError(place, `the device ${JSON.stringify(name)}`, expectedName(name, TRAINING_DEVICES))
  return keep(`${name} ${JSON.stringify(access)}`, () => maker(access))
}

function keep(key: string, make: () => TrainingDevice): TrainingDevice {
  const device = made.get(key) ?? make()
  made.set(key, device)
  return device
}

function modelOfFile(
  path: string,
  place: Place,
  files: UserFiles | undefined,
): DeviceModel | GatedDeviceModel {
  const known = files === undefined ? read.get(path) : undefined
  const model = known ?? findDevice(path, place, files)
  read.set(path, model)
  return model
}

/** Kept by what the file says, so that a file that has changed is a device of its own. */
function deviceOfFile(
  model: DeviceModel | GatedDeviceModel,
  path: string,
  access: AccessOption,
): TrainingDevice {
  const steps = 'steps' in model ? JSON.stringify(model.steps) : ''
  try {
    return keep(`${deviceYaml(model)}${steps} ${JSON.stringify(access)}`, () =>
      'channel' in model
        ? gatedDevice(model, gateAccess(access))
        : voltageDevice(model, loopProtocol(withPulses(model)), access),
    )
  } catch (error) {
    if (!(error instanceof RangeError) || (error instanceof OptionError && error.option === 'access'))
      throw error
    const pulses = "pulses under write and erase that cross the device's range, as many of each"
    throw new ConfigError({ file: path }, `pulses that training cannot use (${error.message})`, pulses)
  }
}

/** Access elements between gate lines and gates: of those of two-terminal cells a transistor alone. */
function gateAccess({ kind }: AccessOption): 'none' | 'transistor' {
  if (kind === 'none' || kind === 'transistor') return kind
  throw new OptionError('trainingDevice', `${kind} of a gate`, 'none or transistor', 'access')
}

/** A device that has laws of its own needs pulses of its own. */
function withPulses(model: DeviceModel): DeviceModel {
  const { base, pulses } = model
  const place = { file: model.file! }
  const form = 'write: { volts: ..., width: ..., number: ... } and erase, pulses that cross its range'
  if (pulses === undefined && base === undefined)
    throw new ConfigError(place, 'no pulses to train with', form)
  if (pulses !== undefined && pulses.raise.number !== pulses.lower.number) {
    const found = `${pulses.raise.number} pulses that write and ${pulses.lower.number} that erase`
    throw new ConfigError(place, found, 'as many of each, as training needs them')
  }
  return model
}
