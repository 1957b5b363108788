import { ConfigError, type Place } from '../errors.ts'
import { describePath, describeValue } from './describe-value.ts'
import type { SourceDocument } from './parse-document.ts'
import { FORBIDDEN_KEY } from './text-fault.ts'
import { valueAt } from './validate.ts'

/**
 * A document with one value replaced, as a setting does. Errors about that value name where it was set.
 * @param key dotted path in the document, "array.cells.beta" or "program[0].volts"; a group at the top ("variability") may be
 * missing
 * @param value as a file would hold it
 * @param place where it was set, { file: "--set array.cells.beta=3" }
 * @throws ConfigError where the key's parent is not there
 */
export function overrideDocument(
  document: SourceDocument,
  key: string,
  value: unknown,
  place: Place,
): SourceDocument {
  const path = key.split(/[.[\]]+/).filter(part => part !== '')
  const steps = path.map(part => (/^\d+$/.test(part) ? Number(part) : part))
  if (steps.includes(FORBIDDEN_KEY)) {
    throw new ConfigError(place, `the key "${FORBIDDEN_KEY}"`, 'a key that not every object has already')
  }
  const above = steps.slice(0, -1)
  const absent =
    above.length === 1 && typeof above[0] === 'string' && valueAt(document.value, above) === undefined
  const parent = absent ? document.value : valueAt(document.value, above)
  if (steps.length === 0 || typeof parent !== 'object' || parent === null) {
    const holder = describePath(above)
    throw new ConfigError(place, describeValue(parent), `a group of keys or a list at "${holder}"`)
  }
  return {
    file: document.file,
    value: replaceAt(document.value, steps, value),
    place: (asked, part) => {
      const own = steps.every((step, k) => asked[k] === step)
      const ownGroup = absent && asked.length === 1 && asked[0] === above[0]
      return own || ownGroup ? place : document.place(asked, part)
    },
  }
}

function replaceAt(value: unknown, path: readonly PropertyKey[], replacement: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  const inner = replaceAt(valueAt(value, [key]), rest, replacement)
  if (!Array.isArray(value)) return { ...(value as object), [key]: inner }
  return value.map((item, k) => (k === key ? inner : item))
}
