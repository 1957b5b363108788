import type { LawNode } from './law-node.ts'
import { operate } from './operate.ts'
import { rebuild } from './walk-law.ts'

/** The law with other laws in place of some of its names. */
export function substitute(law: LawNode, values: ReadonlyMap<string, LawNode>): LawNode {
  return rebuild(law, (node, operands) => {
    if (node.kind === 'name') return values.get(node.name) ?? node
    return node.kind === 'operation' ? operate(node.operation, ...operands) : node
  })
}
