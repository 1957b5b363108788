import { type CrossbarGraph, GROUND } from './crossbar-graph.ts'

/** Sums what word and bit (N x M row-major) hold at the places of each node; what stands at ground is left out. */
export function gatherNodes(
  { wordNode, bitNode }: CrossbarGraph,
  word: Float64Array,
  bit: Float64Array,
  sums: Float64Array,
): void {
  sums.fill(0)
  for (let k = 0; k < wordNode.length; k++) {
    if (wordNode[k] !== GROUND) sums[wordNode[k]] += word[k]
    if (bitNode[k] !== GROUND) sums[bitNode[k]] += bit[k]
  }
}

/** Sets word and bit (N x M row-major) to the values of the nodes that their places are; 0 at ground. */
export function scatterNodes(
  { wordNode, bitNode }: CrossbarGraph,
  values: Float64Array,
  word: Float64Array,
  bit: Float64Array,
): void {
  for (let k = 0; k < wordNode.length; k++) {
    word[k] = wordNode[k] === GROUND ? 0 : values[wordNode[k]]
    bit[k] = bitNode[k] === GROUND ? 0 : values[bitNode[k]]
  }
}
