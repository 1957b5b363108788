import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../arrays/config/quantity.ts'
import { ConfigError, type Place } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { Setting, SettingValue } from './protocols/protocol.ts'

/**
 * Reads the values that a user gave a protocol: quantities with or without a unit, lists with commas between ("10 ms, 20 ms").
 * @param given text by name
 * @param placeOf where a name stands, for errors
 * @throws ConfigError for an unknown name, another unit or a value out of range
 */
export function readSettings(
  settings: Readonly<Record<string, Setting>>,
  given: Readonly<Record<string, string>>,
  placeOf: (name: string) => Place,
): Record<string, SettingValue> {
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => {
      const setting = ownValue(settings, name)
      const place = placeOf(name)
      if (setting === undefined) {
        throw new ConfigError(place, `the setting "${name}"`, expectedName(name, Object.keys(settings)))
      }
      if (setting.kind !== 'list') return [name, readOne(setting, text, place)]
      return [name, text.split(',').map(part => readOne(setting, part.trim(), place))]
    }),
  )
}

function readOne({ kind, unit, range }: Setting, text: string, place: Place): number {
  const value = parseQuantity(text, unit, place)
  const [low, high] = range
  if (kind === 'count' && !Number.isInteger(value)) {
    throw new ConfigError(place, text, `a whole number from ${low}`)
  }
  if (value >= low && value <= high) return value
  const bound = low > 0 && low < 1e-300 ? 'above 0' : low === 0 ? '0 or more' : `${low} to ${high}`
  throw new ConfigError(place, text, `${unit === '1' ? 'a number' : `a value in ${unit}`}, ${bound}`)
}
