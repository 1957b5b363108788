import { parse as parseYaml } from 'yaml'
import { ConfigError, type Place } from '../errors.ts'
import { describePath, describeValue } from './describe-value.ts'
import type { SourceDocument } from './read-document.ts'
import { valueAt } from './validate.ts'

/**
 * A document with one value replaced, for `--set key=value`. Errors about that value name the flag.
 * @param key dotted path in the document, "array.cells.beta" or "program[0].volts"
 * @param text the value: a scalar or a list in YAML
 * @param flag as the user wrote it, "--set array.cells.beta=3"
 * @throws ConfigError where the key's parent is not there
 */
export function overrideDocument(
  document: SourceDocument,
  key: string,
  text: string,
  flag: string,
): SourceDocument {
  const place: Place = { file: flag }
  const path = key.split(/[.[\]]+/).filter(part => part !== '')
  const steps = path.map(part => (/^\d+$/.test(part) ? Number(part) : part))
  const parent = valueAt(document.value, steps.slice(0, -1))
  if (steps.length === 0 || typeof parent !== 'object' || parent === null) {
    const holder = describePath(steps.slice(0, -1))
    throw new ConfigError(place, describeValue(parent), `a group of keys or a list at "${holder}"`)
  }
  let value: unknown
  try {
    value = parseYaml(text, { version: '1.2', schema: 'core' })
  } catch {
    throw new ConfigError(place, describeValue(text), 'a value in YAML')
  }
  return {
    file: document.file,
    value: replaceAt(document.value, steps, value),
    place: (asked, part) =>
      steps.every((step, k) => asked[k] === step) ? place : document.place(asked, part),
  }
}

function replaceAt(value: unknown, path: readonly PropertyKey[], replacement: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  const inner = replaceAt((value as Record<PropertyKey, unknown>)[key], rest, replacement)
  if (!Array.isArray(value)) return { ...(value as object), [key]: inner }
  return value.map((item, k) => (k === key ? inner : item))
}
