import { riseShare } from '../../kernels/scalar.ts'

const SERIES_BELOW = 0.5
const SERIES_TERMS = 18

/**
 * Mean of (1 - exp(-x s)) / x over s from 0 to 1: 1/2 at x = 0. What a capacitor that relaxes gains over a step, x the step times its rate;
 * accurate to rounding from x = 0, where the closed form cancels and a series takes over.
 */
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
