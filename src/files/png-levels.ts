import { setImmediate } from 'node:timers/promises'
import { type DecodedPng, decode } from 'fast-png'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import { checkPng, damaged } from './check-png.ts'

/** Between them an interrupt is served. */
const LINES_AT_A_TIME = 64

/** Weights of red, green and blue in the luminance of ITU-R BT.709. */
const LUMINANCE = [0.2126, 0.7152, 0.0722] as const

/**
 * Grey levels of a PNG of any colour type: black 0, white 1, a grey of 8-bit value v exactly v/255. Colours count by their
 * BT.709 weights on the stored values (no gamma is undone, so that the grey that an editor shows
 * as 50 % is 0.5); transparency lies over black.
 * @returns plane of shape [height, width], top row first
 * @throws ConfigError where the file is damaged, larger than 2^24 pixels or interlaced below 8 bits; the signal's
 * reason
 */
export async function pngLevels(bytes: Buffer, file: string, signal?: AbortSignal): Promise<Plane> {
  const { width, height, colour } = await checkPng(bytes, file)
  signal?.throwIfAborted()
  const png = decodeOrFail(bytes, file)
  const pixel = pixelReader(png, colour === 3 ? (png.palette ?? []) : undefined, file)
  const levels = new Float64Array(width * height)
  for (let i = 0; i < height; i++) {
    if (i % LINES_AT_A_TIME === LINES_AT_A_TIME - 1) {
      await setImmediate()
      signal?.throwIfAborted()
    }
    for (let j = 0; j < width; j++) {
      const [red, green, blue, alpha] = pixel(i, j)
      const grey = red === green && green === blue
      const luminance = grey ? red : LUMINANCE[0] * red + LUMINANCE[1] * green + LUMINANCE[2] * blue
      levels[i * width + j] = luminance * alpha
    }
  }
  return planeOf(levels, [height, width])
}

function decodeOrFail(bytes: Buffer, file: string): DecodedPng {
  try {
    return decode(bytes, { checkCrc: true })
  } catch (error) {
    throw damaged(file, whatIsWrong(error as Error))
  }
}

/** fast-png leaves to the cause what it could not unpack. */
function whatIsWrong({ message, cause }: Error): string {
  return /:\s*$/.test(message) && cause instanceof Error ? `${message} ${cause.message}` : message
}

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

/**
 * Colours in 0..1 by word line i and bit line j.
 * @param palette of a picture of palette indices; a true colour picture may hold one that only proposes colours
 */
function pixelReader(
  png: DecodedPng,
  palette: DecodedPng['palette'],
  file: string,
): (i: number, j: number) => Pixel {
  const { channels, transparency } = png
  const sample = sampleReader(png)
  const top = 2 ** png.depth - 1
  if (palette !== undefined) {
    return (i, j) => {
      const index = sample(i, j, 0)
      const entry = palette[index]
      if (entry === undefined) {
        throw damaged(file, `colour ${index} of a palette of ${palette.length} at pixel [${i}][${j}]`)
      }
      const [red = 0, green = 0, blue = 0, alpha = 255] = entry
      return [red / 255, green / 255, blue / 255, alpha / 255]
    }
  }
  const colours = channels < 3 ? [0, 0, 0] : [0, 1, 2]
  return (i, j) => {
    const [red, green, blue] = colours.map(channel => sample(i, j, channel)) as [number, number, number]
    // A PNG without an alpha channel may name one colour that is transparent.
    const keyed =
      transparency !== undefined &&
      [red, green, blue].slice(0, transparency.length).every((value, k) => value === transparency[k])
    const alpha = channels % 2 === 0 ? sample(i, j, channels - 1) / top : keyed ? 0 : 1
    return [red / top, green / top, blue / top, alpha]
  }
}

/** Raw samples; those below 8 bits lie packed, most significant first, each line on a whole byte. */
function sampleReader(png: DecodedPng): (i: number, j: number, channel: number) => number {
  const { data, width, depth, channels } = png
  if (depth >= 8) return (i, j, channel) => data[(i * width + j) * channels + channel]
  const line = Math.ceil((width * depth) / 8)
  return (i, j) => {
    const bit = j * depth
    return (data[i * line + (bit >> 3)] >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
  }
}
