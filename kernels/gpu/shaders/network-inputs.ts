import { BREAK_OHMS, coarseOhms, type LineOhms } from '../../coarse-ohms.ts'
import type { CrossbarGrid } from '../../crossbar-grid.ts'
import { createFrontSolver } from '../../front-solve.ts'
import type { CycleLevel } from './cycle-shape.ts'

/** Scaled ohms above which nothing is there, so that products stay inside float32. */
const NOTHING = 1e20

/** Lines of a network on every level, in units of the array. */
export interface NetworkLines {
  readonly word: LineOhms
  readonly bit: LineOhms
}

/** The lines of all levels but none of the cells: they stay as long as the array. */
export function linesOfLevels(
  grid: Omit<CrossbarGrid, 'conductance'>,
  levels: readonly CycleLevel[],
): NetworkLines[] {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = grid
  let word: LineOhms = {
    lines: rows,
    length: columns,
    ohms: wordOhms,
    stride: wordStride,
    lineStep: columns - 1,
    positionStep: 1,
    from: grid.left,
    to: grid.right,
  }
  let bit: LineOhms = {
    lines: columns,
    length: rows,
    ohms: bitOhms,
    stride: bitStride,
    lineStep: 1,
    positionStep: columns,
    from: grid.top,
    to: grid.bottom,
  }
  const found: NetworkLines[] = []
  for (const { down, across } of levels) {
    found.push({ word, bit })
    word = coarseOhms(word, down, across, true)
    bit = coarseOhms(bit, across, down, false)
  }
  return found
}

/** Writes the ohms of a level as WORD_OHMS and BIT_OHMS say, for conductances that are multiplied by `unitOhms`. */
export function writeOhms(
  { word, bit }: NetworkLines,
  unitOhms: number,
  outWord: Float32Array,
  outBit: Float32Array,
): void {
  const ends = [word.from, word.to, bit.from, bit.to]
  for (const [segments, out] of [
    [word.ohms, outWord],
    [bit.ohms, outBit],
  ] as const) {
    let at = 0
    for (const ohms of [...ends, segments]) {
      for (const value of ohms) out[at++] = Math.min(value / unitOhms, NOTHING)
    }
  }
}

/** Writes the siemens of the finest level as SIEMENS says. */
export function writeSiemens({ word, bit }: NetworkLines, unitOhms: number, out: Float32Array): void {
  let at = 0
  for (const ohms of [word.from, word.to, bit.from, bit.to, word.ohms, bit.ohms]) {
    // A line of one node has no segments.
    if (ohms.length === 0) at += 2
    for (const value of ohms) {
      const siemens = value > 0 && value < BREAK_OHMS ? unitOhms / value : 0
      const high = Math.fround(siemens)
      out[at] = high
      out[at + 1] = siemens - high
      at += 2
    }
  }
}

/** A power of two that brings the largest conductance to about 1, ohm. */
export function unitOhmsOf(conductance: Float64Array): number {
  let largest = 0
  for (let k = 0; k < conductance.length; k++) if (conductance[k] > largest) largest = conductance[k]
  return largest > 0 ? 2 ** -Math.floor(Math.log2(largest)) : 1
}

/** Splits values times `scale` into two float32 each. */
export function splitPlane(values: Float64Array, scale: number, high: Float32Array, low: Float32Array): void {
  for (let k = 0; k < values.length; k++) {
    const value = values[k] * scale
    const rounded = Math.fround(value)
    high[k] = rounded
    low[k] = value - rounded
  }
}

/** Bit voltages of the coarsest crossbar for a current into each bit node, one row for each node, scaled. */
export function coarsestInverse(
  levels: readonly CycleLevel[],
  lines: readonly NetworkLines[],
  conductance: Float64Array,
  unitOhms: number,
  out: Float32Array,
): void {
  const { rows, columns } = levels[levels.length - 1]
  const { word, bit } = lines[lines.length - 1]
  const bounded = (ohms: Float64Array) => ohms.map(r => Math.min(r, BREAK_OHMS))
  const front = createFrontSolver({
    rows,
    columns,
    conductance: mergeToCoarsest(levels, conductance),
    wordOhms: bounded(word.ohms),
    wordStride: word.stride,
    bitOhms: bounded(bit.ohms),
    bitStride: bit.stride,
    left: bounded(word.from),
    right: bounded(word.to),
    top: bounded(bit.from),
    bottom: bounded(bit.to),
  })
  front.factor()
  const count = rows * columns
  const nothing = new Float64Array(count)
  const currents = new Float64Array(count)
  const volts = new Float64Array(count)
  const wordVolts = new Float64Array(count)
  for (let node = 0; node < count; node++) {
    currents.fill(0)
    currents[node] = 1 / unitOhms
    front.solve(nothing, currents, wordVolts, volts)
    out.set(volts, node * count)
  }
}

/** Sums over all cells that end up in one of the coarsest level. */
function mergeToCoarsest(levels: readonly CycleLevel[], conductance: Float64Array): Float64Array {
  const [{ rows, columns }] = levels
  const coarsest = levels[levels.length - 1]
  const down = levels.reduce((shift, level) => shift + (level.down - 1), 0)
  const across = levels.reduce((shift, level) => shift + (level.across - 1), 0)
  const sums = new Float64Array(coarsest.rows * coarsest.columns)
  for (let i = 0, k = 0; i < rows; i++) {
    const row = (i >> down) * coarsest.columns
    for (let j = 0; j < columns; j++, k++) sums[row + (j >> across)] += conductance[k]
  }
  return sums
}
