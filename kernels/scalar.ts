/**
 * Scalar functions that device laws share. They are plain arithmetic so that gpu.js compiles the same text; on
 * webgpu expm1(x) is exp(x) - 1 and sinh cancels, so both are written here with a series for small arguments.
 */

/** 1 - exp(-x), accurate to rounding for every x, small ones included. */
export function oneMinusExp(x: number): number {
  if (Math.abs(x) < 0.03125) {
    return (
      x *
      (1 -
        (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - (x / 5) * (1 - (x / 6) * (1 - (x / 7) * (1 - x / 8)))))))
    )
  }
  return 1 - Math.exp(-x)
}

/** Mean of exp(-x s) for s from 0 to 1, accurate to rounding: 1 at x = 0. */
export function riseShare(x: number): number {
  if (x === 0) {
    return 1
  }
  return oneMinusExp(x) / x
}

/**
 * How much the voltage of a leaky capacitor changes in a step of constant current.
 * @param before voltage at the start, V
 * @param charged what the current would add without leak, charge over capacitance, V
 * @param x the step times the rate of the leak
 */
export function capacitorIncrement(before: number, charged: number, x: number): number {
  return charged * riseShare(x) - before * oneMinusExp(x)
}

/**
 * How much a state changes while its target moves in a straight line.
 * @param before value at the start
 * @param from target at the start
 * @param to target at the end
 * @param x the step times the rate
 */
export function rampIncrement(before: number, from: number, to: number, x: number): number {
  return (from - before) * oneMinusExp(x) + (to - from) * (1 - riseShare(x))
}

/** sinh(x) by a series at small x, and elsewhere as it is given, (exp(x) - exp(-x)) / 2. */
export function hyperbolicSineFrom(x: number, large: number): number {
  if (Math.abs(x) < 0.5) {
    const y = x * x
    return (
      x * (1 + (y / 6) * (1 + (y / 20) * (1 + (y / 42) * (1 + (y / 72) * (1 + (y / 110) * (1 + y / 156))))))
    )
  }
  return large
}

/** tanh(x), without the cancellation that exp(2 x) - 1 has at small x. */
export function hyperbolicTangent(x: number): number {
  const fall = oneMinusExp(2 * Math.abs(x))
  const size = fall / (2 - fall)
  if (x < 0) {
    return -size
  }
  return size
}

/** asinh(x): by a series at small x, where 1 + x is rounded. */
export function inverseHyperbolicSine(x: number): number {
  const size = Math.abs(x)
  let value = Math.log(size + Math.sqrt(size * size + 1))
  if (size < 0.1) {
    const y = size * size
    value = size * (1 - (y / 6) * (1 - ((9 * y) / 20) * (1 - ((25 * y) / 42) * (1 - (49 * y) / 72))))
  }
  if (x < 0) {
    return -value
  }
  return value
}

/** -1, 0 or 1. */
export function signOf(x: number): number {
  if (x < 0) {
    return -1
  }
  if (x > 0) {
    return 1
  }
  return 0
}
