import { isNumber, type LawNode, numberNode, operationNode } from './law-node.ts'
import { operate } from './operate.ts'
import { rebuild } from './walk-law.ts'

const MOST_FACTORS = 8

/**
 * The law in operations that a processor has: cosh(x) by one exponential, which sinh(x) shares, and small whole powers as products.
 * sinh keeps the exponential as its second operand, since it needs a series at small x.
 */
export function lowerLaw(law: LawNode): LawNode {
  return rebuild(law, (node, operands) => {
    if (node.kind !== 'operation') return node
    const [a, b] = operands as [LawNode, LawNode]
    if (node.operation === 'cosh') return half(operate('+', operate('exp', a), inverse(a)))
    if (node.operation === 'sinh')
      return operationNode('sinh', [a, half(operate('-', operate('exp', a), inverse(a)))])
    if (node.operation === '**' && isNumber(b)) return wholePower(a, b.value) ?? operate('**', a, b)
    return operate(node.operation, ...operands)
  })
}

function half(node: LawNode): LawNode {
  return operate('*', numberNode(0.5), node)
}

function inverse(exponent: LawNode): LawNode {
  return operate('/', numberNode(1), operate('exp', exponent))
}

/** x ** n by repeated squares. */
function wholePower(x: LawNode, power: number): LawNode | undefined {
  if (power === 0.5) return operate('sqrt', x)
  if (!Number.isInteger(power) || Math.abs(power) > MOST_FACTORS) return undefined
  if (power < 0) {
    const below = wholePower(x, -power)
    return below === undefined ? undefined : operate('/', numberNode(1), below)
  }
  if (power <= 1) return operate('**', x, numberNode(power))
  const root = wholePower(x, Math.floor(power / 2))!
  const square = operate('*', root, root)
  return power % 2 === 0 ? square : operate('*', square, x)
}
