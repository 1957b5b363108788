import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { FLOAT, type LineEnds } from '../../arrays/network/problem.ts'

/** Cells that are read one by one for the numbers of a crossbar: all of an array of so many, and as many of a larger one. */
const SAMPLE = 64
/** A solve costs about as much as the array has cells: 64 cells up to 128 x 128, fewer above. */
const CELL_SOLVES = 2 ** 20
const SMALLEST_SAMPLE = 4

/** How many cells of an array of `cells` are read one by one. */
export function sampleSize(cells: number): number {
  return Math.min(SAMPLE, Math.max(SMALLEST_SAMPLE, Math.floor(CELL_SOLVES / cells)))
}

/**
 * Evenly many written and other cells, evenly spread over the array; all where there are few.
 * @param written N*M entries, row-major
 * @param most cells in the sample
 * @param among flat indices to choose from; all unless given
 */
export function sampleCells(
  written: readonly boolean[],
  most: number,
  among: readonly number[] = [...written.keys()],
): Set<number> {
  const set = among.filter(k => written[k])
  const others = among.filter(k => !written[k])
  const share = Math.max(most / 2, most - Math.min(set.length, others.length))
  return new Set([...spaced(set, share), ...spaced(others, share)])
}

function spaced(cells: readonly number[], most: number): number[] {
  if (cells.length <= most) return [...cells]
  return Array.from({ length: most }, (_, n) => cells[Math.round((n * (cells.length - 1)) / (most - 1))])
}

/**
 * The cell that lies most wire segments from the nearest driven end of its word line and the nearest held end of its bit line.
 * @param among flat indices to choose from
 */
export function farthestCell(
  { size: [rows, columns], left, right, top, bottom }: ArraySpec,
  among: readonly number[],
): number {
  const segments = (k: number): number => {
    const [i, j] = [Math.floor(k / columns), k % columns]
    return (
      nearest([isHeld(left, i), j], [isHeld(right, i), columns - 1 - j]) +
      nearest([isHeld(top, j), i], [isHeld(bottom, j), rows - 1 - i])
    )
  }
  return among.reduce((far, k) => (segments(k) > segments(far) ? k : far), among[0])
}

function isHeld({ kind }: LineEnds, line: number): boolean {
  return kind[line] !== FLOAT
}

function nearest(...ends: readonly (readonly [held: boolean, segments: number])[]): number {
  const held = ends.filter(([is]) => is).map(([, segments]) => segments)
  return held.length === 0 ? 0 : Math.min(...held)
}
