import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import type { GridSources, NetworkPlanes, NodeVolts } from '../../kernels/kirchhoff.ts'
import type { NetworkSolution } from './problem.ts'

/** Puts the nodes at an earlier solution of the same size, or the lines at their drivers' volts. */
export function startNodes(planes: NetworkPlanes, sources: GridSources, start?: NetworkSolution): void {
  const { grid, nodes } = planes
  if (start !== undefined) {
    nodes.wordReference.set(start.wordVoltages)
    nodes.bitReference.set(start.bitVoltages)
    nodes.wordDeviation.fill(0)
    nodes.bitDeviation.fill(0)
  }
  holdNodes(grid, sources, nodes, start === undefined)
  planes.setSources(sources)
}

/**
 * Makes nodes that 0 ohm joins equal and puts those at a 0-ohm source at exactly its volts, which no later step
 * changes.
 * @param afresh first put every line at the volts of its nearer driver (0 V without one)
 */
export function holdNodes(grid: CrossbarGrid, sources: GridSources, nodes: NodeVolts, afresh: boolean): void {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = grid
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  const { left, right, top, bottom } = sources
  if (afresh) {
    for (const plane of [wordDeviation, bitDeviation]) plane.fill(0)
    for (let i = 0; i < rows; i++) {
      const nearer = left.ohms[i] <= right.ohms[i] ? left : right
      wordReference.fill(nearer.volts[i], i * columns, (i + 1) * columns)
    }
    for (let j = 0; j < columns; j++) {
      const nearer = top.ohms[j] <= bottom.ohms[j] ? top : bottom
      bitReference[j] = nearer.volts[j]
    }
    for (let i = 1; i < rows; i++) bitReference.copyWithin(i * columns, 0, columns)
  }
  if (wordStride === 1 || wordOhms[0] === 0) {
    for (let i = 0; i < rows; i++) {
      for (let k = i * columns; k < (i + 1) * columns - 1; k++) {
        if (wordOhms[(k - i) * wordStride] !== 0) continue
        wordReference[k + 1] = wordReference[k]
        wordDeviation[k + 1] = wordDeviation[k]
      }
    }
  }
  if (bitStride === 1 || bitOhms[0] === 0) {
    for (let k = 0; k < (rows - 1) * columns; k++) {
      if (bitOhms[k * bitStride] !== 0) continue
      bitReference[k + columns] = bitReference[k]
      bitDeviation[k + columns] = bitDeviation[k]
    }
  }
  const holdWord = (i: number, j: number, volts: number): boolean => {
    wordReference[i * columns + j] = volts
    wordDeviation[i * columns + j] = 0
    return true
  }
  for (let i = 0; i < rows; i++) {
    const joined = (j: number) => wordOhms[(i * (columns - 1) + j) * wordStride] === 0
    if (left.ohms[i] === 0)
      for (let j = 0; holdWord(i, j, left.volts[i]) && j < columns - 1 && joined(j); j++);
    if (right.ohms[i] === 0)
      for (let j = columns - 1; holdWord(i, j, right.volts[i]) && j > 0 && joined(j - 1); j--);
  }
  const holdBit = (i: number, j: number, volts: number): boolean => {
    bitReference[i * columns + j] = volts
    bitDeviation[i * columns + j] = 0
    return true
  }
  for (let j = 0; j < columns; j++) {
    const joined = (i: number) => bitOhms[(i * columns + j) * bitStride] === 0
    if (top.ohms[j] === 0) for (let i = 0; holdBit(i, j, top.volts[j]) && i < rows - 1 && joined(i); i++);
    if (bottom.ohms[j] === 0)
      for (let i = rows - 1; holdBit(i, j, bottom.volts[j]) && i > 0 && joined(i - 1); i--);
  }
}
