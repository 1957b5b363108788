import {
  type ArrowFunctionExpression,
  type FunctionExpression,
  type Pattern,
  parseExpressionAt,
  type Statement,
} from 'acorn'
import { LawError } from './law-error.ts'
import type { LawNode } from './law-node.ts'
import { type LawScope, numberOf } from './parse-law.ts'

type FunctionTree = FunctionExpression | ArrowFunctionExpression

const FORM = 'a function of one destructured argument, ({ v, w }) => ..., of constants and one return'

/**
 * Reads a law that is written as a function, `({ v, w, kOff }) => kOff * v`, or with constants before its `return`. The function
 * is not called: its text is the law.
 * @throws LawError for what is not arithmetic
 */
export function parseLawFunction(law: (...values: never[]) => number, scope: LawScope): LawNode {
  const tree = functionTree(law.toString())
  const meanings = new Map<string, LawNode>()
  const own: LawScope = {
    ...scope,
    math: true,
    known: [...argumentNames(tree)],
    name: name => meanings.get(name),
  }
  for (const [outside, inside, offset] of argumentPairs(tree)) {
    const node = scope.name(outside)
    if (node === undefined) {
      throw new LawError(`the name ${JSON.stringify(outside)}`, `one of ${scope.known.join(', ')}`, offset)
    }
    meanings.set(inside, node)
  }
  if (tree.body.type !== 'BlockStatement') return numberOf(tree.body, own)
  return bodyOf(tree.body.body, own, meanings, tree.end)
}

function bodyOf(
  statements: readonly Statement[],
  scope: LawScope,
  meanings: Map<string, LawNode>,
  end: number,
): LawNode {
  for (const statement of statements) {
    if (statement.type === 'ReturnStatement' && statement.argument != null)
      return numberOf(statement.argument, scope)
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') {
      throw new LawError(`the statement ${statement.type}`, FORM, statement.start)
    }
    for (const { id, init, start } of statement.declarations) {
      if (id.type !== 'Identifier' || init == null) throw new LawError('a declaration', FORM, start)
      meanings.set(id.name, numberOf(init, scope))
    }
  }
  throw new LawError('an end without return', FORM, end)
}

/** The text of an arrow, a function or a method. */
function functionTree(text: string): FunctionTree {
  const method = !/^(async\b|function\b|\(|[\w$]+\s*=>)/.test(text)
  const tree = parseExpressionAt(method ? `({${text}})` : `(${text})`, 0, { ecmaVersion: 2023 })
  if (tree.type === 'FunctionExpression' || tree.type === 'ArrowFunctionExpression') return tree
  const property = tree.type === 'ObjectExpression' ? tree.properties[0] : undefined
  if (property?.type === 'Property' && property.value.type === 'FunctionExpression') return property.value
  throw new LawError(`the expression ${tree.type}`, FORM, 0)
}

/** Names as the device has them and as the function has them, which a minifier may have changed. */
function argumentPairs({ params }: FunctionTree): [outside: string, inside: string, offset: number][] {
  if (params.length === 0) return []
  const [pattern] = params as [Pattern]
  if (params.length > 1 || pattern.type !== 'ObjectPattern')
    throw new LawError('other arguments', FORM, pattern.start)
  return pattern.properties.map(property => {
    if (
      property.type !== 'Property' ||
      property.key.type !== 'Identifier' ||
      property.value.type !== 'Identifier'
    ) {
      throw new LawError('another pattern', FORM, property.start)
    }
    return [property.key.name, property.value.name, property.start]
  })
}

function argumentNames(tree: FunctionTree): string[] {
  return argumentPairs(tree).map(([, inside]) => inside)
}
