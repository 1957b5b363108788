import { isNumber, type LawNode, type Operation } from './law-node.ts'
import { namesOf, nodesOf } from './walk-law.ts'

/** Operations with a kink, or with an edge at which their slope has no end. */
const EDGED: ReadonlySet<Operation> = new Set<Operation>([
  '?',
  'min',
  'max',
  'abs',
  'sign',
  '<',
  '<=',
  '==',
  '!',
  '&&',
  '||',
  'sqrt',
  'log',
  'asin',
])

/** Whether a law has all its derivatives by one of its names at every value of it (but where it divides by 0). */
export function isSmooth(law: LawNode, by: string): boolean {
  return nodesOf([law]).every(node => {
    if (node.kind !== 'operation' || !namesOf(node).has(by)) return true
    if (node.operation !== '**') return !EDGED.has(node.operation)
    const [, power] = node.operands
    return isNumber(power) && Number.isInteger(power.value)
  })
}
