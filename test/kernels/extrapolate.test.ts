import { expect, test } from 'vitest'
import { createExtrapolation } from '../../kernels/extrapolate.ts'

test("implicit Euler results of x' = -x gain an order with each result", () => {
  const scheme = createExtrapolation(1, 8)
  let before = 1
  for (let parts = 1; parts <= 8; parts++) {
    const value = scheme.add(Float64Array.of((1 + 1 / parts) ** -parts))[0]!
    const error = Math.abs(value - Math.exp(-1))
    if (parts > 1) expect(error).toBeLessThan(before / 4)
    before = error
  }
  expect(before).toBeLessThan(1e-6)
})

test('what is in proportion to the number of steps or their length is taken out, by hand', () => {
  const scheme = createExtrapolation(2, 3)
  // 5 + 2 h and 1 + h^2 of steps h = 1, 1/2, 1/3.
  scheme.add(Float64Array.of(7, 2))
  expect([...scheme.add(Float64Array.of(6, 1.25))]).toEqual([5, 0.5])
  expect([...scheme.lower]).toEqual([6, 1.25])
  const [a, b] = scheme.add(Float64Array.of(5 + 2 / 3, 1 + 1 / 9))
  expect(a).toBeCloseTo(5, 13)
  expect(b).toBeCloseTo(1, 13)
})
