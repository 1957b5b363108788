import { ConfigError, type Place } from '../errors.ts'
import { describePath, describeValue } from './describe-value.ts'
import type { SourceDocument } from './parse-document.ts'
import { FORBIDDEN_KEY } from './text-fault.ts'
import { valueAt } from './validate.ts'

/**
 * A document with one value replaced, as a setting does. Errors about that value name where it was set.
 * @param key dotted path in the document, "array.cells.beta" or "program[0].volts"; groups that are missing on the way
 * ("variability", "array.access.selector") are made, items of a list are not
 * @param value as a file would hold it
 * @param place where it was set, { file: "--set array.cells.beta=3" }
 * @throws ConfigError where the key's parent is not there and cannot be made
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
  // The last group on the way that is there.
  let depth = above.length
  while (
    depth > 0 &&
    typeof above[depth - 1] === 'string' &&
    isMissing(document.value, above.slice(0, depth))
  )
    depth--
  const parent = valueAt(document.value, above.slice(0, depth))
  if (steps.length === 0 || typeof parent !== 'object' || parent === null) {
    const holder = describePath(above.slice(0, Math.max(1, depth)))
    throw new ConfigError(place, describeValue(parent), `a group of keys or a list at "${holder}"`)
  }
  return {
    file: document.file,
    value: replaceAt(document.value, steps, value),
    place: (asked, part) => {
      const own = steps.every((step, k) => asked[k] === step)
      const ownGroup =
        asked.length > depth && asked.length < steps.length && asked.every((step, k) => step === steps[k])
      return own || ownGroup ? place : document.place(asked, part)
    },
  }
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  return valueAt(value, path) === undefined
}

function replaceAt(value: unknown, path: readonly PropertyKey[], replacement: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  const inner = replaceAt(valueAt(value, [key]), rest, replacement)
  if (!Array.isArray(value)) return { ...(value as object), [key]: inner }
  return value.map((item, k) => (k === key ? inner : item))
}
