import { isCollection, isMap, isScalar, type Scalar } from 'yaml'
import { ConfigError, type Place, YamlError } from '../errors.ts'
import { describePath } from './describe-value.ts'
import { findJsonPlace } from './find-json-place.ts'
import { INPUT_LIMITS } from './input-limits.ts'
import { parseJson } from './parse-json.ts'
import { parseYaml, type YamlText } from './parse-yaml.ts'
import type { TextFault } from './text-fault.ts'

/** A parsed file that still knows where each of its values stands. */
export interface SourceDocument {
  /** Path as the user gave it. */
  readonly file: string
  /** Plain objects, lists, strings, numbers, booleans and null. */
  readonly value: unknown
  /**
   * Where the value at `path` stands, or its nearest parent that is there.
   * @param part 'key' for where its key stands, for a key that should not be there
   * @param offset characters from the beginning of a text that stands on one line as it is written
   */
  place(path: readonly PropertyKey[], part?: 'key' | 'value', offset?: number): Place
}

/**
 * Parses the text of a YAML 1.2 or JSON file. Duplicate keys, the key `__proto__`, custom tags, several documents in one file, alias
 * bombs and more than `INPUT_LIMITS` allows are refused.
 * @param file name that stands in errors
 * @throws ConfigError
 */
export function parseDocument(text: string, file: string): SourceDocument {
  // A file that says it is JSON is held to it, whatever YAML would allow there; in any other, braces may be YAML as well.
  const isJson = /\.json$/i.test(file)
  const tooLong = text.length > INPUT_LIMITS.yamlBytes
  if (isJson || /^\s*[{[]/.test(text)) {
    const json = parseJson(text)
    if ('value' in json) return jsonDocument(text, file, json.value)
    if (isJson || tooLong || json.fault.syntax !== true) throw faultError(text, file, json.fault)
  }
  if (tooLong) throw documentTooLarge(file, text.length, INPUT_LIMITS.yamlBytes)
  const yaml = parseYaml(text)
  if ('fault' in yaml) throw faultError(text, file, yaml.fault, YamlError)
  return {
    file,
    value: withoutSchema(yaml.value),
    place: (path, part, offset) => placeOf(yaml, file, path, part, offset),
  }
}

function jsonDocument(text: string, file: string, value: unknown): SourceDocument {
  return {
    file,
    value: withoutSchema(value),
    place(path, part = 'value', offset) {
      const start = findJsonPlace(text, path, part)
      const { line, column } = lineAndColumn(text, start + insideJson(text, start, offset))
      return { file, path: describePath(path), line, column }
    },
  }
}

function faultError(
  text: string,
  file: string,
  { found, expected, offset, syntax }: TextFault,
  Syntax: typeof ConfigError = ConfigError,
): ConfigError {
  const Kind = syntax === true ? Syntax : ConfigError
  return new Kind({ file, ...lineAndColumn(text, offset) }, found, expected)
}

/** "$schema" at the top tells an editor which schema to check the file against; it says nothing to Sneakpath. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$schema')) return value
  const { $schema: _, ...rest } = value as Record<string, unknown>
  return rest
}

function placeOf(
  { document, lines }: YamlText,
  file: string,
  path: readonly PropertyKey[],
  part: 'key' | 'value' = 'value',
  offset?: number,
): Place {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : nodeAt(document, path.slice(0, depth), part)
    if (node?.range == null) continue
    const start = offset === undefined || depth < path.length ? undefined : textStart(node)
    const { line, col } = lines.linePos(node.range[0] + (start === undefined ? 0 : start + offset!))
    return { file, path: describePath(path), line, column: col }
  }
  return { file, path: describePath(path) }
}

/** Characters before the text of a scalar that is written as it is; undefined where it is folded or has escapes. */
function textStart(node: DocumentNode): number | undefined {
  if (!isScalar(node) || typeof node.value !== 'string' || node.range == null) return undefined
  const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0
  return node.range[1] - node.range[0] === node.value.length + 2 * quote ? quote : undefined
}

type DocumentNode = { readonly range?: readonly number[] | null }

function nodeAt(
  document: YamlText['document'],
  path: readonly PropertyKey[],
  part: 'key' | 'value',
): DocumentNode | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isCollection(parent)) return undefined
  if (part === 'key' && isMap<Scalar>(parent)) {
    return parent.items.find(({ key }) => key.value === path.at(-1))?.key
  }
  return parent.get(path.at(-1), true) as DocumentNode | undefined
}

/** From the quotation mark of a text to a character of it; 0 where escapes stand before that. */
function insideJson(text: string, start: number, offset: number | undefined): number {
  if (offset === undefined || text[start] !== '"') return 0
  return text.slice(start + 1, start + 1 + offset).includes('\\') ? 0 : 1 + offset
}

function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line++
    start = end + 1
  }
  return { line, column: offset - start + 1 }
}

/** The error for a document of more bytes than are read. */
export function documentTooLarge(file: string, bytes: number, maximum: number): ConfigError {
  const mebi = (count: number): string => `${Math.ceil((count / 2 ** 20) * 10) / 10} MiB`
  return new ConfigError(
    { file },
    `a file of ${mebi(bytes)}`,
    `at most ${mebi(maximum)} (a large matrix goes into a CSV or NPY file that is named here)`,
  )
}
