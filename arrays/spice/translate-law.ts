import { OptionError } from '../errors.ts'
import { isCondition, type LawNode, numberNode, operandsOf } from '../law/law-node.ts'
import { substitute } from '../law/substitute.ts'
import { nodesOf } from '../law/walk-law.ts'
import { power, type SpiceValue, spiceText } from './spice-value.ts'

/** ngspice's name of each function that it calls otherwise. */
const NAMES: Readonly<Record<string, string>> = { log: 'ln', sign: 'sgn' }

/**
 * A law as an expression of an ngspice B source.
 * @param values of each name in it: a number, which is worked out, or the text that stands for it, "V(w_0_0, b_0_0)"
 * @throws RangeError for a name without a value, or a number that is not finite
 */
export function translateLaw(law: LawNode, values: Readonly<Record<string, SpiceValue>>): SpiceValue {
  const numbers = Object.entries(values).flatMap(([name, value]): [string, LawNode][] =>
    typeof value === 'number' ? [[name, numberNode(value)]] : [],
  )
  const known = substitute(law, new Map(numbers))
  const texts = new Map<LawNode, SpiceValue>()
  for (const node of nodesOf([known])) {
    if (node.kind === 'number') texts.set(node, node.value)
    else if (node.kind === 'name') {
      const value = Object.hasOwn(values, node.name) ? values[node.name] : undefined
      if (value === undefined) throw new OptionError('translateLaw', `no value of ${node.name}`, 'one')
      texts.set(node, value)
    } else {
      texts.set(
        node,
        textOf(
          node,
          operandsOf(node).map(operand => texts.get(operand)!),
        ),
      )
    }
  }
  return texts.get(known)!
}

function textOf(node: Extract<LawNode, { kind: 'operation' }>, operands: readonly SpiceValue[]): SpiceValue {
  const { operation } = node
  if (operation === '**') return power(operands[0], operands[1])
  const [a, b, c] = operands.map(spiceText) as [string, string, string]
  switch (operation) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '<':
    case '<=':
    case '==':
    case '&&':
    case '||':
      return `(${a} ${operation} ${b})`
    case '!':
      return `(!${a})`
    case 'negate':
      return `(-${a})`
    case '?':
      return `(${isCondition(node.operands[0]) ? a : `${a} != 0`} ? ${b} : ${c})`
    case 'expm1':
      // sinh keeps the digits that exp(x) - 1 loses.
      return `(2 * exp(${a} / 2) * sinh(${a} / 2))`
    default:
      return `${NAMES[operation] ?? operation}(${operands.map(spiceText).join(', ')})`
  }
}
