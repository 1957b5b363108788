import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { ConfigError, type Place } from '../../../arrays/errors.ts'
import { findDevice } from '../../host/find-device.ts'

/** Settings with a name of their own, as the flags of `sneakpath run`. */
export const SETTING_NAMES = ['wire', 'size', 'network', 'access', 'bias', 'write', 'image'] as const
export type SettingName = (typeof SETTING_NAMES)[number]

/** Parts of a scenario file whose values a study may change by their path. */
const GROUPS = [
  'array',
  'variability',
  'images',
  'program',
  'cases',
  'network',
  'bias',
  'write',
  'beside',
] as const

export function isSettingName(key: string): key is SettingName {
  return SETTING_NAMES.some(name => name === key)
}

/**
 * Whether a study can set this; whether the scenario has it is found when it is set.
 * @throws ConfigError for what is neither a setting nor a path in a scenario file
 */
export function checkSettingKey(key: string, place: Place): void {
  if (isSettingName(key)) return
  const [first = ''] = key.split(/[.[]/)
  if (key === 'cycleVariability' || (key !== first && GROUPS.some(group => group === first))) return
  const expected =
    key === 'seed'
      ? '"seed" and "repeats" at the top of the study'
      : `a path such as array.cells.baseConductance, or ${expectedName(key, SETTING_NAMES)}`
  throw new ConfigError(place, `the setting "${key}"`, expected)
}

/**
 * The unit of a setting, where it can be known from the scenario's file.
 * @returns '' for a pure number
 */
export function unitOfSetting(key: string, { file, value }: SourceDocument): string | undefined {
  if (key === 'wire') return 'ohm'
  if (key === 'size' || key === 'cycleVariability' || key.startsWith('variability.')) return ''
  const [, kind, name] = /^array\.cells\.(state\.)?(\w+)$/.exec(key) ?? []
  if (name === undefined) return undefined
  const { device } = (value as { array?: { cells?: { device?: unknown } } }).array?.cells ?? {}
  if (typeof device !== 'string') return undefined
  const model = findDevice(device, { file })
  const specs = kind === undefined ? model.parameters : model.states
  const unit = specs.find(spec => spec.name === name)?.unit
  return unit === '1' ? '' : unit
}
