import { BREAK_OHMS, coarseOhms, type LineOhms } from '../../coarse-ohms.ts'
import type { CrossbarGrid } from '../../crossbar-grid.ts'
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

/**
 * Writes for each node the place of the last one that 0 ohm joins it to along its line.
 * @param lineStep places between neighbouring lines
 * @param nodeStep places between neighbours on a line
 */
export function writeLast(line: LineOhms, lineStep: number, nodeStep: number, out: Float32Array): void {
  for (let n = 0; n < line.lines; n++) {
    let last = 0
    for (let k = line.length - 1; k >= 0; k--) {
      const at = n * lineStep + k * nodeStep
      const segment = line.ohms[(n * line.lineStep + k * line.positionStep) * line.stride]
      if (k === line.length - 1 || segment !== 0) last = at
      out[at] = last
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
