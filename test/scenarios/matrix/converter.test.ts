import { describe, expect, it } from 'vitest'
import { codesOf, convert, magnitudeBits } from '../../../scenarios/matrix/converter.ts'

/** All levels that a converter gives over a fine sweep, in order. */
function levels(bits: number, signed: boolean, even = false): number[] {
  const sweep = Float64Array.from({ length: 20_001 }, (_, k) => (signed ? -3 + 3e-4 * k : 1.5e-4 * k))
  convert(sweep, { bits, signed, range: 2, even })
  return [...new Set(sweep)]
}

describe('a converter', () => {
  it('has 2^B levels for values that are never negative', () => {
    expect(levels(1, false)).toEqual([0, 2])
    expect(levels(2, false)).toEqual([0, 2 / 3, 4 / 3, 2].map(level => expect.closeTo(level, 12)))
  })

  it('has 2^B - 1 levels for signed ones, zero among them, and two with one bit', () => {
    expect(levels(1, true)).toEqual([-2, 2])
    expect(levels(2, true).map(level => level + 0)).toEqual([-2, 0, 2])
    expect(levels(3, true).map(level => level + 0)).toEqual(
      [-2, -4 / 3, -2 / 3, 0, 2 / 3, 4 / 3, 2].map(level => expect.closeTo(level, 12)),
    )
  })

  it('has 2^B levels without zero where they are even', () => {
    expect(levels(1, true, true)).toEqual([-2, 2])
    expect(levels(2, true, true)).toEqual([-2, -2 / 3, 2 / 3, 2].map(level => expect.closeTo(level, 12)))
  })

  it('takes the nearest level, a tie away from zero, zero with one bit up', () => {
    const at = (value: number, bits: number, signed: boolean, even = false): number => {
      const values = Float64Array.of(value)
      convert(values, { bits, signed, range: 3, even })
      return values[0]
    }
    expect([0.5, -0.5, 1.49, -2.5].map(value => at(value, 3, true))).toEqual([1, -1, 1, -3])
    expect([0.5, 2.5].map(value => at(value, 2, false))).toEqual([1, 3])
    expect([0, -0.01].map(value => at(value, 1, true))).toEqual([3, -3])
    expect([0, 2, -2].map(value => at(value, 2, true, true))).toEqual([1, 3, -3])
    expect(at(-1e-9, 4, false)).toBe(0)
  })

  it('clips beyond its range and counts what it clipped', () => {
    const values = Float64Array.of(-5, 5, 2, 1)
    expect(convert(values, { bits: 3, signed: true, range: 2 })).toBe(2)
    expect(values[0]).toBe(-2)
    expect(values[1]).toBe(2)
  })

  it('gives codes whose magnitudes have the bits that it says', () => {
    for (const [bits, signed, even] of [
      [4, false, false],
      [4, true, false],
      [1, true, false],
      [4, true, true],
    ] as const) {
      const { codes, steps } = codesOf([-1, -0.2, 0, 0.3, 1], { bits, signed, even, range: 1 })
      expect(Math.max(...codes.map(Math.abs))).toBe(steps)
      expect(steps).toBe(2 ** magnitudeBits({ bits, signed, even }) - 1)
    }
  })
})
