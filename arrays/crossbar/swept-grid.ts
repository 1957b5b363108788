import type { SweptGrid } from '../../kernels/line-sweeps.ts'
import { FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'
import type { CrossbarDrive } from './drive.ts'
import type { NetworkMark } from './moving-network.ts'

/** The lines of a crossbar and what drives them, as line sweeps take them. */
export interface DrivenGrid extends SweptGrid {
  /** Volts that the deviations of the nodes of each line are from. */
  readonly references: { readonly word: Float64Array; readonly bit: Float64Array }
  /** Whether a line has no driver; its nodes are deviations from 0 V. */
  floats: boolean
}

/** Deviations of the nodes from their drivers, V: planes N*M. */
export interface SweptNodes {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/** Result of sweeps. */
export interface SweptMark extends NetworkMark, SweptNodes {}

/**
 * The lines of a crossbar, without drivers yet.
 * @returns undefined where sweeps do not serve: a broken segment
 */
export function sweptGrid({ size: [rows, columns], wordWire, bitWire }: ArraySpec): DrivenGrid | undefined {
  const wordSegments = segments(wordWire, [rows, columns - 1], [rows, columns])
  const bitSegments = segments(bitWire, [rows - 1, columns], [rows, columns])
  if (wordSegments === undefined || bitSegments === undefined) return undefined
  return {
    rows,
    columns,
    wordSegments,
    bitSegments,
    left: new Float64Array(rows),
    right: new Float64Array(rows),
    top: new Float64Array(columns),
    bottom: new Float64Array(columns),
    wordStep: new Float64Array(rows),
    bitStep: new Float64Array(columns),
    references: { word: new Float64Array(rows), bit: new Float64Array(columns) },
    floats: false,
  }
}

/**
 * Puts the drivers of a drive at the lines of a grid.
 * @returns false for drives that sweeps do not serve: a current, two drivers at the ends of a line of 0 ohm, no driver at all
 */
export function driveGrid(grid: DrivenGrid, { left, right, top, bottom }: CrossbarDrive): boolean {
  const { wordSegments, bitSegments, wordStep, bitStep, references } = grid
  const served =
    driveLines(left, right, wordSegments, {
      near: grid.left,
      far: grid.right,
      step: wordStep,
      volts: references.word,
    }) &&
    driveLines(top, bottom, bitSegments, {
      near: grid.top,
      far: grid.bottom,
      step: bitStep,
      volts: references.bit,
    })
  const floating = countFloating(grid.left, grid.right) + countFloating(grid.top, grid.bottom)
  grid.floats = floating > 0
  return served && floating < grid.rows + grid.columns
}

/** Lines with a driver at neither end. */
function countFloating(near: Float64Array, far: Float64Array): number {
  return near.reduce((count, siemens, line) => count + (siemens === 0 && far[line] === 0 ? 1 : 0), 0)
}

/** Conductances of the segments after each node, N*M; Infinity for 0 ohm. */
function segments(
  ohms: number | Float64Array,
  [rows, columns]: readonly [number, number],
  nodes: readonly [number, number],
): Float64Array | undefined {
  const all = new Float64Array(nodes[0] * nodes[1])
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const own = typeof ohms === 'number' ? ohms : ohms[i * columns + j]
      if (!(own >= 0 && own < Number.POSITIVE_INFINITY)) return undefined
      all[i * nodes[1] + j] = 1 / own
    }
  }
  return all
}

interface Lines {
  readonly near: Float64Array
  readonly far: Float64Array
  readonly step: Float64Array
  readonly volts: Float64Array
}

function driveLines(nearEnds: LineEnds, farEnds: LineEnds, segments: Float64Array, lines: Lines): boolean {
  const { near, far, step, volts } = lines
  for (let line = 0; line < near.length; line++) {
    const [first, last] = [nearEnds.kind[line], farEnds.kind[line]]
    if (first !== VOLTAGE && first !== FLOAT) return false
    if (last !== VOLTAGE && last !== FLOAT) return false
    const both = first === VOLTAGE && last === VOLTAGE
    if (both && segments.includes(Number.POSITIVE_INFINITY)) return false
    near[line] = first === VOLTAGE ? 1 / nearEnds.ohms[line] : 0
    far[line] = last === VOLTAGE ? 1 / farEnds.ohms[line] : 0
    volts[line] = first === VOLTAGE ? nearEnds.value[line] : last === VOLTAGE ? farEnds.value[line] : 0
    step[line] = both ? farEnds.value[line] - nearEnds.value[line] : 0
  }
  return true
}
