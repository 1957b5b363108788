import { ConfigError } from '../../../arrays/errors.ts'
import { emptyRecord } from '../../../arrays/own-value.ts'

/**
 * Values by key of a flag that is given as KEY=VALUE again and again.
 * @param flag its name
 * @throws ConfigError where a text is no such pair or a key stands twice
 */
export function keyValuePairs(flag: string, texts: readonly string[]): Record<string, string> {
  const values = emptyRecord<string>()
  for (const text of texts) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (key === undefined || value === undefined) {
      throw new ConfigError({ file: `--${flag}` }, JSON.stringify(text), 'KEY=VALUE')
    }
    if (Object.hasOwn(values, key))
      throw new ConfigError({ file: `--${flag}` }, `"${key}" twice`, 'each key once')
    values[key] = value
  }
  return values
}
