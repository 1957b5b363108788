import { OptionError } from '../../arrays/errors.ts'
/** Two straight lines that meet at `x`. */
export interface TwoSegments {
  /** Where the lines meet. */
  readonly x: number
  readonly y: number
  readonly slopes: readonly [number, number]
}

interface Hinge extends TwoSegments {
  /** Sum of the squares that the fit leaves. */
  readonly squares: number
}

/**
 * Where a curve changes its slope: the two straight lines that meet somewhere between the second point and the last
 * but one and leave the smallest sum of squares. For every meeting point the lines follow from linear least squares,
 * so one number is searched: by a scan, then by golden section.
 * @param x rising, five values or more
 * @throws RangeError for fewer points or lengths that differ
 */
export function fitTwoSegments(x: readonly number[], y: readonly number[]): TwoSegments {
  const count = x.length
  if (count < 5 || count !== y.length) {
    throw new OptionError('fitTwoSegments', `${count} x and ${y.length} y`, 'five or more of each')
  }
  const first = x[1]
  const span = x[count - 2] - first
  const scan = 20 * count
  const at = (index: number): number => first + (span * Math.min(Math.max(index, 0), scan)) / scan
  let best = 0
  for (let k = 1; k <= scan; k++) {
    if (fitHinge(x, y, at(k)).squares < fitHinge(x, y, at(best)).squares) best = k
  }
  let low = at(best - 1)
  let high = at(best + 1)
  const golden = (Math.sqrt(5) - 1) / 2
  while (high - low > 1e-9 * span) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (fitHinge(x, y, left).squares < fitHinge(x, y, right).squares) high = right
    else low = left
  }
  const { squares: _squares, ...segments } = fitHinge(x, y, (low + high) / 2)
  return segments
}

/** Least squares of y = a + b (x - hinge) + c max(0, x - hinge). */
function fitHinge(x: readonly number[], y: readonly number[], hinge: number): Hinge {
  // Orthogonalised one after the other: 1, then the line, then the bend.
  const line = x.map(value => value - hinge)
  const bend = line.map(value => Math.max(0, value))
  const meanLine = mean(line)
  const line1 = line.map(value => value - meanLine)
  const meanBend = mean(bend)
  const bend0 = bend.map(value => value - meanBend)
  const share = dot(bend0, line1) / dot(line1, line1)
  const bend1 = bend0.map((value, k) => value - share * line1[k])
  const c = dot(bend1, y) / dot(bend1, bend1)
  const b = dot(line1, y) / dot(line1, line1) - share * c
  const a = mean(y) - b * meanLine - c * meanBend
  const squares = y.reduce((sum, value, k) => sum + (value - a - b * line[k] - c * bend[k]) ** 2, 0)
  return { x: hinge, y: a, slopes: [b, b + c], squares }
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b) / values.length
}
