import { readFileSync, statSync } from 'node:fs'
import {
  isCollection,
  isMap,
  LineCounter,
  parseDocument as parseYaml,
  type Scalar,
  type Document as YamlDocument,
} from 'yaml'
import { ConfigError, type Place } from '../errors.ts'
import { describePath } from './describe-value.ts'
import { findDuplicateKey } from './find-duplicate-key.ts'
import { findJsonFault } from './find-json-fault.ts'

/** A parsed file that still knows where each of its values stands. */
export interface SourceDocument {
  /** Path as the user gave it. */
  readonly file: string
  /** Plain objects, lists, strings, numbers, booleans and null. */
  readonly value: unknown
  /**
   * Where the value at `path` stands, or its nearest parent that is there.
   * @param part 'key' for where its key stands, for a key that should not be there
   */
  place(path: readonly PropertyKey[], part?: 'key' | 'value'): Place
}

/** JSON is read by JSON.parse; YAML needs 300 times its size in memory, so that large matrices belong elsewhere. */
const MAX_YAML_BYTES = 8 * 2 ** 20
const MAX_JSON_BYTES = 64 * 2 ** 20
const YAML_OPTIONS = { version: '1.2', schema: 'core', strict: true, uniqueKeys: true, merge: false } as const

/**
 * Reads a YAML 1.2 or JSON file.
 * @param file path as the user gave it, relative to the working folder
 * @param maxBytes refuses larger files, 64 MiB unless said
 * @throws ConfigError with line and column for a file that is missing, too large, not UTF-8 or not well-formed
 */
export function readDocument(file: string, maxBytes: number = MAX_JSON_BYTES): SourceDocument {
  let bytes: Buffer
  try {
    const stat = statSync(file)
    if (!stat.isFile()) throw new ConfigError({ file }, 'no regular file', 'a YAML or JSON file')
    if (stat.size > maxBytes) throw tooLarge(file, stat.size, maxBytes)
    bytes = readFileSync(file)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError({ file }, reason(error), 'a YAML or JSON file that can be read')
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ConfigError({ file }, 'bytes that are not UTF-8', 'a YAML or JSON file in UTF-8')
  }
  return parseDocument(text, file)
}

/**
 * Parses the text of a YAML 1.2 or JSON file. Duplicate keys, custom tags, several documents in one file and alias
 * bombs are refused.
 * @param file name that stands in errors
 * @throws ConfigError
 */
export function parseDocument(text: string, file: string): SourceDocument {
  const json = parseJson(text, file)
  if (json !== undefined) {
    // Positions are wanted only for an error: then the text is parsed once more, as the YAML that all JSON is.
    let positions: Positions | undefined
    return {
      file,
      value: withoutSchema(json.value),
      place(path, part) {
        if (text.length > MAX_YAML_BYTES) return { file, path: describePath(path) }
        positions ??= parsePositions(text)
        return placeOf(positions, file, path, part)
      },
    }
  }
  if (text.length > MAX_YAML_BYTES) throw tooLarge(file, text.length, MAX_YAML_BYTES)
  const positions = parsePositions(text)
  const { document, lines } = positions
  const fault = document.errors[0] ?? document.warnings[0]
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0])
    const [what] = fault.message.split(/ at line \d+|\n/)
    throw new ConfigError(
      { file, line, column: col },
      `a mistake in the YAML (${what})`,
      'valid YAML or JSON',
    )
  }
  try {
    return {
      file,
      value: withoutSchema(document.toJS({ maxAliasCount: 100 })),
      place: (path, part) => placeOf(positions, file, path, part),
    }
  } catch (error) {
    throw new ConfigError({ file }, reason(error), 'at most 100 aliases')
  }
}

/** "$schema" at the top tells an editor which schema to check the file against; it says nothing to Sneakpath. */
function withoutSchema(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('$schema' in value)) return value
  const { $schema: _, ...rest } = value
  return rest
}

interface Positions {
  readonly document: YamlDocument
  readonly lines: LineCounter
}

function parsePositions(text: string): Positions {
  const lines = new LineCounter()
  return { document: parseYaml(text, { ...YAML_OPTIONS, lineCounter: lines }), lines }
}

function placeOf(
  { document, lines }: Positions,
  file: string,
  path: readonly PropertyKey[],
  part: 'key' | 'value' = 'value',
): Place {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : nodeAt(document, path.slice(0, depth), part)
    if (node?.range == null) continue
    const { line, col } = lines.linePos(node.range[0])
    return { file, path: describePath(path), line, column: col }
  }
  return { file, path: describePath(path) }
}

function nodeAt(
  document: YamlDocument,
  path: readonly PropertyKey[],
  part: 'key' | 'value',
): { range?: readonly number[] | null } | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isCollection(parent)) return undefined
  if (part === 'key' && isMap<Scalar>(parent)) {
    return parent.items.find(({ key }) => key.value === path.at(-1))?.key
  }
  return parent.get(path.at(-1), true) as { range?: readonly number[] } | undefined
}

/**
 * @returns undefined for YAML. A file that says it is JSON is held to it, whatever YAML would allow there; in any other, braces
 * may be YAML as well.
 */
function parseJson(text: string, file: string): { value: unknown } | undefined {
  const isJson = /\.json$/i.test(file)
  if (!isJson && !/^\s*[{[]/.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    if (!isJson && text.length <= MAX_YAML_BYTES) return undefined
    const { what, offset } = findJsonFault(text)
    throw new ConfigError(placeIn(text, offset, file), `a mistake in the JSON (${what})`, 'valid JSON')
  }
  const duplicate = findDuplicateKey(text)
  if (duplicate === undefined) return { value }
  throw new ConfigError(
    placeIn(text, duplicate.offset, file),
    `the key "${duplicate.key}" a second time`,
    'each key once',
  )
}

function placeIn(text: string, offset: number, file: string): Place {
  const before = text.slice(0, offset).split('\n')
  return { file, line: before.length, column: before.at(-1)!.length + 1 }
}

function tooLarge(file: string, bytes: number, maximum: number): ConfigError {
  const mebi = (count: number): string => `${Math.ceil((count / 2 ** 20) * 10) / 10} MiB`
  return new ConfigError(
    { file },
    `a file of ${mebi(bytes)}`,
    `at most ${mebi(maximum)} (a large matrix goes into a CSV or NPY file that is named here)`,
  )
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'no such file'
  if (code === 'EACCES' || code === 'EPERM') return 'a file without permission to read it'
  return message
}
