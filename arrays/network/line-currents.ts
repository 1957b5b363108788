import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { endCurrent, type GridSources, type NodeVolts } from '../../kernels/kirchhoff.ts'

/** What the wires carry, once the nodes are in balance. */
export interface LineCurrents {
  /** Currents into the array at each end of the word lines, A. */
  readonly left: Float64Array
  readonly right: Float64Array
  /** Currents out of the array at each end of the bit lines, A. */
  readonly top: Float64Array
  readonly bottom: Float64Array
  /** Watts in the segments of all lines. */
  readonly wireWatts: number
}

/**
 * Currents at the ends of all lines. Behind a resistance it is Ohm's law; at a 0-ohm source it is what the nodes that
 * 0 ohm joins to it pass on; a line without resistance between two 0-ohm sources draws half from each.
 */
export function lineCurrents(
  grid: CrossbarGrid,
  sources: GridSources,
  nodes: NodeVolts,
  cellCurrents: Float64Array,
): LineCurrents {
  const word = wordCurrents(grid, sources, nodes, cellCurrents)
  const bit = bitCurrents(grid, sources, nodes, cellCurrents)
  return { ...word, ...bit, wireWatts: word.watts + bit.watts }
}

function wordCurrents(
  grid: CrossbarGrid,
  sources: GridSources,
  nodes: NodeVolts,
  cellCurrents: Float64Array,
) {
  const { rows, columns, wordOhms, wordStride } = grid
  const { wordReference, wordDeviation } = nodes
  const left = new Float64Array(rows)
  const right = new Float64Array(rows)
  let watts = 0
  for (let i = 0; i < rows; i++) {
    const from = i * columns
    const to = from + columns - 1
    // Current that the joined nodes at hand pass to cells, less what came from the left.
    let need = 0
    let first = true
    for (let k = from; k <= to; k++) {
      need += cellCurrents[k]
      if (k === to) break
      const ohms = wordOhms[(k - i) * wordStride]
      if (ohms === 0) continue
      const drop = wordReference[k] - wordReference[k + 1] + (wordDeviation[k] - wordDeviation[k + 1])
      const onward = drop / ohms
      watts += drop * onward
      if (first) left[i] = need + onward
      first = false
      need = -onward
    }
    const atRight = endCurrent(sources.right, i, wordReference[to], wordDeviation[to])
    const idealLeft = grid.left[i] === 0
    const idealRight = grid.right[i] === 0
    right[i] = idealRight ? (first && idealLeft ? need / 2 : need) : atRight
    if (!idealLeft) {
      left[i] = endCurrent(sources.left, i, wordReference[from], wordDeviation[from])
      if (first && idealRight) right[i] = need - left[i]
    } else if (first) left[i] = need - right[i]
  }
  return { left, right, watts }
}

function bitCurrents(grid: CrossbarGrid, sources: GridSources, nodes: NodeVolts, cellCurrents: Float64Array) {
  const { rows, columns, bitOhms, bitStride } = grid
  const { bitReference, bitDeviation } = nodes
  const top = new Float64Array(columns)
  const bottom = new Float64Array(columns)
  // Current that the joined nodes at hand have from cells and from above.
  const gain = new Float64Array(columns)
  const first = new Uint8Array(columns).fill(1)
  let watts = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      gain[j] += cellCurrents[k]
      if (i === rows - 1) continue
      const ohms = bitOhms[k * bitStride]
      if (ohms === 0) continue
      const below = k + columns
      const drop = bitReference[k] - bitReference[below] + (bitDeviation[k] - bitDeviation[below])
      const onward = drop / ohms
      watts += drop * onward
      if (first[j] === 1) top[j] = gain[j] - onward
      first[j] = 0
      gain[j] = onward
    }
  }
  const end = (rows - 1) * columns
  for (let j = 0; j < columns; j++) {
    const idealTop = grid.top[j] === 0
    const idealBottom = grid.bottom[j] === 0
    const atBottom = -endCurrent(sources.bottom, j, bitReference[end + j], bitDeviation[end + j])
    bottom[j] = idealBottom ? (first[j] === 1 && idealTop ? gain[j] / 2 : gain[j]) : atBottom
    if (!idealTop) {
      top[j] = -endCurrent(sources.top, j, bitReference[j], bitDeviation[j])
      if (first[j] === 1 && idealBottom) bottom[j] = gain[j] - top[j]
    } else if (first[j] === 1) top[j] = gain[j] - bottom[j]
  }
  return { top, bottom, watts }
}
