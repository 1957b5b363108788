import { expect, test } from 'vitest'
import { driftAt, driftThrough, meanDrift } from '../../../arrays/crossbar/drift.ts'

test.each([
  ['cells that are done in the middle', 0.999, 3, 4],
  ['cells that go evenly', 0.5, 1, 4],
  ['a drift that turns back', 0.9, -1, 2],
])('goes through what is known of it: %s', (_, progress, middle, end) => {
  const drift = driftThrough(middle, end, progress)
  expect(driftAt(drift, 0, 0)).toBe(0)
  expect(driftAt(drift, 0.5, progress ** 2)).toBeCloseTo(middle, 12)
  expect(driftAt(drift, 1, 1)).toBeCloseTo(end, 12)
})

test('tells what early cells do from what goes on with time, also in the mean', () => {
  // 2 with the square of the progress, which is 1 - exp(-40 place), and 3 with time.
  const square = (place: number): number => (1 - Math.exp(-40 * place)) ** 2
  const drift = driftThrough(2 * square(0.5) + 1.5, 2 * square(1) + 3, Math.sqrt(square(0.5)))
  expect(driftAt(drift, 0.01, square(0.01))).toBeCloseTo(2 * square(0.01) + 0.03, 9)
  const mean = 1 - 2 / 40 + 1 / 80
  expect(meanDrift(drift, mean)).toBeCloseTo(2 * mean + 1.5, 9)
})
