import { readQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { DisplayUnit } from './si-format.ts'

/**
 * A unit that the user names, with its prefix: "uS" of S.
 * @param unit SI unit of the values; '' or '1' for a ratio, which takes "%" alone
 * @param where the flag, for the error
 * @throws ConfigError for the unit of another quantity
 */
export function readDisplayUnit(text: string, unit: string, where: string): DisplayUnit {
  if (unit === '' || unit === '1') {
    if (text === '%') return { factor: 0.01, label: '%' }
    throw new ConfigError({ file: where }, JSON.stringify(text), '"%", as the values have no unit')
  }
  const plain = text.replaceAll('µ', 'u').replaceAll('μ', 'u').replaceAll('Ω', 'ohm')
  const found = readQuantity(`1 ${plain}`, unit)
  if ('expected' in found)
    throw new ConfigError(
      { file: where },
      JSON.stringify(text),
      `a unit like "${unit}", with or without a prefix`,
    )
  return { factor: found.value, label: plain.replace(/^u(?=.)/, 'µ').replaceAll('ohm', 'Ω') }
}
