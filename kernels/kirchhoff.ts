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

/** How well Kirchhoff's law holds, A. */
export interface Imbalance {
  /** Largest net current into a node; NaN where there is one. Nodes joined by 0 ohm count as one. */
  readonly worst: number
  /** Largest branch current. */
  readonly largest: number
}

/** Current into a line from what feeds its end, A; 0 ohm gives 0 here, because Kirchhoff's law alone decides there. */
export function endCurrent(source: EndSources, line: number, reference: number, deviation: number): number {
  const ohms = source.ohms[line]
  if (ohms === 0) return 0
  const amps = source.amps[line]
  return ohms === Infinity ? amps : (source.volts[line] - reference - deviation) / ohms
}

/**
 * Net current into every node (A) at the given node voltages and cell currents; 0 where Kirchhoff's law holds, and at
 * nodes held by 0-ohm sources, where there is no law to keep. Segments of 0 ohm carry what they must, so nodes that
 * they join are one node: their sum stands at the last of them.
 */
export function kirchhoff(
  grid: CrossbarGrid,
  sources: GridSources,
  nodes: NodeVolts,
  cellCurrents: Float64Array,
  wordIn: Float64Array,
  bitIn: Float64Array,
): Imbalance {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = grid
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  const { left, right, top, bottom } = sources
  const lastRow = rows - 1
  const lastColumn = columns - 1
  let largest = 0
  let worst = 0
  // Only to see a NaN, which no comparison shows.
  let total = 0
  // Currents down the bit lines, sums over joined bit nodes and whether a source holds them, from row to row.
  const flows = new Float64Array(columns)
  const sums = new Float64Array(columns)
  const holds = new Uint8Array(columns)
  for (let j = 0; j < columns; j++) {
    flows[j] = endCurrent(top, j, bitReference[j], bitDeviation[j])
    if (Math.abs(flows[j]) > largest) largest = Math.abs(flows[j])
    if (top.ohms[j] === 0) holds[j] = 1
  }
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    let flow = endCurrent(left, i, wordReference[start], wordDeviation[start])
    if (Math.abs(flow) > largest) largest = Math.abs(flow)
    let sum = 0
    let held = left.ohms[i] === 0
    for (let j = 0, k = start; j < columns; j++, k++) {
      const last = j === lastColumn
      const ohms = last ? right.ohms[i] : wordOhms[(k - i) * wordStride]
      let onward = 0
      if (last) onward = -endCurrent(right, i, wordReference[k], wordDeviation[k])
      else if (ohms > 0)
        onward = (wordReference[k] - wordReference[k + 1] + (wordDeviation[k] - wordDeviation[k + 1])) / ohms
      const cell = cellCurrents[k]
      sum += flow - onward - cell
      flow = onward
      const size = Math.abs(onward)
      if (size > largest) largest = size
      if (Math.abs(cell) > largest) largest = Math.abs(cell)
      wordIn[k] = 0
      if (ohms === 0) {
        if (!last) continue
        held = true
      }
      if (!held) {
        wordIn[k] = sum
        total += sum
        if (Math.abs(sum) > worst) worst = Math.abs(sum)
      }
      sum = 0
      held = false
    }
    for (let j = 0, k = start; j < columns; j++, k++) {
      const last = i === lastRow
      const ohms = last ? bottom.ohms[j] : bitOhms[k * bitStride]
      let onward = 0
      if (last) onward = -endCurrent(bottom, j, bitReference[k], bitDeviation[k])
      else if (ohms > 0) {
        const below = k + columns
        onward = (bitReference[k] - bitReference[below] + (bitDeviation[k] - bitDeviation[below])) / ohms
      }
      const net = sums[j] + (flows[j] - onward + cellCurrents[k])
      flows[j] = onward
      const size = Math.abs(onward)
      if (size > largest) largest = size
      bitIn[k] = 0
      if (ohms === 0) {
        if (!last) {
          sums[j] = net
          continue
        }
        holds[j] = 1
      }
      if (holds[j] === 0) {
        bitIn[k] = net
        total += net
        if (Math.abs(net) > worst) worst = Math.abs(net)
      }
      sums[j] = 0
      holds[j] = 0
    }
  }
  return { worst: Number.isNaN(total) ? Number.NaN : worst, largest }
}
