import {
  Composer,
  CST,
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
} from 'yaml'
import { INPUT_LIMITS } from './input-limits.ts'
import { tooDeep } from './parse-json.ts'
import { FORBIDDEN_KEY, forbiddenKey, repeatedKey, type TextFault } from './text-fault.ts'

/** A YAML text whose nodes know where they stand. */
export interface YamlText {
  readonly value: unknown
  readonly document: Document
  readonly lines: LineCounter
}

/** `uniqueKeys` compares every key with every other one: 20 s for 40,000. `firstBadKey` does it at once. */
const OPTIONS = {
  version: '1.2',
  schema: 'core',
  strict: true,
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
} as const

const MOST_ALIASES = 100

/**
 * Parses a YAML 1.2 text of one document. Its nesting and size are checked while it is taken apart, before nodes are made of it.
 * @returns what it holds, or the first fault: a mistake, a limit that it passes, a key that stands twice or that every object has
 */
export function parseYaml(text: string): YamlText | { readonly fault: TextFault } {
  const lines = new LineCounter()
  lines.addNewLine(0)
  let document: Document | undefined
  try {
    const composer = new Composer(OPTIONS)
    for (const found of composer.compose(tokensOf(text, lines), true, text.length)) {
      if (document !== undefined) {
        return mistake('the file holds multiple documents; one is read', found.range?.[0] ?? 0)
      }
      document = found as Document
    }
  } catch (error) {
    if (error instanceof Limit) return { fault: error.fault }
    throw error
  }
  const problem = document!.errors[0] ?? document!.warnings[0]
  if (problem !== undefined) {
    return mistake(problem.message, problem.pos[0])
  }
  const fault = firstBadKey(document!.contents)
  if (fault !== undefined) return { fault }
  try {
    return { value: document!.toJS({ maxAliasCount: MOST_ALIASES }), document: document!, lines }
  } catch (error) {
    const found = (error as Error).message
    return { fault: { found, expected: `at most ${MOST_ALIASES} aliases`, offset: 0 } }
  }
}

function mistake(what: string, offset: number): { readonly fault: TextFault } {
  const found = `a mistake in the YAML (${what})`
  return { fault: { found, expected: 'valid YAML or JSON', offset, syntax: true } }
}

/** A limit that a text passes, found while it is taken apart. */
class Limit extends Error {
  readonly fault: TextFault

  constructor(fault: TextFault) {
    super(fault.found)
    this.fault = fault
  }
}

function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine)
  const count = { items: 0, marks: 0, keys: 0, aliases: 0 }
  for (const lexeme of new Lexer().lex(text)) {
    countLexeme(lexeme, count)
    if (Math.max(count.items, count.marks) + count.keys > INPUT_LIMITS.yamlNodes) {
      const expected = `at most ${INPUT_LIMITS.yamlNodes} in a YAML file (a large matrix goes into a CSV or NPY file)`
      throw new Limit({ found: 'more values and keys', expected, offset: parser.offset })
    }
    if (count.aliases > MOST_ALIASES) {
      const expected = `at most ${MOST_ALIASES} aliases`
      throw new Limit({ found: 'more aliases', expected, offset: parser.offset })
    }
    yield* parser.next(lexeme)
    if (parser.stack.length > INPUT_LIMITS.nesting && depthOf(parser) > INPUT_LIMITS.nesting) {
      throw new Limit(tooDeep(parser.offset))
    }
  }
  yield* parser.end()
}

/** Counts lexemes that take memory: measured, about 1 kB for each counted here, and twice that for a group, a list or a directive. */
function countLexeme(
  lexeme: string,
  count: { items: number; marks: number; keys: number; aliases: number },
): void {
  switch (CST.tokenType(lexeme)) {
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'block-scalar-header':
    case 'anchor':
    case 'tag':
      count.items++
      break
    case 'alias':
      count.items++
      count.aliases++
      break
    case 'flow-map-start':
    case 'flow-seq-start':
    case 'directive-line':
      count.items += 2
      break
    case 'seq-item-ind':
    case 'comma':
      count.marks++
      break
    case 'map-value-ind':
    case 'explicit-key-ind':
      count.keys++
      break
    default:
  }
}

function depthOf(parser: Parser): number {
  return parser.stack.filter(({ type }) => /^(block-(map|seq)|flow-collection)$/.test(type)).length
}

/** The first key that stands twice in its group, or that every object has. */
function firstBadKey(node: Node | Pair | null | unknown): TextFault | undefined {
  if (isPair(node)) return firstBadKey(node.key) ?? firstBadKey(node.value)
  if (isMap(node)) {
    const keys = new Set<unknown>()
    for (const { key } of node.items) {
      if (!isScalar(key)) continue
      const offset = key.range?.[0] ?? 0
      if (key.value === FORBIDDEN_KEY) return forbiddenKey(offset)
      if (keys.has(key.value)) return repeatedKey(String(key.value), offset)
      keys.add(key.value)
    }
  }
  if (!isMap(node) && !isSeq(node)) return undefined
  for (const item of node.items) {
    const fault = firstBadKey(item)
    if (fault !== undefined) return fault
  }
  return undefined
}
