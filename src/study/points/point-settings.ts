import { isAbsolute, resolve } from 'node:path'
import { ACCESS_NAMES } from '../../../arrays/access/access-defaults.ts'
import { describeValue } from '../../../arrays/config/describe-value.ts'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { readQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError, type Place } from '../../../arrays/errors.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import { isSettingName, type SettingName } from './setting-keys.ts'

/** A setting, its value and where it stands in the study file. */
export interface PlacedSetting {
  readonly key: string
  readonly value: unknown
  readonly place: Place
}

/**
 * Settings of a run at a point, those of the study first.
 * @param folder that paths of images are relative to
 * @throws ConfigError for a value that its setting cannot have
 */
export function pointSettings(settings: readonly PlacedSetting[], folder: string): RunSettings {
  const set: Record<string, unknown> = {}
  const places: Record<string, Place> = {}
  let named: RunSettings = {}
  for (const { key, value, place } of settings) {
    places[key] = place
    if (isSettingName(key)) named = { ...named, ...namedSetting(key, value, place, folder) }
    else set[key] = value
  }
  return { ...named, set, places }
}

function namedSetting(name: SettingName, value: unknown, place: Place, folder: string): RunSettings {
  const fail = (expected: string): never => {
    throw new ConfigError(place, describeValue(value), expected)
  }
  switch (name) {
    case 'wire': {
      const ohms = readQuantity(value, 'ohm')
      return 'value' in ohms ? { wireOhms: ohms.value } : fail(ohms.expected)
    }
    case 'size': {
      const lines = typeof value === 'number' ? [value, value] : value
      const whole = (line: unknown): line is number => Number.isInteger(line) && Number(line) >= 1
      if (!Array.isArray(lines) || lines.length !== 2 || !lines.every(whole)) {
        return fail('a number of lines, or [word lines, bit lines]')
      }
      return { size: [lines[0], lines[1]] }
    }
    case 'image':
      if (typeof value !== 'string') return fail('the path of a CSV or PNG')
      return { image: isAbsolute(value) ? value : resolve(folder, value) }
    case 'access': {
      const access = ACCESS_NAMES.find(name => name === value)
      return access === undefined ? fail(expectedName(String(value), ACCESS_NAMES)) : { access }
    }
    case 'network':
    case 'bias':
    case 'write':
      // Which words these take the scenario's schema knows.
      return typeof value === 'string' ? ({ [name]: value } as RunSettings) : fail('a word')
    default:
      return name satisfies never
  }
}
