/** An interval of 2^-20 of the whole: what is not resolved there is a jump, or rounding. */
const DEEPEST = 20
/** Places looked at: many times what a relaxation takes, and an end to what is rounding alone. */
const MOST_PLACES = 1000

/** Values of several integrands at one place. */
type Values = readonly number[]

/** Integrands with the sizes of their terms, which may be larger than their sums; the rounding then is, too. */
export interface Sized {
  readonly values: Values
  /** Sum of the magnitudes of the terms of each, at least that of the value. */
  readonly sizes: Values
}

/** An interval with the integrands at its start, middle and end. */
interface Interval {
  readonly from: number
  readonly to: number
  readonly at: readonly [Sized, Sized, Sized]
}

/**
 * Integrals of several functions over [0, length] by adaptive Simpson, on places that they share: an interval is halved until the
 * halves agree with the whole to `relative` of the size of each integrand, in it or on the mean.
 * @param integrands each time as many
 */
export function integrate(integrands: (place: number) => Sized, length: number, relative: number): number[] {
  const all: Interval = {
    from: 0,
    to: length,
    at: [0, length / 2, length].map(integrands) as [Sized, Sized, Sized],
  }
  const means = rule(all, 'sizes').map(size => size / length)
  let places = 3

  const over = (interval: Interval, whole: Values, depth: number): number[] => {
    const { from, to, at } = interval
    const [a, m, b] = at
    const middle = (from + to) / 2
    const left: Interval = { from, to: middle, at: [a, integrands((from + middle) / 2), m] }
    const right: Interval = { from: middle, to, at: [m, integrands((middle + to) / 2), b] }
    places += 2
    const [first, second] = [rule(left, 'values'), rule(right, 'values')]
    const both = first.map((value, k) => value + second[k])
    const local = rule(interval, 'sizes')
    const agree = both.every(
      (value, k) => Math.abs(value - whole[k]) <= 15 * relative * Math.max(local[k], means[k] * (to - from)),
    )
    if (agree || depth === DEEPEST || places >= MOST_PLACES || both.some(Number.isNaN))
      return both.map((value, k) => value + (value - whole[k]) / 15)
    const rest = over(right, second, depth + 1)
    return over(left, first, depth + 1).map((value, k) => value + rest[k])
  }
  return over(all, rule(all, 'values'), 0)
}

/** Simpson's rule on the integrands, or on their sizes. */
function rule({ from, to, at: [a, m, b] }: Interval, of: keyof Sized): number[] {
  return a[of].map((value, k) => ((to - from) / 6) * (value + 4 * m[of][k] + b[of][k]))
}
