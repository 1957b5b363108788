import { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } from '../../arrays/devices/field/registry.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { GATED_DEVICE_MODELS } from '../../arrays/devices/gated-registry.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { noiseColumn } from '../../arrays/devices/read-parameters.ts'
import { DEVICE_MODELS } from '../../arrays/devices/registry.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { DeviceFit, FitDeviceOptions } from '../../scenarios/fit/fit-device.ts'
import type { Measurement } from '../../scenarios/fit/measurement.ts'
import { fitRanked, modelsToTry, type RankedModel, rankModels } from '../../scenarios/fit/rank-models.ts'
import { findDevice } from '../host/find-device.ts'

/** What is fitted, and who hears of it. */
interface BestModelOptions {
  /** Name of the data, for errors. */
  readonly data: string
  /** Left out where the user named none. */
  readonly model?: string | undefined
  readonly onNote?: (line: string) => void
  /** Is told how many models of how many were tried. */
  readonly onTried?: (tried: number, models: number) => void
}

export interface BestModel {
  readonly fit: DeviceFit
  /** Better ranked ones without an answer to all rows. */
  readonly passed: readonly string[]
  /** The best first. */
  readonly ranking: readonly RankedModel[]
}

/**
 * Tries all built-in devices on a measurement and fits the best; those that draw random numbers are not tried.
 * @throws ConfigError where none has an answer
 */
export async function fitBestModel(
  measurement: Measurement,
  optionsOf: (model?: DeviceModel | GatedDeviceModel) => FitDeviceOptions,
  { data, model, onNote, onTried }: BestModelOptions,
): Promise<BestModel> {
  const all = [...DEVICE_MODELS, ...FIELD_DEVICE_MODELS, ...GATED_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS]
  const models = modelsToTry(
    all.filter(each => noiseColumn(each) < 0),
    measurement,
  )
  const names = models.map(({ name }) => name).join(', ')
  onNote?.(`${model === undefined ? 'no --model: ' : ''}trying ${models.length} models (${names})`)
  const ranking = await rankModels(models, measurement, optionsOf(), tried => onTried?.(tried, models.length))
  if (ranking.length > 0) {
    const { name, relativeResidual, moved } = ranking[0]
    onNote?.(
      `the best of them is ${name} (${(100 * relativeResidual).toPrecision(2)} % of the largest response with ${moved} parameter${moved === 1 ? '' : 's'}); fitting it to all rows`,
    )
  }
  const best = await fitRanked(ranking, measurement, name => findDevice(name), optionsOf)
  if (best === undefined)
    throw new ConfigError(
      { file: data },
      'a drive to which no model has an answer',
      'other units, or --model with a device of your own',
    )
  return { ...best, ranking }
}
