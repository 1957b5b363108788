import { type LawNode, numberNode, type OperationNode } from './law-node.ts'
import type { LawUnknown } from './law-unknown.ts'
import { operate } from './operate.ts'
import { nodesOf } from './walk-law.ts'

const ZERO = numberNode(0)
const ONE = numberNode(1)

/**
 * The derivative of a law by one of its names. Where a law has a kink (min, max, abs, a comparison) it is that of the branch which
 * the law itself takes.
 * @param known derivatives of other names by this one, such as that of an inner unknown through its equation
 */
export function differentiate(
  law: LawNode,
  by: string,
  known: ReadonlyMap<string, LawNode> = new Map(),
): LawNode {
  const slopes = new Map<LawNode, LawNode>()
  for (const node of nodesOf([law])) {
    if (node.kind === 'number') slopes.set(node, ZERO)
    else if (node.kind === 'name') slopes.set(node, node.name === by ? ONE : (known.get(node.name) ?? ZERO))
    else
      slopes.set(
        node,
        slopeOf(
          node,
          node.operands.map(operand => slopes.get(operand)!),
        ),
      )
  }
  return slopes.get(law)!
}

/** The derivative of a law that may name an inner unknown, whose own derivative is taken through its equation. */
export function differentiateThrough(law: LawNode, by: string, unknown?: LawUnknown): LawNode {
  if (unknown === undefined) return differentiate(law, by)
  const { name, equation } = unknown
  const inner = operate('negate', operate('/', differentiate(equation, by), differentiate(equation, name)))
  return differentiate(law, by, new Map([[name, inner]]))
}

/** @param slopes derivatives of the operands */
function slopeOf(node: OperationNode, slopes: readonly LawNode[]): LawNode {
  const [a, b] = node.operands as [LawNode, LawNode]
  const [da, db, dc] = slopes as [LawNode, LawNode, LawNode]
  switch (node.operation) {
    case '+':
    case '-':
      return operate(node.operation, da, db)
    case '*':
      return operate('+', operate('*', da, b), operate('*', a, db))
    case '/':
      // a'/b - (a/b) b'/b, which shares the quotient.
      return operate('-', operate('/', da, b), operate('*', node, operate('/', db, b)))
    case '**':
      return slopeOfPower(node, a, b, da, db)
    case 'negate':
      return operate('negate', da)
    case '?':
      return operate('?', a, db, dc)
    case 'min':
      return operate('?', operate('<=', a, b), da, db)
    case 'max':
      return operate('?', operate('<=', b, a), da, db)
    case 'abs':
      return operate('?', operate('<', a, ZERO), operate('negate', da), da)
    case 'exp':
      return operate('*', node, da)
    case 'expm1':
      return operate('*', operate('+', node, ONE), da)
    case 'log':
      return operate('/', da, a)
    case 'sqrt':
      return operate('/', da, operate('*', numberNode(2), node))
    case 'sinh':
      return operate('*', operate('cosh', a), da)
    case 'cosh':
      return operate('*', operate('sinh', a), da)
    case 'tanh':
      return operate('*', operate('-', ONE, operate('*', node, node)), da)
    case 'asinh':
      return operate('/', da, operate('sqrt', operate('+', ONE, operate('*', a, a))))
    case 'asin':
      return operate('/', da, operate('sqrt', operate('-', ONE, operate('*', a, a))))
    case 'sign':
    case '<':
    case '<=':
    case '==':
    case '!':
    case '&&':
    case '||':
      return ZERO
    default:
      return node.operation satisfies never
  }
}

function slopeOfPower(power: LawNode, a: LawNode, b: LawNode, da: LawNode, db: LawNode): LawNode {
  const byBase = operate('*', operate('*', b, operate('**', a, operate('-', b, ONE))), da)
  if (db === ZERO) return byBase
  return operate('+', byBase, operate('*', operate('*', power, operate('log', a)), db))
}
