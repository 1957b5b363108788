import { riseShare } from '../../kernels/scalar.ts'

/**
 * Means over a time step of what a relaxing capacitor does in it. x is the step times the rate; s runs from 0 to 1 through
 * the step; riseShare, the mean of exp(-x s), stands in kernels/scalar.ts. All are accurate to rounding from x = 0, where the closed forms cancel and a series takes over.
 */

const SERIES_BELOW = 0.5
const SERIES_TERMS = 18

/** Mean of (1 - exp(-x s)) / x: 1/2 at x = 0. */
export function rampShare(x: number): number {
  if (x >= SERIES_BELOW) return (1 - riseShare(x)) / x
  // The n-th term: (-x)^n / (n + 2)!
  let term = 1 / 2
  let sum = 0
  for (let n = 0; n < SERIES_TERMS; n++) {
    sum += term
    term *= -x / (n + 3)
  }
  return sum
}

/** Mean of exp(-x s) (1 - exp(-x s)) / x: 1/2 at x = 0. */
export function crossShare(x: number): number {
  if (x >= SERIES_BELOW) return (riseShare(x) - riseShare(2 * x)) / x
  // The n-th term: (-x)^n (2^(n + 1) - 1) / (n + 2)!
  let power = 1 / 2
  let sum = 0
  for (let n = 0; n < SERIES_TERMS; n++) {
    sum += power * (2 ** (n + 1) - 1)
    power *= -x / (n + 3)
  }
  return sum
}

/** Mean of ((1 - exp(-x s)) / x)^2: 1/3 at x = 0. */
export function squareShare(x: number): number {
  if (x >= SERIES_BELOW) return (1 - 2 * riseShare(x) + riseShare(2 * x)) / (x * x)
  // The n-th term: (-x)^n (2^(n + 2) - 2) / (n + 3)!
  let power = 1 / 6
  let sum = 0
  for (let n = 0; n < SERIES_TERMS; n++) {
    sum += power * (2 ** (n + 2) - 2)
    power *= -x / (n + 4)
  }
  return sum
}
