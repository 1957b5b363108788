import { isNumber, type LawNode, numberNode, type Operation, operationNode } from './law-node.ts'

/** Function of each operation; a condition is 1 or 0. */
export const ARITHMETIC: Readonly<Record<Operation, (...values: number[]) => number>> = {
  '+': (a, b) => a! + b!,
  '-': (a, b) => a! - b!,
  '*': (a, b) => a! * b!,
  '/': (a, b) => a! / b!,
  '**': (a, b) => a! ** b!,
  negate: a => -a!,
  '<': (a, b) => (a! < b! ? 1 : 0),
  '<=': (a, b) => (a! <= b! ? 1 : 0),
  '==': (a, b) => (a! === b! ? 1 : 0),
  '!': a => (a === 0 ? 1 : 0),
  '&&': (a, b) => (a === 0 ? 0 : b!),
  '||': (a, b) => (a === 0 ? b! : 1),
  '?': (condition, yes, no) => (condition === 0 ? no! : yes!),
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  sqrt: Math.sqrt,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  asinh: Math.asinh,
  asin: Math.asin,
  abs: Math.abs,
  sign: Math.sign,
  min: Math.min,
  max: Math.max,
}

/** An operation, worked out as far as its operands are numbers, neutral elements left out. */
export function operate(operation: Operation, ...operands: LawNode[]): LawNode {
  if (operands.every(node => isNumber(node))) {
    return numberNode(ARITHMETIC[operation](...operands.map(node => (isNumber(node) ? node.value : 0))))
  }
  return simpler(operation, operands) ?? operationNode(operation, operands)
}

function simpler(operation: Operation, [a, b, c]: readonly LawNode[]): LawNode | undefined {
  switch (operation) {
    case '+':
      return simplerSum(a!, b!)
    case '-':
      return simplerDifference(a!, b!)
    case '*':
      return simplerProduct(a!, b!)
    case '/':
      if (isNumber(a!, 0) || isNumber(b!, 1)) return a
      return isOf(a!, 'negate') ? operate('negate', operate('/', inside(a!), b!)) : undefined
    case '**':
      if (isNumber(b!, 0)) return numberNode(1)
      return isNumber(b!, 1) ? a : undefined
    case 'negate':
      return isOf(a!, 'negate') ? inside(a!) : undefined
    case '?':
      if (isNumber(a!)) return a.value === 0 ? c : b
      return b === c ? b : undefined
    case '&&':
      if (isNumber(a!)) return a.value === 0 ? a : b
      return isNumber(b!) ? (b.value === 0 ? b : a) : undefined
    case '||':
      if (isNumber(a!)) return a.value === 0 ? b : numberNode(1)
      return isNumber(b!) ? (b.value === 0 ? a : numberNode(1)) : undefined
    case 'min':
    case 'max':
      return a === b ? a : undefined
    default:
      return undefined
  }
}

function simplerSum(a: LawNode, b: LawNode): LawNode | undefined {
  if (isNumber(a, 0)) return b
  if (isNumber(b, 0)) return a
  if (isOf(b, 'negate')) return operate('-', a, inside(b))
  if (isOf(a, 'negate')) return operate('-', b, inside(a))
  // exp(x) - 1 loses all digits at small x.
  if (isNumber(b, -1) && isOf(a, 'exp')) return operate('expm1', inside(a))
  return undefined
}

function simplerDifference(a: LawNode, b: LawNode): LawNode | undefined {
  if (isNumber(b, 0)) return a
  if (a === b) return numberNode(0)
  if (isOf(b, 'negate')) return operate('+', a, inside(b))
  if (isNumber(a, 0)) return operate('negate', b)
  if (isNumber(b, 1) && isOf(a, 'exp')) return operate('expm1', inside(a))
  if (isNumber(a, 1) && isOf(b, 'exp')) return operate('negate', operate('expm1', inside(b)))
  return undefined
}

function simplerProduct(a: LawNode, b: LawNode): LawNode | undefined {
  if (isNumber(a, 0) || isNumber(b, 1)) return a
  if (isNumber(b, 0) || isNumber(a, 1)) return b
  if (isNumber(a, -1)) return operate('negate', b)
  if (isNumber(b, -1)) return operate('negate', a)
  if (isOf(a, 'negate')) return operate('negate', operate('*', inside(a), b))
  if (isOf(b, 'negate')) return operate('negate', operate('*', a, inside(b)))
  return undefined
}

function isOf(node: LawNode, operation: Operation): boolean {
  return node.kind === 'operation' && node.operation === operation
}

function inside(node: LawNode): LawNode {
  return node.kind === 'operation' ? node.operands[0] : node
}
