import { expect, test } from 'vitest'
import { correlationMargin, pixelsRight, readableTime } from '../../../scenarios/figures/recognition.ts'

const image = Float64Array.of(1, 1, 0, 0)

test('pixels right: above half a fresh response where set, below where not', () => {
  const fresh = { response: Float64Array.of(2, 2, 0, 0), levels: image }
  expect(pixelsRight(Float64Array.of(2, 1.5, 0, 0.2), image, fresh)).toBe(4)
  expect(pixelsRight(Float64Array.of(2, 0.9, 0, 1.2), image, fresh)).toBe(2)
})

test('correlation margin of the image itself against an orthogonal one is 1', () => {
  const other = Float64Array.of(1, 0, 1, 0)
  expect(correlationMargin(Float64Array.of(3, 3, 1, 1), image, [other])).toBeCloseTo(1, 14)
  expect(correlationMargin(Float64Array.of(3, 1, 3, 1), image, [other])).toBeCloseTo(-1, 14)
})

test('an exponential is readable for tau ln 2', () => {
  const tau = 4.8
  const reads = [0, 1, 2, 3, 4, 5].map(timeS => ({
    timeS,
    response: Float64Array.from(image, level => level * Math.exp(-timeS / tau)),
  }))
  expect(readableTime(reads, image)).toBeCloseTo(tau * Math.LN2, 12)
  expect(readableTime(reads.slice(0, 3), image)).toBeNaN()
})
