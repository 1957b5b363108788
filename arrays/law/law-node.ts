/**
 * A law as a tree of arithmetic. Equal parts are the same object, so a tree is a graph without repetitions: what is written twice
 * is computed once. Nodes are made by the functions of this folder only and are never changed.
 */
export type LawNode = NumberNode | NameNode | OperationNode

export interface NumberNode {
  readonly kind: 'number'
  readonly value: number
}

export interface NameNode {
  readonly kind: 'name'
  readonly name: string
}

export interface OperationNode {
  readonly kind: 'operation'
  readonly operation: Operation
  readonly operands: readonly LawNode[]
}

/** Functions that a law may call, and expm1, which is what exp(x) - 1 becomes. */
export type FunctionName =
  | 'exp'
  | 'expm1'
  | 'log'
  | 'sqrt'
  | 'sinh'
  | 'cosh'
  | 'tanh'
  | 'asinh'
  | 'asin'
  | 'abs'
  | 'sign'
  | 'min'
  | 'max'

/** `?` chooses: condition, value where it holds, value elsewhere. A condition is a comparison or made of comparisons. */
export type Operation =
  | '+'
  | '-'
  | '*'
  | '/'
  | '**'
  | 'negate'
  | '<'
  | '<='
  | '=='
  | '!'
  | '&&'
  | '||'
  | '?'
  | FunctionName

const CONDITIONS: ReadonlySet<Operation> = new Set(['<', '<=', '==', '!', '&&', '||'])

export function isCondition(node: LawNode): boolean {
  return node.kind === 'operation' && CONDITIONS.has(node.operation)
}

export function isNumber(node: LawNode, value?: number): node is NumberNode {
  return node.kind === 'number' && (value === undefined || node.value === value)
}

export function operandsOf(node: LawNode): readonly LawNode[] {
  return node.kind === 'operation' ? node.operands : []
}

const numbers = new Map<string, NumberNode>()
const names = new Map<string, NameNode>()
const operations = new Map<string, OperationNode>()
const identities = new WeakMap<LawNode, number>()
let made = 0

export function numberNode(value: number): NumberNode {
  return kept(numbers, Object.is(value, -0) ? '-0' : String(value), () => ({ kind: 'number', value }))
}

export function nameNode(name: string): NameNode {
  return kept(names, name, () => ({ kind: 'name', name }))
}

/** The operation as it stands; `operate` simplifies first. */
export function operationNode(operation: Operation, operands: readonly LawNode[]): OperationNode {
  const key = `${operation} ${operands.map(node => identities.get(node)).join(' ')}`
  return kept(operations, key, () => ({ kind: 'operation', operation, operands }))
}

/** A number that a node has alone: equal laws have equal numbers. */
export function identityOf(node: LawNode): number {
  return identities.get(node)!
}

function kept<Node extends LawNode>(known: Map<string, Node>, key: string, make: () => Node): Node {
  const old = known.get(key)
  if (old !== undefined) return old
  const node = make()
  known.set(key, node)
  identities.set(node, made++)
  return node
}
