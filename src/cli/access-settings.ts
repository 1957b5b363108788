import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../arrays/config/quantity.ts'
import { resolveAccess } from '../../arrays/config/resolve-array.ts'
import type { AccessSpec } from '../../arrays/crossbar/array-spec.ts'
import { ConfigError } from '../../arrays/errors.ts'

/** Units of the parameters of access elements. */
const UNITS: Readonly<Record<string, string>> = {
  'selector.saturation': 'A',
  'selector.scale': 'V',
  'transistor.gateVolts': 'V',
  'transistor.threshold': 'V',
  'transistor.transconductance': 'A/V^2',
  'transistor.offCurrent': 'A',
}
/** Parameters that must be above 0. */
const POSITIVE = /saturation|scale|transconductance|offCurrent/

/** What --set takes, for --help. */
export const ACCESS_KEYS: string = Object.keys(UNITS).join(', ')

/**
 * An access element with the parameters that were set.
 * @param values of --set, by key: selector.scale, transistor.gateVolts ...
 * @throws ConfigError for an unknown key, one of another element or a value that cannot be
 */
export function accessSettings(
  kind: AccessSpec['kind'],
  values: Readonly<Record<string, string>>,
): AccessSpec {
  const parameters = Object.entries(values).flatMap(([key, text]) => {
    const unit = Object.hasOwn(UNITS, key) ? UNITS[key]! : undefined
    if (unit === undefined)
      throw new ConfigError({ file: '--set' }, JSON.stringify(key), expectedName(key, Object.keys(UNITS)))
    const place = { file: '--set', path: key }
    const value = parseQuantity(text, unit, place)
    if (POSITIVE.test(key) && !(value > 0))
      throw new ConfigError(place, JSON.stringify(text), `a number above 0 ${unit}`)
    const [element, name] = key.split('.') as [string, string]
    return element === kind ? [[name, value] as const] : []
  })
  return { ...resolveAccess(kind), ...Object.fromEntries(parameters) } as AccessSpec
}

/** Refuses parameters of elements that are not there. */
export function refuseOtherAccess(
  kinds: readonly AccessSpec['kind'][],
  values: Readonly<Record<string, string>>,
): void {
  for (const key of Object.keys(values)) {
    if (!Object.hasOwn(UNITS, key) || kinds.includes(key.split('.')[0] as AccessSpec['kind'])) continue
    throw new ConfigError({ file: '--set' }, `"${key}" without it`, `--access ${key.split('.')[0]}`)
  }
}
