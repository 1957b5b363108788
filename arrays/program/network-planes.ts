import type { Drive } from '../crossbar/drive.ts'
import type { OperatingPoint } from '../crossbar/operating-point.ts'

/**
 * Pixel maps of one network: current and voltage of each cell, and the currents in the pieces of its lines: of a word line the piece
 * on the left of the cell, to the right; of a bit line the piece below the cell, downwards.
 */
export function networkPlanes(
  { cellCurrents, cellVolts, solution }: OperatingPoint,
  drive: Drive,
  [rows, columns]: readonly [number, number],
): Record<string, Float64Array> {
  const ofCells = { 'cell-current': cellCurrents, 'cell-voltage': cellVolts }
  if (drive.kind === 'isolated' || solution === undefined) return ofCells
  const word = new Float64Array(rows * columns)
  const bit = new Float64Array(rows * columns)
  for (let k = 0; k < word.length; k++) {
    const [i, j] = [Math.floor(k / columns), k % columns]
    word[k] = j === 0 ? solution.leftCurrents[i] : word[k - 1] - cellCurrents[k - 1]
    bit[k] = cellCurrents[k] + (i === 0 ? -solution.topCurrents[j] : bit[k - columns])
  }
  return { ...ofCells, 'word-line-current': word, 'bit-line-current': bit }
}
