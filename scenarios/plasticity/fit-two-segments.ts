/** Two straight lines that meet at `x`. */
export interface TwoSegments {
  /** Where the lines meet. */
  readonly x: number
  readonly y: number
  readonly slopes: readonly [number, number]
}

/**
 * Where a curve changes its slope: two straight lines, one for the first points and one for the others, each by least
 * squares, divided where the sum of squares is smallest; the lines' crossing is returned.
 * @param x rising, four values or more
 * @throws RangeError for fewer points or lengths that differ
 */
export function fitTwoSegments(x: readonly number[], y: readonly number[]): TwoSegments {
  if (x.length < 4 || x.length !== y.length) {
    throw new RangeError(
      `fitTwoSegments: found ${x.length} x and ${y.length} y; expected four or more of each`,
    )
  }
  let best: { left: Line; right: Line } | undefined
  for (let cut = 2; cut <= x.length - 2; cut++) {
    const left = fitLine(x.slice(0, cut), y.slice(0, cut))
    const right = fitLine(x.slice(cut), y.slice(cut))
    if (best === undefined || left.squares + right.squares < best.left.squares + best.right.squares) {
      best = { left, right }
    }
  }
  const { left, right } = best!
  const crossing = (left.offset - right.offset) / (right.slope - left.slope)
  return { x: crossing, y: left.offset + left.slope * crossing, slopes: [left.slope, right.slope] }
}

interface Line {
  readonly slope: number
  readonly offset: number
  readonly squares: number
}

function fitLine(x: readonly number[], y: readonly number[]): Line {
  const n = x.length
  const meanX = x.reduce((a, b) => a + b) / n
  const meanY = y.reduce((a, b) => a + b) / n
  let xx = 0
  let xy = 0
  for (let k = 0; k < n; k++) {
    xx += (x[k]! - meanX) ** 2
    xy += (x[k]! - meanX) * (y[k]! - meanY)
  }
  const slope = xy / xx
  const offset = meanY - slope * meanX
  const squares = x.reduce((sum, value, k) => sum + (y[k]! - offset - slope * value) ** 2, 0)
  return { slope, offset, squares }
}
