import { OptionError } from '../errors.ts'
import type { LawNode } from './law-node.ts'
import { ARITHMETIC } from './operate.ts'
import { nodesOf } from './walk-law.ts'

/**
 * The value of a law at one point, worked out node by node: for checks. Loops over cells are compiled instead.
 * @throws RangeError for a name without a value
 */
export function evaluateLaw(law: LawNode, values: Readonly<Record<string, number>>): number {
  const done = new Map<LawNode, number>()
  for (const node of nodesOf([law])) {
    if (node.kind === 'number') done.set(node, node.value)
    else if (node.kind === 'name') {
      if (!Object.hasOwn(values, node.name)) {
        throw new OptionError('evaluateLaw', `no value of ${node.name}`, 'one')
      }
      done.set(node, values[node.name])
    } else {
      done.set(node, ARITHMETIC[node.operation](...node.operands.map(operand => done.get(operand)!)))
    }
  }
  return done.get(law)!
}
