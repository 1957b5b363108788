import { endCurrent, type GridSources, type NetworkPlanes } from '../../kernels/kirchhoff.ts'

/** Currents at the ends of the lines, A. */
export interface LineCurrents {
  /** Into the array at each end of the word lines. */
  readonly left: Float64Array
  readonly right: Float64Array
  /** Out of the array at each end of the bit lines. */
  readonly top: Float64Array
  readonly bottom: Float64Array
}

/**
 * Currents at the ends of all lines, once the nodes are in balance. Behind a resistance it is Ohm's law; at a 0-ohm source
 * it is what the nodes that 0 ohm joins to it pass on; a line without resistance between two 0-ohm sources draws half from
 * each.
 */
export function lineCurrents(planes: NetworkPlanes, sources: GridSources): LineCurrents {
  const { rows, columns } = planes.grid
  const { wordReference, wordDeviation, bitReference, bitDeviation } = planes.nodes
  const { needs } = planes
  const left = new Float64Array(rows)
  const right = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    const from = i * columns
    const to = from + columns - 1
    const [first, last] = pair(
      sources.left.ohms[i] === 0,
      sources.right.ohms[i] === 0,
      endCurrent(sources.left, i, wordReference[from], wordDeviation[from]),
      endCurrent(sources.right, i, wordReference[to], wordDeviation[to]),
      needs.left[i],
      needs.right[i],
      needs.wordWhole[i] === 1,
    )
    left[i] = first
    right[i] = last
  }
  const top = new Float64Array(columns)
  const bottom = new Float64Array(columns)
  for (let j = 0; j < columns; j++) {
    const to = (rows - 1) * columns + j
    const [first, last] = pair(
      sources.top.ohms[j] === 0,
      sources.bottom.ohms[j] === 0,
      -endCurrent(sources.top, j, bitReference[j], bitDeviation[j]),
      -endCurrent(sources.bottom, j, bitReference[to], bitDeviation[to]),
      needs.top[j],
      needs.bottom[j],
      needs.bitWhole[j] === 1,
    )
    top[j] = first
    bottom[j] = last
  }
  return { left, right, top, bottom }
}

/** Currents at the two ends of a line, from whether they are ideal, Ohm's law, and what the joined nodes there pass on. */
function pair(
  firstIdeal: boolean,
  lastIdeal: boolean,
  first: number,
  last: number,
  firstNeed: number,
  lastNeed: number,
  whole: boolean,
): [number, number] {
  if (!whole) return [firstIdeal ? firstNeed : first, lastIdeal ? lastNeed : last]
  if (firstIdeal && lastIdeal) return [lastNeed / 2, lastNeed / 2]
  if (firstIdeal) return [lastNeed - last, last]
  return [first, lastIdeal ? lastNeed - first : last]
}
