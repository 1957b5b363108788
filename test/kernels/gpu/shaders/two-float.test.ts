import { describe, expect, it } from 'vitest'
import { lostPrimitive, PRIMITIVES, primitiveInputs } from '../../../../kernels/gpu/shaders/two-float.ts'

/** Results of the four primitives in exact arithmetic, as two float32 each, changed by `spoil`. */
function given(spoil: (primitive: number, high: number, low: number) => [number, number]): Float32Array {
  const values = primitiveInputs()
  const found = new Float32Array(2 * values.length)
  for (let k = 0; k < values.length / 4; k++) {
    const [a, aLow, b, bLow] = values.subarray(4 * k, 4 * k + 4)
    const exact = [a + b, a * b, a + aLow + (b + bLow), (a + aLow) * (b + bLow)]
    exact.forEach((value, p) => {
      const high = Math.fround(value)
      found.set(spoil(p, high, Math.fround(value - high)), 8 * k + 2 * p)
    })
  }
  return found
}

describe('the test of sums and products of two float32', () => {
  it('passes what is exact, where low parts matter', () => {
    const values = primitiveInputs()
    expect(
      lostPrimitive(
        values,
        given((_, high, low) => [high, low]),
      ),
    ).toBeUndefined()
    expect(values.every(Number.isFinite)).toBe(true)
  })

  it.each(PRIMITIVES.map((name, p) => [name, p] as const))(
    'names %s where a driver simplifies its error away, or gives no number',
    (name, p) => {
      for (const low of [0, Number.NaN]) {
        const found = given((primitive, high, rest) => [high, primitive === p ? low : rest])
        expect(lostPrimitive(primitiveInputs(), found)).toBe(name)
      }
    },
  )
})
