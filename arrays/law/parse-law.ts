import { type Expression, type Node, parseExpressionAt, tokenizer } from 'acorn'
import { LawError } from './law-error.ts'
import { type FunctionName, isCondition, type LawNode, numberNode, type Operation } from './law-node.ts'
import { LAW_CONSTANTS, LAW_FUNCTIONS } from './law-vocabulary.ts'
import { operate } from './operate.ts'

const MOST_CHARACTERS = 10_000
const GRAMMAR = 'arithmetic of numbers, names and functions'
const OPERATORS: Readonly<Record<string, Operation>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '**': '**',
  '<': '<',
  '<=': '<=',
  '==': '==',
  '===': '==',
}

/** Meaning of the names and calls in a law. */
export interface LawScope {
  /** @returns undefined for a name that is not known */
  name(name: string): LawNode | undefined
  /** Names that are known, for errors. */
  readonly known: readonly string[]
  /** Whether functions are written as Math.exp, as in a program, besides. */
  readonly math?: boolean
}

/**
 * Reads an expression such as "v > vOff ? kOff * (v / vOff - 1) ** aOff : 0" into a tree. Nothing is run: a text that is not
 * arithmetic is refused.
 * @throws LawError with the place in the text
 */
export function parseLaw(text: string, scope: LawScope): LawNode {
  if (text.length > MOST_CHARACTERS) {
    throw new LawError(`an expression of ${text.length} characters`, `at most ${MOST_CHARACTERS}`, 0)
  }
  return numberOf(parseText(text), scope)
}

function parseText(text: string): Expression {
  try {
    const tree = parseExpressionAt(text, 0, { ecmaVersion: 2023, preserveParens: true })
    const next = tokenizer(text.slice(tree.end), { ecmaVersion: 2023 }).getToken()
    if (next.type.label !== 'eof') {
      const rest = text.slice(tree.end + next.start)
      throw new LawError(JSON.stringify(rest.slice(0, 20)), 'an operator or the end', tree.end + next.start)
    }
    return tree
  } catch (error) {
    if (error instanceof LawError) throw error
    const { pos = 0, message } = error as { pos?: number; message: string }
    if (/stack/i.test(message)) throw new LawError('an expression nested too deeply', GRAMMAR, 0)
    const rest = text.slice(pos).trimStart()
    throw new LawError(rest === '' ? 'the end' : JSON.stringify(rest.slice(0, 20)), GRAMMAR, pos)
  }
}

function treeOf(node: Expression, scope: LawScope): LawNode {
  switch (node.type) {
    case 'ParenthesizedExpression':
      return treeOf(node.expression, scope)
    case 'Literal':
      if (typeof node.value !== 'number') throw refused(node, `the literal ${node.raw}`)
      return numberNode(node.value)
    case 'Identifier':
      return nameOf(node.name, node.start, scope)
    case 'UnaryExpression':
      return unary(node.operator, node.argument, node, scope)
    case 'BinaryExpression':
      if (node.left.type === 'PrivateIdentifier') throw refused(node, 'a private name')
      return binary(node.operator, node.left, node.right, node, scope)
    case 'LogicalExpression':
      if (node.operator === '??') throw refused(node, 'the operator ??')
      return operate(node.operator, conditionOf(node.left, scope), conditionOf(node.right, scope))
    case 'ConditionalExpression':
      return operate(
        '?',
        conditionOf(node.test, scope),
        numberOf(node.consequent, scope),
        numberOf(node.alternate, scope),
      )
    case 'CallExpression':
      return call(node, scope)
    case 'MemberExpression': {
      if (mathName(node, scope) === 'PI') return numberNode(Math.PI)
      throw refused(node, 'a property')
    }
    default:
      throw refused(node, WORDS[node.type] ?? `the expression ${node.type}`)
  }
}

const WORDS: Readonly<Record<string, string>> = {
  AssignmentExpression: 'an assignment',
  UpdateExpression: 'an assignment',
  ArrowFunctionExpression: 'a function',
  FunctionExpression: 'a function',
  ObjectExpression: 'an object',
  ArrayExpression: 'a list',
  TemplateLiteral: 'a text',
  NewExpression: 'new',
  ImportExpression: 'import',
  SequenceExpression: 'several expressions',
}

function nameOf(name: string, offset: number, { name: meaning, known }: LawScope): LawNode {
  const constant = Object.hasOwn(LAW_CONSTANTS, name) ? LAW_CONSTANTS[name] : undefined
  if (constant !== undefined) return numberNode(constant)
  const node = meaning(name)
  if (node !== undefined) return node
  const constants = Object.keys(LAW_CONSTANTS)
  throw new LawError(
    `the name ${JSON.stringify(name)}`,
    `one of ${[...known, ...constants].join(', ')}`,
    offset,
  )
}

function unary(operator: string, argument: Expression, node: Node, scope: LawScope): LawNode {
  if (operator === '-') return operate('negate', numberOf(argument, scope))
  if (operator === '+') return numberOf(argument, scope)
  if (operator === '!') return operate('!', conditionOf(argument, scope))
  throw refused(node, `the operator ${operator}`)
}

function binary(operator: string, left: Expression, right: Expression, node: Node, scope: LawScope): LawNode {
  const [a, b] = [numberOf(left, scope), numberOf(right, scope)]
  if (operator === '>') return operate('<', b, a)
  if (operator === '>=') return operate('<=', b, a)
  if (operator === '!=' || operator === '!==') return operate('!', operate('==', a, b))
  const operation = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined
  if (operation === undefined) throw refused(node, `the operator ${operator}`)
  return operate(operation, a, b)
}

function call(node: Extract<Expression, { type: 'CallExpression' }>, scope: LawScope): LawNode {
  const { callee } = node
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'Super' ? undefined : mathName(callee, scope)
  const known =
    name !== undefined && (Object.hasOwn(LAW_FUNCTIONS, name) || (scope.math === true && name === 'expm1'))
  if (!known) {
    const found = name === undefined ? 'a call' : `a call of ${JSON.stringify(name)}`
    throw new LawError(found, `one of the functions ${Object.keys(LAW_FUNCTIONS).join(', ')}`, node.start)
  }
  const values = node.arguments.map(argument => {
    if (argument.type === 'SpreadElement') throw refused(argument, 'a spread argument')
    return numberOf(argument, scope)
  })
  const several = name === 'min' || name === 'max'
  const wanted = name === 'expm1' ? 1 : LAW_FUNCTIONS[name as keyof typeof LAW_FUNCTIONS]
  if (several ? values.length < 2 : values.length !== wanted) {
    const count = several ? '2 or more' : String(wanted)
    throw new LawError(`${values.length} arguments of ${name}`, count, node.start)
  }
  if (several) return values.reduce((a, b) => operate(name, a, b))
  return operate(name === 'pow' ? '**' : (name as FunctionName), ...values)
}

/** The name after `Math.`. */
function mathName(node: Expression, { math }: LawScope): string | undefined {
  if (math !== true || node.type !== 'MemberExpression' || node.computed) return undefined
  if (node.object.type !== 'Identifier' || node.object.name !== 'Math') return undefined
  return node.property.type === 'Identifier' ? node.property.name : undefined
}

function conditionOf(node: Expression, scope: LawScope): LawNode {
  const condition = treeOf(node, scope)
  // A comparison of numbers is worked out already.
  if (isCondition(condition) || condition.kind === 'number') return condition
  throw new LawError('a number', 'a comparison such as v > 0', node.start)
}

/**
 * A syntax tree as a number.
 * @throws LawError for what is not arithmetic, and for a comparison
 */
export function numberOf(node: Expression, scope: LawScope): LawNode {
  const value = treeOf(node, scope)
  if (!isCondition(value)) return value
  throw new LawError('a comparison', 'a number; comparisons stand before "?"', node.start)
}

function refused(node: Node, found: string): LawError {
  return new LawError(found, GRAMMAR, node.start)
}
