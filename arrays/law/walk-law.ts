import { type LawNode, type NameNode, operandsOf } from './law-node.ts'

/** All nodes below some, themselves included, operands before what they are operands of. */
export function nodesOf(roots: readonly LawNode[]): LawNode[] {
  const found = new Set<LawNode>()
  const visit = (node: LawNode): void => {
    if (found.has(node)) return
    for (const operand of operandsOf(node)) visit(operand)
    found.add(node)
  }
  for (const root of roots) visit(root)
  return [...found]
}

/** Names that stand in some laws. */
export function namesOf(...roots: readonly LawNode[]): Set<string> {
  return new Set(
    nodesOf(roots)
      .filter((node): node is NameNode => node.kind === 'name')
      .map(node => node.name),
  )
}

/** The law with its nodes made anew from the bottom; each is made once. */
export function rebuild(
  root: LawNode,
  make: (node: LawNode, operands: readonly LawNode[]) => LawNode,
): LawNode {
  const done = new Map<LawNode, LawNode>()
  for (const node of nodesOf([root])) {
    done.set(
      node,
      make(
        node,
        operandsOf(node).map(operand => done.get(operand)!),
      ),
    )
  }
  return done.get(root)!
}
