import { expect, test } from 'vitest'
import { frameDelays } from '../../../../src/plots/maps/frame-delays.ts'

test('frames last in proportion to the time until the next one', () => {
  const [first, second] = frameDelays([0, 1, 4], false)
  expect(second! / first!).toBeCloseTo(3, 1)
})

test('in real time they last as long as in the experiment, within what a GIF can hold', () => {
  expect(frameDelays([0, 0.5, 0.501], true)).toEqual([500, 20, 2000])
})

test('where another case begins a frame lasts as long as the mean', () => {
  expect(frameDelays([0, 1, 0, 1], true)).toEqual([1000, 1000, 1000, 2000])
})
