const DEEPEST = 40

/** Values of several integrands at one place. */
type Values = readonly number[]

/** An interval with the integrands at its start, middle and end. */
interface Interval {
  readonly from: number
  readonly to: number
  readonly values: readonly [Values, Values, Values]
}

/**
 * Integrals of several functions over [0, length] by adaptive Simpson, on places that they share: an interval is halved until the
 * halves agree with the whole to `relative` of the size of each integrand, in it or on the mean.
 * @param at values of the integrands, each time as many
 */
export function integrate(at: (place: number) => Values, length: number, relative: number): number[] {
  const all: Interval = { from: 0, to: length, values: [at(0), at(length / 2), at(length)] }
  const sizes = rule(all, Math.abs).map(size => size / length)

  const over = (interval: Interval, whole: Values, depth: number): number[] => {
    const { from, to, values } = interval
    const [a, m, b] = values
    const middle = (from + to) / 2
    const left: Interval = { from, to: middle, values: [a, at((from + middle) / 2), m] }
    const right: Interval = { from: middle, to, values: [m, at((middle + to) / 2), b] }
    const [first, second] = [rule(left), rule(right)]
    const both = first.map((value, k) => value + second[k]!)
    const local = rule(interval, Math.abs)
    const agree = both.every(
      (value, k) =>
        Math.abs(value - whole[k]!) <= 15 * relative * Math.max(local[k]!, sizes[k]! * (to - from)),
    )
    if (agree || depth === DEEPEST) return both.map((value, k) => value + (value - whole[k]!) / 15)
    const rest = over(right, second, depth + 1)
    return over(left, first, depth + 1).map((value, k) => value + rest[k]!)
  }
  return over(all, rule(all), 0)
}

/** Simpson's rule on the integrands, or on something made of them. */
function rule({ from, to, values: [a, m, b] }: Interval, of = (value: number): number => value): number[] {
  return a.map((value, k) => ((to - from) / 6) * (of(value) + 4 * of(m[k]!) + of(b[k]!)))
}
