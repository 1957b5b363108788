import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readDeviceSettings } from '../protocol/read-device-settings.ts'

/**
 * Reads `--start`: "fit", "rest", or states by name, "fast=0.3, slow=0.1".
 * @param model undefined where several are tried
 * @throws ConfigError for an unknown state, another unit, a value out of range, and for states where several models are tried
 */
export function readStartFlag(
  text: string,
  model: DeviceModel | GatedDeviceModel | undefined,
): 'fit' | 'rest' | Readonly<Record<string, number>> {
  if (text === 'fit' || text === 'rest') return text
  const pairs = text.split(',').map(pair => /^\s*(\w+)\s*=\s*(.*\S)\s*$/.exec(pair))
  if (model === undefined || pairs.some(pair => pair === null))
    throw new ConfigError(
      { file: '--start' },
      JSON.stringify(text),
      model === undefined ? 'fit or rest, with --model auto' : 'fit, rest, or NAME=VALUE, such as fast=0.3',
    )
  const set = Object.fromEntries(pairs.map(pair => [`state.${pair![1]}`, pair![2]]))
  return readDeviceSettings(model, set).own.state
}
