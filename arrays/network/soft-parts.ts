import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'

/** Nodes that move together; lines in rising order. */
export interface SoftPart {
  /** Its first node: of a word line i M + j, of a bit line N M + i M + j. */
  readonly node: number
  readonly nodes: readonly number[]
  readonly wordLines: readonly number[]
  readonly bitLines: readonly number[]
  /** Cells that join it to the rest, and 1 where its own end is the word line, else -1. */
  readonly border: readonly (readonly [cell: number, sign: number])[]
}

/** Nodes whose steps differ by less than this share of them move as one. */
const TOGETHER = 0.01

/**
 * Groups the nodes whose step is larger than `least` into parts that move as one.
 * @param word steps of the word nodes, V, N x M
 * @param bit steps of the bit nodes, V, N x M
 */
export function softParts(
  grid: CrossbarGrid,
  word: Float64Array,
  bit: Float64Array,
  least: number,
): SoftPart[] {
  const { rows, columns, conductance, wordOhms, wordStride, bitOhms, bitStride } = grid
  const count = rows * columns
  const step = (node: number): number => (node < count ? word[node] : bit[node - count])
  const isSoft = (node: number): boolean => Math.abs(step(node)) > least
  const parent = Int32Array.from({ length: 2 * count }, (_, node) => node)
  const root = (node: number): number => {
    let at = node
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }
  const join = (a: number, b: number): void => {
    if (!isSoft(a) || !isSoft(b)) return
    const most = Math.max(Math.abs(step(a)), Math.abs(step(b)))
    if (Math.abs(step(a) - step(b)) <= TOGETHER * most) parent[root(a)] = root(b)
  }
  for (let k = 0; k < count; k++) {
    const [i, j] = [Math.floor(k / columns), k % columns]
    if (conductance[k] > 0) join(k, count + k)
    if (j < columns - 1 && wordOhms[(i * (columns - 1) + j) * wordStride] < Infinity) join(k, k + 1)
    if (i < rows - 1 && bitOhms[k * bitStride] < Infinity) join(count + k, count + k + columns)
  }
  const parts = new Map<
    number,
    { node: number; nodes: number[]; words: Set<number>; bits: Set<number>; border: [number, number][] }
  >()
  const partOf = (node: number) => {
    const at = root(node)
    if (!parts.has(at)) parts.set(at, { node, nodes: [], words: new Set(), bits: new Set(), border: [] })
    return parts.get(at)!
  }
  for (let node = 0; node < 2 * count; node++) {
    if (!isSoft(node)) continue
    const cell = node < count ? node : node - count
    const { nodes, words, bits, border } = partOf(node)
    nodes.push(node)
    if (node < count) words.add(Math.floor(cell / columns))
    else bits.add(cell % columns)
    if (root(cell) !== root(count + cell)) border.push([cell, node < count ? 1 : -1])
  }
  const sorted = (lines: Set<number>): number[] => [...lines].sort((a, b) => a - b)
  return [...parts.values()].map(({ node, nodes, words, bits, border }) => ({
    node,
    nodes,
    wordLines: sorted(words),
    bitLines: sorted(bits),
    border,
  }))
}
