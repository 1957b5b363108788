/**
 * Numbers of twice the precision of float64 (double-double: an unevaluated sum high + low, about 31 decimal digits),
 * after Dekker, Numerische Mathematik 18 (1971) 224, and Hida, Li and Bailey, ARITH-15 (2001). JavaScript has no fused
 * multiply-add, so products are split. Overflow gives NaN, which callers treat as "too far".
 */
export type Wide = readonly [high: number, low: number]

export const ZERO: Wide = [0, 0]
export const ONE: Wide = [1, 0]
const LN2: Wide = [Math.LN2, 2.3190468138462996e-17]
const SPLITTER = 134217729

export function wide(value: number): Wide {
  return [value, 0]
}

export function narrow(value: Wide): number {
  return value[0] + value[1]
}

export function add(a: Wide, b: Wide): Wide {
  const sum = exactSum(a[0], b[0])
  const tail = exactSum(a[1], b[1])
  const first = orderedSum(sum[0], sum[1] + tail[0])
  return orderedSum(first[0], first[1] + tail[1])
}

export function negate(a: Wide): Wide {
  return [-a[0], -a[1]]
}

export function subtract(a: Wide, b: Wide): Wide {
  return add(a, negate(b))
}

export function multiply(a: Wide, b: Wide): Wide {
  const product = exactProduct(a[0], b[0])
  return orderedSum(product[0], product[1] + (a[0] * b[1] + a[1] * b[0]))
}

export function divide(a: Wide, b: Wide): Wide {
  const first = a[0] / b[0]
  const rest = subtract(a, multiply(b, wide(first)))
  const second = rest[0] / b[0]
  const third = subtract(rest, multiply(b, wide(second)))[0] / b[0]
  return add(orderedSum(first, second), wide(third))
}

/** exp(x) - 1, accurate relative to itself for small x too: halved nine times, by series, doubled back. */
export function expMinusOne(x: Wide): Wide {
  const k = Math.abs(x[0]) < 0.34 ? 0 : Math.round(x[0] / LN2[0])
  const small = scale(subtract(x, multiply(LN2, wide(k))), 2 ** -9)
  let sum: Wide = ZERO
  for (let n = 12; n >= 1; n--) sum = divide(multiply(small, add(ONE, sum)), wide(n))
  for (let n = 0; n < 9; n++) sum = add(scale(sum, 2), multiply(sum, sum))
  if (k === 0) return sum
  const power = 2 ** k
  return Number.isFinite(power) ? subtract(scale(add(sum, ONE), power), ONE) : [Number.NaN, Number.NaN]
}

/** sinh(x) and cosh(x), the first accurate relative to itself for small x too. */
export function hyperbolic(x: Wide): { sinh: Wide; cosh: Wide } {
  const m = expMinusOne(x)
  const back = divide(m, add(ONE, m))
  return { sinh: scale(add(m, back), 0.5), cosh: add(ONE, scale(subtract(m, back), 0.5)) }
}

/** Exact product with a power of two. */
function scale(a: Wide, power: number): Wide {
  return [a[0] * power, a[1] * power]
}

function exactSum(a: number, b: number): Wide {
  const sum = a + b
  const part = sum - a
  return [sum, a - (sum - part) + (b - part)]
}

function orderedSum(large: number, small: number): Wide {
  const sum = large + small
  return [sum, small - (sum - large)]
}

function exactProduct(a: number, b: number): Wide {
  const product = a * b
  const [aHigh, aLow] = split(a)
  const [bHigh, bLow] = split(b)
  return [product, aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow]
}

function split(a: number): Wide {
  const shifted = SPLITTER * a
  const high = shifted - (shifted - a)
  return [high, a - high]
}
