import { type FunctionName, type LawNode, type OperationNode, operandsOf } from './law-node.ts'
import { nodesOf } from './walk-law.ts'

/** Where a part of a law is computed: before the loop over cells, in it, or in a branch of a choice. */
export interface Block {
  readonly kind: 'before' | 'loop' | 'branch'
  /** The block of a branch of a choice that is made here. */
  branch(condition: LawNode, holds: boolean): Block
  /** Whether this block lies in `other`. */
  isInside(other: Block): boolean
}

class PlacedBlock implements Block {
  readonly kind: Block['kind']
  readonly parent: PlacedBlock | undefined
  readonly depth: number
  readonly #branches = new Map<LawNode, [PlacedBlock, PlacedBlock]>()

  constructor(kind: Block['kind'], parent?: PlacedBlock) {
    this.kind = kind
    this.parent = parent
    this.depth = parent === undefined ? 0 : parent.depth + 1
  }

  branch(condition: LawNode, holds: boolean): PlacedBlock {
    let pair = this.#branches.get(condition)
    if (pair === undefined) {
      pair = [new PlacedBlock('branch', this), new PlacedBlock('branch', this)]
      this.#branches.set(condition, pair)
    }
    return pair[holds ? 0 : 1]
  }

  isInside(other: Block): boolean {
    for (let block: PlacedBlock | undefined = this.parent; block !== undefined; block = block.parent) {
      if (block === other) return true
    }
    return false
  }
}

/** Operations that cost much more than arithmetic: a choice that saves one is worth a branch. */
const DEAR: ReadonlySet<string> = new Set<FunctionName | '**'>([
  'exp',
  'expm1',
  'log',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'asin',
  '**',
])

export interface Placement {
  readonly blockOf: ReadonlyMap<LawNode, Block>
  /** In how many operations and results each node stands. */
  readonly uses: ReadonlyMap<LawNode, number>
  /** A choice that is written as a branch. */
  readonly isChoice: (node: LawNode) => node is OperationNode
}

/**
 * Finds the innermost block in which each part of some laws can be computed once for all its uses.
 * @param isUniform names that have one value for all cells
 */
export function placeLaws(roots: readonly LawNode[], isUniform: (name: string) => boolean): Placement {
  const nodes = nodesOf(roots)
  const uniform = new Set<LawNode>()
  const dear = new Set<LawNode>()
  for (const node of nodes) {
    const operands = operandsOf(node)
    if (node.kind === 'name' ? isUniform(node.name) : operands.every(operand => uniform.has(operand)))
      uniform.add(node)
    if (uniform.has(node)) continue
    if (node.kind === 'operation' && DEAR.has(node.operation)) dear.add(node)
    else if (operands.some(operand => dear.has(operand))) dear.add(node)
  }
  const isChoice = (node: LawNode): node is OperationNode =>
    node.kind === 'operation' &&
    node.operation === '?' &&
    !uniform.has(node) &&
    node.operands.slice(1).some(branch => dear.has(branch))
  const before = new PlacedBlock('before')
  const loop = new PlacedBlock('loop')
  const blockOf = new Map<LawNode, PlacedBlock>()
  const uses = new Map<LawNode, number>()
  const use = (node: LawNode, block: PlacedBlock): void => {
    uses.set(node, (uses.get(node) ?? 0) + 1)
    const known = blockOf.get(node)
    blockOf.set(node, uniform.has(node) ? before : known === undefined ? block : common(known, block))
  }
  for (const root of roots) use(root, loop)
  // From the results downwards, so that all uses of a node are known before its operands are placed.
  for (const node of nodes.toReversed()) {
    if (node.kind !== 'operation') continue
    const block = blockOf.get(node)!
    const { operands } = node
    if (isChoice(node)) {
      const [condition, yes, no] = operands as [LawNode, LawNode, LawNode]
      use(condition, block)
      use(yes, block.branch(condition, true))
      use(no, block.branch(condition, false))
    } else {
      for (const operand of operands) use(operand, block)
    }
  }
  return { blockOf, uses, isChoice }
}

function common(a: PlacedBlock, b: PlacedBlock): PlacedBlock {
  let [x, y] = [a, b]
  while (x !== y) {
    if (x.depth >= y.depth) x = x.parent!
    else y = y.parent!
  }
  return x
}
