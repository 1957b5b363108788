import type { CrossbarGrid } from './crossbar-grid.ts'

/** What feeds one end of a set of lines: volts behind ohms (Infinity: none), or amps into the line. */
export interface EndSources {
  readonly ohms: Float64Array
  readonly volts: Float64Array
  readonly amps: Float64Array
}

export interface GridSources {
  readonly left: EndSources
  readonly right: EndSources
  readonly top: EndSources
  readonly bottom: EndSources
}

/**
 * Node voltages as reference plus deviation: two float64 that add up to more digits than one. Differences are taken
 * part by part, so a drop of a femtovolt along a line at 1 V keeps all its digits.
 */
export interface NodeVolts {
  readonly wordReference: Float64Array
  readonly bitReference: Float64Array
  readonly wordDeviation: Float64Array
  readonly bitDeviation: Float64Array
}

/** Current into a line from what feeds its end, A; 0 ohm gives 0 here, because Kirchhoff's law alone decides there. */
export function endCurrent(source: EndSources, line: number, reference: number, deviation: number): number {
  const ohms = source.ohms[line]
  if (ohms === 0) return 0
  const amps = source.amps[line]
  return ohms === Infinity ? amps : (source.volts[line] - reference - deviation) / ohms
}

/**
 * Net current into every node (A) at the given node voltages and cell currents; 0 where Kirchhoff's law holds.
 * Segments of 0 ohm carry what they must, so the law holds for the sum over the nodes that they join.
 * @returns the largest branch current, A
 */
export function kirchhoff(
  grid: CrossbarGrid,
  sources: GridSources,
  nodes: NodeVolts,
  cellCurrents: Float64Array,
  wordIn: Float64Array,
  bitIn: Float64Array,
): number {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = grid
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  let largest = 0
  for (let i = 0; i < rows; i++) {
    const from = i * columns
    let flow = endCurrent(sources.left, i, wordReference[from], wordDeviation[from])
    if (Math.abs(flow) > largest) largest = Math.abs(flow)
    for (let j = 0; j < columns; j++) {
      const k = from + j
      let onward: number
      if (j < columns - 1) {
        const ohms = wordOhms[(k - i) * wordStride]
        const drop = wordReference[k] - wordReference[k + 1] + (wordDeviation[k] - wordDeviation[k + 1])
        onward = ohms > 0 ? drop / ohms : 0
      } else onward = -endCurrent(sources.right, i, wordReference[k], wordDeviation[k])
      const cell = cellCurrents[k]
      wordIn[k] = flow - onward - cell
      if (Math.abs(cell) > largest) largest = Math.abs(cell)
      if (Math.abs(onward) > largest) largest = Math.abs(onward)
      flow = onward
    }
  }
  // Currents down the bit lines, carried from row to row.
  const flows = new Float64Array(columns)
  for (let j = 0; j < columns; j++) {
    flows[j] = endCurrent(sources.top, j, bitReference[j], bitDeviation[j])
    if (Math.abs(flows[j]) > largest) largest = Math.abs(flows[j])
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      let onward: number
      if (i < rows - 1) {
        const ohms = bitOhms[k * bitStride]
        const below = k + columns
        const drop = bitReference[k] - bitReference[below] + (bitDeviation[k] - bitDeviation[below])
        onward = ohms > 0 ? drop / ohms : 0
      } else onward = -endCurrent(sources.bottom, j, bitReference[k], bitDeviation[k])
      bitIn[k] = flows[j] - onward + cellCurrents[k]
      if (Math.abs(onward) > largest) largest = Math.abs(onward)
      flows[j] = onward
    }
  }
  return largest
}

/**
 * Nodes joined by 0 ohm are one node: leaves their summed imbalance at the last of them and 0 at the others, and 0 at
 * nodes held by 0-ohm sources, where there is no law to keep.
 * @returns the largest imbalance, A; NaN where there is one
 */
export function foldImbalance(grid: CrossbarGrid, wordIn: Float64Array, bitIn: Float64Array): number {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = grid
  let largest = 0
  let total = 0
  for (let i = 0; i < rows; i++) {
    let sum = 0
    let held = grid.left[i] === 0
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      sum += wordIn[k]
      wordIn[k] = 0
      const last = j === columns - 1
      if (!last && wordOhms[(k - i) * wordStride] === 0) continue
      if (!held && !(last && grid.right[i] === 0)) wordIn[k] = sum
      total += wordIn[k]
      if (Math.abs(wordIn[k]) > largest) largest = Math.abs(wordIn[k])
      sum = 0
      held = false
    }
  }
  const sums = new Float64Array(columns)
  const holds = new Uint8Array(columns)
  for (let j = 0; j < columns; j++) holds[j] = grid.top[j] === 0 ? 1 : 0
  for (let i = 0; i < rows; i++) {
    const last = i === rows - 1
    for (let j = 0; j < columns; j++) {
      const k = i * columns + j
      sums[j] += bitIn[k]
      bitIn[k] = 0
      if (!last && bitOhms[k * bitStride] === 0) continue
      if (holds[j] === 0 && !(last && grid.bottom[j] === 0)) bitIn[k] = sums[j]
      total += bitIn[k]
      if (Math.abs(bitIn[k]) > largest) largest = Math.abs(bitIn[k])
      sums[j] = 0
      holds[j] = 0
    }
  }
  return Number.isNaN(total) ? NaN : largest
}
