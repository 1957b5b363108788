import { expect, test } from 'vitest'
import {
  add,
  divide,
  expMinusOne,
  hyperbolic,
  multiply,
  narrow,
  ONE,
  subtract,
  type Wide,
  wide,
} from './wide.ts'

const UNIT = 1n << 200n

/** The value as a fixed-point integer of 200 binary places. */
function fixed(value: Wide): bigint {
  return value.reduce((sum, part) => sum + fixedNumber(part), 0n)
}

function fixedNumber(value: number): bigint {
  if (value === 0) return 0n
  const exponent = Math.floor(Math.log2(Math.abs(value))) - 60
  const mantissa = BigInt(value / 2 ** exponent)
  return exponent >= -200 ? (mantissa * UNIT) / (1n << BigInt(-exponent)) : 0n
}

function digits(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return (BigInt(whole + fraction) * UNIT) / 10n ** BigInt(fraction.length)
}

function relativeError(value: Wide, truth: bigint): number {
  const difference = fixed(value) - truth
  return Math.abs(Number((difference * 10n ** 40n) / truth)) / 1e40
}

test('a third times three, and products and sums, hold 31 digits', () => {
  const third = divide(ONE, wide(3))
  expect(relativeError(third, UNIT / 3n)).toBeLessThan(1e-31)
  expect(relativeError(multiply(third, third), UNIT / 9n)).toBeLessThan(1e-31)
  expect(relativeError(add(third, third), (2n * UNIT) / 3n)).toBeLessThan(1e-31)
})

test('a sum keeps what float64 loses', () => {
  expect(narrow(subtract(add(wide(1), wide(1e-25)), wide(1)))).toBe(1e-25)
})

test('exp and sinh agree with their published digits', () => {
  const e = digits('2.71828182845904523536028747135266249775724709')
  expect(relativeError(add(expMinusOne(wide(1)), ONE), e)).toBeLessThan(1e-30)
  expect(relativeError(expMinusOne(wide(1)), e - UNIT)).toBeLessThan(1e-30)
  const inverse = digits('0.36787944117144232159552377016146086744581113')
  expect(relativeError(add(expMinusOne(wide(-1)), ONE), inverse)).toBeLessThan(1e-30)
  expect(relativeError(hyperbolic(wide(1)).sinh, (e - inverse) / 2n)).toBeLessThan(1e-30)
  expect(relativeError(hyperbolic(wide(1)).cosh, (e + inverse) / 2n)).toBeLessThan(1e-30)
})

test('sinh of a small voltage keeps its own digits', () => {
  const x = 2 ** -40
  const series = add(wide(x), divide(multiply(wide(x), multiply(wide(x), wide(x))), wide(6)))
  const difference = subtract(hyperbolic(wide(x)).sinh, series)
  expect(Math.abs(narrow(difference)) / x).toBeLessThan(1e-30)
})

test('overflow is not a number', () => {
  expect(narrow(expMinusOne(wide(1000)))).toBeNaN()
})
