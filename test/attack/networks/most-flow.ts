/** Capacity from a node to another, at least 0. */
export interface Branch {
  readonly from: number
  readonly to: number
  readonly most: number
}

/** The largest flow from a node to another through branches of limited capacity, by shortest augmenting paths (Edmonds and Karp 1972). */
export function mostFlow(branches: readonly Branch[], from: number, to: number): number {
  const left = new Map<number, Map<number, number>>()
  const add = (a: number, b: number, most: number): void => {
    if (!left.has(a)) left.set(a, new Map())
    const out = left.get(a)!
    out.set(b, (out.get(b) ?? 0) + most)
  }
  for (const branch of branches) {
    add(branch.from, branch.to, branch.most)
    add(branch.to, branch.from, 0)
  }
  let flow = 0
  for (;;) {
    const path = shortestPath(left, from, to)
    if (path === undefined) return flow
    const most = path.reduce((least, [a, b]) => Math.min(least, left.get(a)!.get(b)!), Infinity)
    if (most === Infinity) return Infinity
    for (const [a, b] of path) {
      add(a, b, -most)
      add(b, a, most)
    }
    flow += most
  }
}

function shortestPath(
  left: ReadonlyMap<number, ReadonlyMap<number, number>>,
  from: number,
  to: number,
): (readonly [number, number])[] | undefined {
  const before = new Map<number, number>([[from, from]])
  const queue = [from]
  for (const node of queue) {
    if (node === to) break
    for (const [next, most] of left.get(node) ?? []) {
      if (!(most > 0) || before.has(next)) continue
      before.set(next, node)
      queue.push(next)
    }
  }
  if (!before.has(to)) return undefined
  const path: (readonly [number, number])[] = []
  for (let node = to; node !== from; node = before.get(node)!) path.push([before.get(node)!, node])
  return path
}
