import * as networks from '../../scenarios/learning/device-networks.ts'
import {
  type NetworkSettings,
  resolveSettings,
  writeAccess,
} from '../../scenarios/learning/network-settings.ts'
import * as training from '../../scenarios/learning/train-network.ts'
import type { TrainingDevice } from '../../scenarios/learning/training-device.ts'
import * as devices from '../../scenarios/learning/training-devices.ts'
import * as transfer from '../../scenarios/learning/transfer-network.ts'
import * as tuning from '../../scenarios/learning/tune-training.ts'
import { NODE_FILES } from './node-files.ts'

/*
 * The functions of the core that train on a device by its name; here it may be the path of a device file as well. Every thread reads
 * the file itself.
 */

/**
 * A device by its name, or by the path of a device file, its update curve measured on its model.
 * @throws ConfigError for an unknown name, or a file whose device has no pulses that it can be trained with
 */
export function trainingDevice(
  name: string,
  options: Omit<devices.TrainingDeviceOptions, 'files'> = {},
): TrainingDevice {
  return devices.trainingDevice(name, { ...options, files: NODE_FILES })
}

/**
 * Reads the device of a training from its file.
 * @throws RangeError for settings that cannot be; ConfigError as trainingDevice
 */
export function readDeviceOf(given: Partial<NetworkSettings>): void {
  const settings = resolveSettings(given)
  trainingDevice(settings.device, { access: writeAccess(settings) })
}

/**
 * The network of a device on crossbars as they come; see scenarios/learning/device-networks.ts.
 * @throws ConfigError as trainingDevice
 */
export function hardwareNetwork(device: string): NetworkSettings {
  trainingDevice(device)
  return networks.hardwareNetwork(device)
}

/**
 * Trains a network of cells; see scenarios/learning/train-network.ts.
 * @throws RangeError for settings or data that do not fit; ConfigError as trainingDevice; the signal's reason when it is aborted
 */
export async function trainNetwork(
  data: training.TrainingData,
  given: Partial<NetworkSettings> = {},
  hooks: training.TrainingHooks = {},
): Promise<training.Training> {
  readDeviceOf(given)
  return training.trainNetwork(data, given, hooks)
}

/**
 * Writes weights that were trained elsewhere into cells; see scenarios/learning/transfer-network.ts.
 * @throws RangeError for settings or options that cannot be; ConfigError as trainingDevice
 */
export function transferNetwork(
  weights: readonly ArrayLike<number>[],
  data: training.TrainingData,
  given: Partial<NetworkSettings>,
  options: transfer.TransferOptions = {},
): transfer.Transfer {
  readDeviceOf(given)
  return transfer.transferNetwork(weights, data, given, options)
}

/**
 * Chooses rate and ranges on a tenth of the training patterns; see scenarios/learning/tune-training.ts.
 * @throws RangeError where there are too few patterns; ConfigError as trainingDevice; the signal's reason
 */
export async function tuneTraining(
  data: training.TrainingData,
  given: Partial<NetworkSettings>,
  hooks: tuning.TuningHooks = {},
): Promise<tuning.TunedTraining> {
  readDeviceOf(given)
  return tuning.tuneTraining(data, given, hooks)
}
