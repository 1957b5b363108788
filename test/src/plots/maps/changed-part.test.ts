import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedPart, drawOver } from '../../../../src/plots/maps/changed-part.ts'
import { UNCHANGED_INDEX } from '../../../../src/plots/maps/gif-palette.ts'

describe('the part of a frame that changed', () => {
  it('drawn over the frame before gives the frame', () => {
    const pair = fc
      .tuple(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 }),
      )
      .chain(([width, lines]) => {
        const length = width * lines.length
        const rows = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: length, maxLength: length })
        return fc.tuple(fc.constant(width), fc.constant(lines), rows, rows)
      })
    fc.assert(
      fc.property(pair, fc.integer({ min: 0, max: 2 }), ([width, lines, old, now], top) => {
        const height = top + lines.reduce((sum, alike) => sum + alike, 0)
        const picture = (rows: readonly number[]): Uint8Array =>
          Uint8Array.from([
            ...Array.from({ length: top * width }, () => 9),
            ...lines.flatMap((alike, band) =>
              Array.from({ length: alike }, () => rows.slice(band * width, (band + 1) * width)).flat(),
            ),
          ])
        const drawn = { width, height, data: picture(old) }
        drawOver(drawn, changedPart({ width, top, lines }, Uint8Array.from(now), Uint8Array.from(old)))
        expect([...drawn.data]).toEqual([...picture(now)])
      }),
    )
  })

  it('is no larger than it must be', () => {
    const before = new Uint8Array(15)
    const now = before.slice()
    now[0 * 5 + 2] = 7
    now[1 * 5 + 3] = 8
    const part = changedPart({ width: 5, top: 3, lines: [2, 1, 4] }, now, before)
    expect(part).toMatchObject({ left: 2, top: 3, width: 2, height: 3 })
    expect([...part.data]).toEqual([7, UNCHANGED_INDEX, 7, UNCHANGED_INDEX, UNCHANGED_INDEX, 8])
  })

  it('is one point where nothing changed', () => {
    const rows = Uint8Array.from([1, 2, 3, 4])
    const part = changedPart({ width: 2, top: 0, lines: [1, 3] }, rows, rows.slice())
    expect(part).toMatchObject({ width: 1, height: 1 })
  })
})
