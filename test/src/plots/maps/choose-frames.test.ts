import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseFrames } from '../../../../src/plots/maps/choose-frames.ts'

describe('frames to show', () => {
  it.each([
    [1, 12, [0]],
    [3, 12, [0, 1, 2]],
    [11, 3, [0, 5, 10]],
    [10, 4, [0, 3, 6, 9]],
  ])('of %d with room for %d are %j', (count, limit, frames) => {
    expect(chooseFrames(count, limit)).toEqual(frames)
  })

  it('are the first, the last and others in steps that differ by one at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.integer({ min: 2, max: 40 }), (count, limit) => {
        const frames = chooseFrames(count, limit)
        const steps = frames.slice(1).map((frame, k) => frame - frames[k])
        expect(frames).toHaveLength(Math.min(count, limit))
        expect([frames[0], frames.at(-1)]).toEqual([0, count - 1])
        expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
