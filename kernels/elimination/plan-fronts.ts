import { type CrossbarGraph, GROUND } from './crossbar-graph.ts'
import { dissect } from './dissect.ts'

/** A dense block of the elimination: its own nodes, then the later nodes that they reach. */
export interface Front {
  readonly nodes: Int32Array
  /** How many of the nodes, the first ones, are eliminated here. */
  readonly own: number
  /** Places of the fronts whose rest goes into this one. */
  readonly below: readonly number[]
  /** Branches whose earlier end is an own node. */
  readonly branches: Int32Array
}

export interface FrontPlan {
  readonly graph: CrossbarGraph
  /** In the order of elimination. */
  readonly fronts: readonly Front[]
  /** Numbers that the multipliers of all fronts take. */
  readonly numbers: number
}

/** Which nodes meet in which front, whatever the conductances are. */
export function planFronts(graph: CrossbarGraph, rows: number, columns: number): FrontPlan {
  const separators = dissect(graph, rows, columns)
  const frontOf = new Int32Array(graph.nodes)
  separators.forEach(({ nodes }, place) => {
    for (const node of nodes) frontOf[node] = place
  })
  const branchesOf = branchesByFront(graph, frontOf, separators.length)
  const seen = new Int32Array(graph.nodes).fill(-1)
  const fronts: Front[] = []
  let numbers = 0
  separators.forEach((separator, place) => {
    const nodes = [...separator.nodes]
    for (const node of nodes) seen[node] = place
    const meet = (node: number): void => {
      if (node === GROUND || seen[node] === place) return
      seen[node] = place
      nodes.push(node)
    }
    const branches = branchesOf[place]
    for (const branch of branches) {
      meet(graph.from[branch])
      meet(graph.to[branch])
    }
    for (const lower of separator.below) {
      const { nodes: met, own } = fronts[lower]
      for (let k = own; k < met.length; k++) meet(met[k])
    }
    const own = separator.nodes.length
    fronts.push({ nodes: Int32Array.from(nodes), own, below: separator.below, branches })
    numbers += own * nodes.length
  })
  return { graph, fronts, numbers }
}

/** Each branch stands where its earlier end is eliminated. */
function branchesByFront(graph: CrossbarGraph, frontOf: Int32Array, fronts: number): Int32Array[] {
  const { from, to } = graph
  const place = (branch: number): number => {
    if (to[branch] === GROUND) return frontOf[from[branch]]
    if (from[branch] === GROUND) return frontOf[to[branch]]
    return Math.min(frontOf[from[branch]], frontOf[to[branch]])
  }
  const counts = new Int32Array(fronts)
  for (let branch = 0; branch < from.length; branch++) counts[place(branch)]++
  const lists = Array.from(counts, count => new Int32Array(count))
  counts.fill(0)
  for (let branch = 0; branch < from.length; branch++) {
    const at = place(branch)
    lists[at][counts[at]++] = branch
  }
  return lists
}
