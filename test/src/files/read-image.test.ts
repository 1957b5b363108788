import { encode, type ImageData } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { planeRows } from '../../../arrays/plane.ts'
import { readImage } from '../../../src/files/read-image.ts'
import { writeNpy } from '../../../src/files/write-npy.ts'
import { scratch } from './scratch.ts'

const { put } = scratch()
const png = (image: ImageData) => put('image.png', encode(image))

describe('an image', () => {
  it('of 8-bit greys has the level v/255, first line on word line 0', async () => {
    const data = Uint8Array.of(0, 51, 102, 153, 204, 255)
    const levels = await readImage(png({ width: 3, height: 2, data, channels: 1 }))
    expect(planeRows(levels)).toEqual([
      [0, 0.2, 0.4],
      [0.6, 0.8, 1],
    ])
  })

  it('of colours has their BT.709 luminance, white exactly 1', async () => {
    const data = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255)
    const levels = await readImage(png({ width: 4, height: 1, data, channels: 3 }))
    expect(planeRows(levels)).toEqual([[0.2126, 0.7152, 0.0722, 1]])
  })

  it('with transparency lies over black', async () => {
    const data = Uint8Array.of(255, 255, 255, 51, 0, 0, 0, 0, 255, 255, 255, 0, 255, 255, 255, 255)
    const levels = await readImage(png({ width: 4, height: 1, data, channels: 4 }))
    expect(planeRows(levels)).toEqual([[0.2, 0, 0, 1]])
  })

  it('of grey and alpha multiplies the two', async () => {
    const levels = await readImage(png({ width: 1, height: 1, data: Uint8Array.of(102, 127), channels: 2 }))
    expect(levels.get(0, 0)).toBeCloseTo(0.4 * (127 / 255), 15)
  })

  it('of 16 bits has the level v/65535', async () => {
    const data = Uint16Array.of(0, 13107, 65535)
    const levels = await readImage(png({ width: 3, height: 1, data, channels: 1, depth: 16 }))
    expect(planeRows(levels)).toEqual([[0, 0.2, 1]])
  })

  it('of one bit, lines padded to whole bytes, is black and white', async () => {
    // Ten pixels a line: 1000000001 and 0111111110.
    const data = Uint8Array.of(0b10000000, 0b01000000, 0b01111111, 0b10000000)
    const levels = await readImage(png({ width: 10, height: 2, data, channels: 1, depth: 1 }))
    expect(planeRows(levels)).toEqual([
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0, 1, 1, 1, 1, 1, 1, 1, 1, 0],
    ])
  })

  it('with a palette of two bits takes its colours', async () => {
    const palette = [
      [0, 0, 0],
      [51, 51, 51],
      [255, 255, 255],
    ]
    const data = Uint8Array.of(0b00011000)
    const levels = await readImage(png({ width: 3, height: 1, data, channels: 1, depth: 2, palette }))
    expect(planeRows(levels)).toEqual([[0, 0.2, 1]])
  })

  it('with Adam7 interlacing is read like one without', async () => {
    const data = Uint8Array.from({ length: 70 }, (_, k) => (k * 37) % 256)
    const image: ImageData = { width: 10, height: 7, data, channels: 1 }
    const plain = planeRows(await readImage(png(image)))
    const interlaced = put('adam7.png', encode(image, { interlace: 'Adam7' }))
    expect(planeRows(await readImage(interlaced))).toEqual(plain)
  })

  it('may be levels in a CSV or NPY file', async () => {
    const csv = put('levels.csv', '0,0.5\n1,0.25\n')
    expect(planeRows(await readImage(csv, [2, 2]))).toEqual([
      [0, 0.5],
      [1, 0.25],
    ])
    const npy = put('levels.npy', '')
    await writeNpy(npy, Float64Array.of(0, 1), [1, 2])
    expect(planeRows(await readImage(npy))).toEqual([[0, 1]])
    const grey = put('grey.csv', '0;51\n255;102\n')
    expect(planeRows(await readImage(grey))).toEqual([
      [0, 0.2],
      [1, 0.4],
    ])
    for (const [text, value] of [
      ['0,1\n0,256\n', '256'],
      ['0,0.5\n0,255\n', '255'],
      ['0,1\n0,7\n', '7'],
    ] as const) {
      const message = `[1][1]: found ${value}; expected a level from 0 to 1, or whole grey values to 255`
      await expect(readImage(put('wrong.csv', text))).rejects.toThrow(message)
    }
  })

  it('of another size than asked for is refused, not scaled', async () => {
    const file = png({ width: 3, height: 2, data: new Uint8Array(6), channels: 1 })
    await expect(readImage(file, [3, 2])).rejects.toThrow(
      /found 3 x 2 pixels; expected 2 x 3 \(3 word lines, 2 bit lines\)/,
    )
    expect((await readImage(file, [2, 3])).shape).toEqual([2, 3])
  })

  it.each<[string, (whole: Buffer) => Buffer | string, RegExp]>([
    ['text', () => 'hello', /no PNG signature/],
    ['a PNG cut in its header', whole => whole.subarray(0, 20), /cut off/],
    [
      'a PNG cut in its pixels',
      whole => whole.subarray(0, 50),
      /damaged PNG \(it is cut off\); expected a whole PNG/,
    ],
    [
      'a PNG with a flipped bit',
      whole => flip(whole, 45),
      /damaged PNG \(its pixels cannot be unpacked.*\); expected/,
    ],
    ['a PNG with a flipped checksum', whole => flip(whole, 30), /damaged PNG \(CRC mismatch.*\); expected/],
    ['an absurd size', whole => resize(whole, 70000, 70000), /70000 x 70000 pixels/],
    ['no pixels', whole => resize(whole, 0, 3), /0 x 3 pixels/],
  ])('is refused where it is %s', async (_, spoil, message) => {
    const whole = Buffer.from(encode({ width: 4, height: 4, data: new Uint8Array(16), channels: 1 }))
    const error = await readImage(put('bad.png', spoil(whole))).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toMatch(message)
  })

  it('of one bit and interlaced, or of another kind, is refused', async () => {
    const file = put(
      '1-bit.png',
      Buffer.from(encode({ width: 9, height: 2, data: new Uint8Array(4), channels: 1, depth: 1 })).fill(
        1,
        28,
        29,
      ),
    )
    await expect(readImage(file)).rejects.toThrow(/interlaced PNG of 1 bits/)
    await expect(readImage(put('photo.jpg', 'x'))).rejects.toThrow(
      /expected a \.png, \.csv, \.txt or \.npy file/,
    )
  })
})

function flip(whole: Buffer, at: number): Buffer {
  const copy = Buffer.from(whole)
  copy[at] = copy[at] ^ 1
  return copy
}

function resize(whole: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(whole)
  copy.writeUInt32BE(width, 16)
  copy.writeUInt32BE(height, 20)
  return copy
}
