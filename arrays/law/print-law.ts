import type { LawNode, OperationNode } from './law-node.ts'
import { LAW_CONSTANTS } from './law-vocabulary.ts'

/** How strongly a text holds together: an operand that holds less than its operation stands in brackets. */
const CHOICE = 1
const OR = 2
const AND = 3
const EQUAL = 4
const LESS = 5
const SUM = 6
const PRODUCT = 7
const SIGN = 8
const POWER = 9
const ATOM = 10

interface Printed {
  readonly text: string
  readonly strength: number
}

/** The law as the text that parseLaw reads into the same tree. */
export function printLaw(law: LawNode): string {
  return print(law).text
}

function print(node: LawNode): Printed {
  if (node.kind === 'name') return { text: node.name, strength: ATOM }
  if (node.kind === 'number') return printNumber(node.value)
  return printOperation(node)
}

function printNumber(value: number): Printed {
  const constant = Object.entries(LAW_CONSTANTS).find(([, known]) => known === value)
  if (constant !== undefined) return { text: constant[0], strength: ATOM }
  if (value === Number.POSITIVE_INFINITY) return { text: '1 / 0', strength: PRODUCT }
  if (value === Number.NEGATIVE_INFINITY) return { text: '-1 / 0', strength: PRODUCT }
  const text = Object.is(value, -0) ? '-0' : String(value)
  return { text, strength: text.startsWith('-') ? SIGN : ATOM }
}

function printOperation({ operation, operands }: OperationNode): Printed {
  const [a, b, c] = operands as [LawNode, LawNode, LawNode]
  switch (operation) {
    case '+':
    case '-':
      return pair(a, operation, b, SUM)
    case '*':
    case '/':
      return pair(a, operation, b, PRODUCT)
    case '<':
    case '<=':
      return pair(a, operation, b, LESS)
    case '==':
      return pair(a, operation, b, EQUAL)
    case '&&':
      return pair(a, operation, b, AND)
    case '||':
      return pair(a, operation, b, OR)
    case '**':
      // Powers bind to the right; no sign may stand before the base, nor before a power.
      return { text: `${held(a, ATOM)} ** ${held(b, SIGN)}`, strength: POWER }
    case 'negate':
      return { text: `-${held(a, ATOM)}`, strength: SIGN }
    case '!':
      return { text: `!${held(a, ATOM)}`, strength: SIGN }
    case '?':
      return { text: `${held(a, OR)} ? ${held(b, CHOICE)} : ${held(c, CHOICE)}`, strength: CHOICE }
    case 'expm1':
      return { text: `exp(${print(a).text}) - 1`, strength: SUM }
    default: {
      const arguments_ = operands.map(operand => print(operand).text)
      return { text: `${operation}(${arguments_.join(', ')})`, strength: ATOM }
    }
  }
}

/** Operations that bind to the left: the right operand has to hold more. */
function pair(a: LawNode, sign: string, b: LawNode, strength: number): Printed {
  return { text: `${held(a, strength)} ${sign} ${held(b, strength + 1)}`, strength }
}

function held(node: LawNode, least: number): string {
  const { text, strength } = print(node)
  return strength < least ? `(${text})` : text
}
