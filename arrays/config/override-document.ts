import { ConfigError, type Place } from '../errors.ts'
import { describePath, describeValue } from './describe-value.ts'
import type { SourceDocument } from './parse-document.ts'
import { parseJson } from './parse-json.ts'
import { parseYaml } from './parse-yaml.ts'
import { FORBIDDEN_KEY } from './text-fault.ts'
import { valueAt } from './validate.ts'

/**
 * A document with one value replaced, for `--set key=value`. Errors about that value name where it was set.
 * @param key dotted path in the document, "array.cells.beta" or "program[0].volts"; a group at the top ("variability") may be
 * missing
 * @param text the value in YAML
 * @param place where it was set, { file: "--set array.cells.beta=3" }
 * @throws ConfigError where the key's parent is not there
 */
export function overrideDocument(
  document: SourceDocument,
  key: string,
  text: string,
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
  const value = parseValue(text, place)
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

/** JSON is YAML, and read a hundred times as fast. */
function parseValue(text: string, place: Place): unknown {
  const json = parseJson(text)
  if ('value' in json) return json.value
  const yaml = json.fault.syntax === true ? parseYaml(text) : json
  if ('value' in yaml) return yaml.value
  const { found, expected, syntax } = yaml.fault
  if (syntax === true) throw new ConfigError(place, describeValue(text), 'a value in YAML')
  throw new ConfigError(place, found, expected)
}

function replaceAt(value: unknown, path: readonly PropertyKey[], replacement: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return replacement
  const inner = replaceAt(valueAt(value, [key]), rest, replacement)
  if (!Array.isArray(value)) return { ...(value as object), [key]: inner }
  return value.map((item, k) => (k === key ? inner : item))
}
