import {
  type Expression,
  type FunctionExpression,
  type Pattern,
  parseExpressionAt,
  type Statement,
} from 'acorn'
import type { ScalarLaw } from '../devices/model.ts'

/** A function's text may be a declaration, an arrow or a method: the first two are expressions as they stand. */
export function parseLaw(law: ScalarLaw): {
  params: Pattern[]
  body: FunctionExpression['body'] | Expression
} {
  const text = law.toString()
  const method = !/^(async|function|\(|[\w$]+\s*=>)/.test(text)
  const tree = parseExpressionAt(method ? `({${text}})` : `(${text})`, 0, { ecmaVersion: 2023 })
  if (tree.type === 'FunctionExpression' || tree.type === 'ArrowFunctionExpression') return tree
  const property = tree.type === 'ObjectExpression' ? tree.properties[0] : undefined
  if (property?.type === 'Property' && property.value.type === 'FunctionExpression') return property.value
  throw refused(law, tree.type)
}

export function nameOf(pattern: Pattern, law: ScalarLaw): string {
  if (pattern.type === 'Identifier') return pattern.name
  throw refused(law, `the pattern ${pattern.type}`)
}

export function refused(law: ScalarLaw, found: string): RangeError {
  return new RangeError(`translateLaw: found ${found} in ${law.name}; expected a plain scalar function`)
}

export function returns(statement: Statement): boolean {
  if (statement.type === 'ReturnStatement') return true
  if (statement.type === 'BlockStatement') return statement.body.some(returns)
  if (statement.type !== 'IfStatement') return false
  return returns(statement.consequent) || (statement.alternate != null && returns(statement.alternate))
}

export function isMath(node: Expression): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'Math'
}

export function nameAfterDot(node: Expression): string | undefined {
  return node.type === 'MemberExpression' && node.property.type === 'Identifier'
    ? node.property.name
    : undefined
}
