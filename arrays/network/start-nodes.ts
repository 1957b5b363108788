import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import type { GridSources, NodeVolts } from '../../kernels/kirchhoff.ts'
import type { NetworkSolution } from './problem.ts'

/**
 * Node voltages to start from: an earlier solution of the same size, or every line at the volts of a driver of its own
 * (0 V without one). Nodes that 0 ohm joins are equal and those at a 0-ohm source have exactly its volts, which no
 * later step changes.
 */
export function startNodes(grid: CrossbarGrid, sources: GridSources, start?: NetworkSolution): NodeVolts {
  const { rows, columns } = grid
  const count = rows * columns
  const wordReference = new Float64Array(count)
  const bitReference = new Float64Array(count)
  const usable = start !== undefined && start.wordVoltages.length === count
  if (usable) {
    wordReference.set(start.wordVoltages)
    bitReference.set(start.bitVoltages)
  }
  const { left, right, top, bottom } = sources
  for (let i = 0; i < rows; i++) {
    const from = i * columns
    const to = from + columns - 1
    const joined = (j: number) => grid.wordOhms[(from - i + j) * grid.wordStride] === 0
    if (!usable) wordReference.fill(driverVolts(left.ohms, left.volts, right.ohms, right.volts, i), from, to + 1)
    else {
      for (let j = 0; j < columns - 1; j++)
        if (joined(j)) wordReference[from + j + 1] = wordReference[from + j]
    }
    if (left.ohms[i] === 0) {
      for (let j = 0; j < columns && (j === 0 || joined(j - 1)); j++) wordReference[from + j] = left.volts[i]
    }
    if (right.ohms[i] === 0) {
      for (let j = columns - 1; j >= 0 && (j === columns - 1 || joined(j)); j--)
        wordReference[from + j] = right.volts[i]
    }
  }
  for (let j = 0; j < columns; j++) {
    const joined = (i: number) => grid.bitOhms[(i * columns + j) * grid.bitStride] === 0
    if (!usable) {
      const volts = driverVolts(top.ohms, top.volts, bottom.ohms, bottom.volts, j)
      if (volts !== 0) for (let i = 0; i < rows; i++) bitReference[i * columns + j] = volts
    } else {
      for (let i = 0; i < rows - 1; i++) {
        if (joined(i)) bitReference[(i + 1) * columns + j] = bitReference[i * columns + j]
      }
    }
    if (top.ohms[j] === 0) {
      for (let i = 0; i < rows && (i === 0 || joined(i - 1)); i++)
        bitReference[i * columns + j] = top.volts[j]
    }
    if (bottom.ohms[j] === 0) {
      for (let i = rows - 1; i >= 0 && (i === rows - 1 || joined(i)); i--)
        bitReference[i * columns + j] = bottom.volts[j]
    }
  }
  return {
    wordReference,
    bitReference,
    wordDeviation: new Float64Array(count),
    bitDeviation: new Float64Array(count),
  }
}

function driverVolts(
  fromOhms: Float64Array,
  fromVolts: Float64Array,
  toOhms: Float64Array,
  toVolts: Float64Array,
  line: number,
): number {
  return fromOhms[line] <= toOhms[line] ? fromVolts[line] : toVolts[line]
}
