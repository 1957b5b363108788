import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedPart } from '../../../../src/plots/maps/changed-part.ts'
import { UNCHANGED_INDEX } from '../../../../src/plots/maps/gif-palette.ts'

describe('the part of a frame that changed', () => {
  it('drawn over the frame before gives the frame', () => {
    const pair = fc
      .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
      .chain(([width, height]) => {
        const frame = fc.array(fc.integer({ min: 0, max: 2 }), {
          minLength: width * height,
          maxLength: width * height,
        })
        return fc.tuple(fc.constant(width), fc.constant(height), frame, frame)
      })
    fc.assert(
      fc.property(pair, ([width, height, old, now]) => {
        const part = changedPart({ width, height, data: Uint8Array.from(now) }, Uint8Array.from(old))
        const drawn = [...old]
        part.data.forEach((index, k) => {
          const x = part.left + (k % part.width)
          const y = part.top + Math.floor(k / part.width)
          if (index !== UNCHANGED_INDEX) drawn[y * width + x] = index
        })
        expect(drawn).toEqual(now)
      }),
    )
  })

  it('is no larger than it must be', () => {
    const before = new Uint8Array(20)
    const data = before.slice()
    data[1 * 5 + 2] = 7
    data[2 * 5 + 3] = 8
    const part = changedPart({ width: 5, height: 4, data }, before)
    expect(part).toMatchObject({ left: 2, top: 1, width: 2, height: 2 })
    expect([...part.data]).toEqual([7, UNCHANGED_INDEX, UNCHANGED_INDEX, 8])
  })

  it('is one point where nothing changed', () => {
    const data = Uint8Array.from([1, 2, 3, 4])
    expect(changedPart({ width: 2, height: 2, data }, data.slice())).toMatchObject({ width: 1, height: 1 })
  })
})
