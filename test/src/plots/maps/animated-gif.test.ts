import omggif from 'omggif'
import { describe, expect, it } from 'vitest'
import { mapColour, type Rgb } from '../../../../src/plots/colours/colour-map.ts'
import { animatedGif } from '../../../../src/plots/maps/animated-gif.ts'
import { SERIES_OF_EVERY_KIND, sampleSeries } from './sample-series.ts'

interface Decoded {
  readonly width: number
  readonly height: number
  readonly delays: readonly number[]
  readonly loop: number | null
  /** Red, green, blue at a point of a frame. */
  readonly at: (frame: number, x: number, y: number) => Rgb
}

function decodeGif(bytes: Uint8Array): Decoded {
  const reader = new omggif.GifReader(Buffer.from(bytes))
  const { width, height } = reader
  // A frame is drawn over the one before.
  const pixels = new Uint8Array(width * height * 4)
  const frames = Array.from({ length: reader.numFrames() }, (_, k) => {
    reader.decodeAndBlitFrameRGBA(k, pixels)
    return pixels.slice()
  })
  return {
    width,
    height,
    delays: frames.map((_, k) => reader.frameInfo(k).delay),
    loop: reader.loopCount(),
    at: (frame, x, y) => {
      const k = (y * width + x) * 4
      const pixels = frames[frame]
      return [pixels[k], pixels[k + 1], pixels[k + 2]]
    },
  }
}

/** Left and top of the map in every animation, px. */
const MAP = { left: 20, top: 96 }

describe('an animation', () => {
  it('shows each frame in the colours of the scale, word line 0 at the top', async () => {
    const values = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
    ]
    const gif = decodeGif(await animatedGif(sampleSeries([2, 2], 2, (i, j, k) => values[k][2 * i + j])))
    const cell = 120
    values.forEach((plane, k) => {
      plane.forEach((value, c) => {
        const [x, y] = [MAP.left + (c % 2) * cell + 60, MAP.top + Math.floor(c / 2) * cell + 60]
        expect(gif.at(k, x, y)).toEqual(mapColour('linear', value / 3))
      })
    })
  })

  it('has another label in each frame and the same title', async () => {
    const gif = decodeGif(
      await animatedGif(sampleSeries([4, 4], 2, () => 1, { label: k => ['first', 'second'][k] })),
    )
    const rows = (frame: number, from: number, to: number): string =>
      Array.from(
        { length: (to - from) * gif.width },
        (_, k) => gif.at(frame, k % gif.width, from + Math.floor(k / gif.width))[0],
      ).join()
    expect(rows(0, 0, 40)).toBe(rows(1, 0, 40))
    expect(rows(0, 44, 88)).not.toBe(rows(1, 44, 88))
    expect(rows(0, MAP.top, gif.height)).toBe(rows(1, MAP.top, gif.height))
  })

  it('has at most 40 frames, plays for ever and holds the last', async () => {
    const gif = decodeGif(await animatedGif(sampleSeries([1, 1], 97, (_i, _j, k) => k)))
    expect(gif.delays).toHaveLength(40)
    expect(gif.loop).toBe(0)
    expect(gif.delays[39]).toBe(200)
    // Hundredths of a second; each frame but the last takes part in 12 s.
    const played = gif.delays.slice(0, 39).reduce((sum, delay) => sum + delay, 0)
    expect(played).toBeGreaterThan(1150)
    expect(played).toBeLessThan(1250)
    const middle = [MAP.left + 60, MAP.top + 60] as const
    expect(gif.at(0, ...middle)).toEqual(mapColour('linear', 0))
    expect(gif.at(39, ...middle)).toEqual(mapColour('linear', 1))
  })

  it('leaves out frames without any value', async () => {
    const series = sampleSeries([1, 1], 5, (_i, _j, k) => (k % 2 === 1 ? Number.NaN : k))
    expect(decodeGif(await animatedGif(series)).delays).toHaveLength(3)
  })

  it('hatches cells without a value', async () => {
    const gif = decodeGif(await animatedGif(sampleSeries([1, 2], 1, (_i, j) => (j === 0 ? Number.NaN : 1))))
    const seen = new Set(Array.from({ length: 24 }, (_, x) => gif.at(0, MAP.left + 30 + x, MAP.top + 50)[0]))
    expect([...seen].sort()).toEqual([175, 255])
  })

  it.each(SERIES_OF_EVERY_KIND)('of %s is no larger than a page and can be decoded', async (_, series) => {
    const gif = decodeGif(await animatedGif(series))
    expect(gif.width).toBeGreaterThanOrEqual(600)
    expect(gif.width).toBeLessThan(760)
    expect(gif.height).toBeLessThan(640)
    expect(gif.delays).toHaveLength(Math.min(series.frames.length, 40))
  })
})
