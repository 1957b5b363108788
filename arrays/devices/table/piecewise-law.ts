import type { PiecewiseLine } from './piecewise-line.ts'

/** Pieces that stand in one law: a text of a law is at most 10 000 letters long. */
const MOST_PIECES = 32

/**
 * A line through points as laws: choices by halving, so that they are shallow, in parts that each have a name.
 * @param of name of the state that it is a line against
 * @param name of the law that is the whole
 */
export function piecewiseLaw({ x, y }: PiecewiseLine, of: string, name: string): Record<string, string> {
  const laws: Record<string, string> = {}
  const piece = (k: number): string => {
    if (k < 0) return `${y[0]}`
    if (k >= x.length - 1) return `${y.at(-1)}`
    const slope = (y[k + 1] - y[k]) / (x[k + 1] - x[k])
    // With an offset of its own no part of a piece stands in two of them, which would be computed for all.
    return `${y[k] - slope * x[k]} + (${slope}) * ${of}`
  }
  /** Of the pieces from first to last. */
  const choice = (first: number, last: number): string => {
    if (first === last) return piece(first)
    const middle = (first + last) >> 1
    return `${of} < ${x[middle + 1]} ? ${part(first, middle)} : ${part(middle + 1, last)}`
  }
  const part = (first: number, last: number): string => {
    if (last - first + 1 > MOST_PIECES / 2 && last - first + 1 <= MOST_PIECES) {
      const own = `${name}${first + 1}to${last + 1}`
      laws[own] = choice(first, last)
      return own
    }
    return first === last ? piece(first) : `(${choice(first, last)})`
  }
  const whole = choice(-1, x.length - 1)
  laws[name] = whole
  return laws
}
