import { type CrossbarGraph, GROUND } from './crossbar-graph.ts'

/** Nodes that are eliminated together, once everything below has been. */
export interface Separator {
  readonly nodes: readonly number[]
  /** Places of the separators below it, all before its own. */
  readonly below: readonly number[]
}

/** A block of so few cells is eliminated as one. */
const LEAF_CELLS = 6

/**
 * Nested dissection of a crossbar (A. George, SIAM Journal on Numerical Analysis 10, 345, 1973): a cut between two bit lines
 * crosses one segment of each word line, so the word nodes on one side of it part the block in two; a cut between two word
 * lines is parted by bit nodes. Pieces of line that 0 ohm joins across a cut belong to it.
 * @returns separators in the order of elimination
 */
export function dissect(graph: CrossbarGraph, rows: number, columns: number): Separator[] {
  const { wordNode, bitNode } = graph
  const taken = new Uint8Array(graph.nodes)
  const separators: Separator[] = []

  function take(node: number, into: number[]): void {
    if (node === GROUND || taken[node] === 1) return
    taken[node] = 1
    into.push(node)
  }

  /** @returns the separators on top of the block */
  function cut(top: number, bottom: number, left: number, right: number): number[] {
    const [height, width] = [bottom - top, right - left]
    const own: number[] = []
    const below: number[] = []
    if (height * width <= LEAF_CELLS) {
      for (let i = top; i < bottom; i++) {
        for (let j = left; j < right; j++) {
          take(wordNode[i * columns + j], own)
          take(bitNode[i * columns + j], own)
        }
      }
    } else if (width >= height) {
      const middle = left + (width >> 1)
      for (let i = top; i < bottom; i++) take(wordNode[i * columns + middle - 1], own)
      below.push(...cut(top, bottom, left, middle), ...cut(top, bottom, middle, right))
    } else {
      const middle = top + (height >> 1)
      for (let j = left; j < right; j++) take(bitNode[(middle - 1) * columns + j], own)
      below.push(...cut(top, middle, left, right), ...cut(middle, bottom, left, right))
    }
    return own.length === 0 ? below : [separators.push({ nodes: own, below }) - 1]
  }

  cut(0, rows, 0, columns)
  return separators
}
