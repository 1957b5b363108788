import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { planeRows } from '../../../arrays/plane.ts'
import { readImage } from '../../../src/files/read-image.ts'
import { type PngHeader, pngOf } from './png-chunks.ts'
import { scratch } from './scratch.ts'

const { put } = scratch()
const GREY: PngHeader = { width: 3, height: 2 }
const PALETTE: PngHeader = { ...GREY, colour: 3 }
const LINES = Uint8Array.of(0, 0, 255, 0, 0, 255, 0, 255)
const PIXELS: readonly [string, Uint8Array] = ['IDAT', deflateSync(LINES)]
const bomb = deflateSync(Buffer.alloc(2 ** 28))
const text = (start: string, packed: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(start, 'latin1'), packed])

describe('a PNG is checked before it is decoded', () => {
  it.each<[string, Buffer, RegExp]>([
    ['pixels that unpack to more', pngOf(GREY, [['IDAT', bomb]]), /unpack to more than their 8 bytes/],
    [
      'pixels that unpack to a byte more',
      pngOf(GREY, [['IDAT', deflateSync(Buffer.alloc(9))]]),
      /more than their 8/,
    ],
    [
      'a last line that breaks off',
      pngOf(GREY, [['IDAT', deflateSync(LINES.subarray(0, 6))]]),
      /break off after 6 of 8 bytes/,
    ],
    [
      'packed pixels that break off',
      pngOf(GREY, [['IDAT', deflateSync(LINES).subarray(0, 8)]]),
      /cannot be unpacked: unexpected end/,
    ],
    ['no pixels', pngOf(GREY, []), /cannot be unpacked/],
    [
      'a zTXt that unpacks to 256 MiB',
      pngOf(GREY, [['zTXt', text('k\0\0', bomb)], PIXELS]),
      /at most 16777216 bytes \(16 MiB\) of text/,
    ],
    ['an iCCP that does', pngOf(GREY, [['iCCP', text('k\0\0', bomb)], PIXELS]), /16 MiB/],
    ['an iTXt that does', pngOf(GREY, [['iTXt', text('k\0\x01\0en\0k\0', bomb)], PIXELS]), /16 MiB/],
    [
      'texts that do together',
      pngOf(GREY, [
        ...Array(17).fill(['zTXt', text('k\0\0', deflateSync(Buffer.alloc(2 ** 20)))] as const),
        PIXELS,
      ]),
      /16 MiB/,
    ],
    ['a palette of indices without palette', pngOf(PALETTE, [PIXELS]), /a palette is missing/],
    [
      'an index outside its palette',
      pngOf(PALETTE, [
        ['PLTE', Uint8Array.of(0, 0, 0, 255, 255, 255)],
        ['IDAT', deflateSync(Uint8Array.of(0, 0, 1, 0, 0, 1, 7, 1))],
      ]),
      /colour 7 of a palette of 2 at pixel \[1\]\[1\]/,
    ],
    [
      'a depth that its colours do not have',
      pngOf({ ...GREY, colour: 2, depth: 4 }, [PIXELS]),
      /colour type 2 of 4 bits/,
    ],
    ['a second header', pngOf(GREY, [['IHDR', Buffer.alloc(13)], PIXELS]), /a second header/],
    [
      'more pixels than 2^24',
      pngOf({ width: 2 ** 24, height: 2 }, [PIXELS]),
      /16777216 x 2 pixels; expected 1 to 16777216/,
    ],
  ])('and refused with %s, in little memory', async (_, bytes, message) => {
    const before = process.resourceUsage().maxRSS
    const error = await readImage(put('bad.png', bytes)).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toMatch(message)
    // kB; a bomb that is unpacked takes 256 MiB and more.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(150_000)
  })

  it('and read with texts that stay below the limit, packed or not', async () => {
    const small = text('k\0\0', deflateSync(Buffer.alloc(2 ** 20)))
    const file = put(
      'texts.png',
      pngOf(GREY, [['zTXt', small], ['iCCP', small], ['tEXt', Buffer.from('k\0hello')], PIXELS]),
    )
    expect(planeRows(await readImage(file))).toEqual([
      [0, 1, 0],
      [1, 0, 1],
    ])
  })

  it('and a true colour picture that proposes a palette is none of palette indices', async () => {
    const file = put(
      'proposed.png',
      pngOf({ width: 1, height: 1, colour: 2 }, [
        ['PLTE', Uint8Array.of(9, 9, 9)],
        ['IDAT', deflateSync(Uint8Array.of(0, 255, 255, 255))],
      ]),
    )
    expect(planeRows(await readImage(file))).toEqual([[1]])
  })
})
