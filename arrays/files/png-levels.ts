import { type DecodedPng, decode } from 'fast-png'
import { ConfigError } from '../errors.ts'
import { type Plane, planeOf } from '../plane.ts'

/** Larger pictures are refused before they are unpacked. */
const MAX_PIXELS = 2 ** 24

/** Weights of red, green and blue in the luminance of ITU-R BT.709. */
const LUMINANCE = [0.2126, 0.7152, 0.0722] as const

/**
 * Grey levels of a PNG of any colour type: black 0, white 1, a grey of 8-bit value v exactly v/255. Colours count by their
 * BT.709 weights on the stored values (no gamma is undone, so that the grey that an editor shows
 * as 50 % is 0.5); transparency lies over black.
 * @returns plane of shape [height, width], top row first
 * @throws ConfigError where the file is damaged, larger than 2^24 pixels or interlaced below 8 bits
 */
export function pngLevels(bytes: Buffer, file: string): Plane {
  // The header chunk has a fixed place: width at 16, height at 20, depth at 24, interlacing at 28.
  if (bytes.length < 33) throw new ConfigError({ file }, 'a PNG that is cut off', 'a whole PNG')
  const [width, height, depth] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20), bytes.readUInt8(24)]
  if (width === 0 || height === 0 || width * height > MAX_PIXELS) {
    throw new ConfigError({ file }, `${width} x ${height} pixels`, `1 to ${MAX_PIXELS} pixels in all`)
  }
  // fast-png 8 unpacks Adam7 as if every sample filled whole bytes.
  if (depth < 8 && bytes.readUInt8(28) !== 0) {
    throw new ConfigError({ file }, `an interlaced PNG of ${depth} bits`, 'a PNG without interlacing')
  }
  const png = decodeOrFail(bytes, file)
  const pixel = pixelReader(png)
  const levels = new Float64Array(width * height)
  for (let i = 0; i < height; i++) {
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
    const png = decode(bytes, { checkCrc: true })
    const line = Math.ceil((png.width * png.channels * png.depth) / (png.depth === 16 ? 16 : 8))
    if (png.data.length !== line * png.height) throw new Error('pixels are missing')
    return png
  } catch (error) {
    throw new ConfigError({ file }, `a damaged PNG (${whatIsWrong(error as Error)})`, 'a whole PNG')
  }
}

/** fast-png leaves to the cause what it could not unpack. */
function whatIsWrong({ message, cause }: Error): string {
  if (!/:\s*$/.test(message)) return message
  // It reads past the end of a file that was cut off.
  const detail = cause instanceof Error && !(cause instanceof RangeError) ? cause.message : 'they break off'
  return `its pixels cannot be unpacked: ${detail}`
}

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

/** Colours in 0..1 by word line i and bit line j. */
function pixelReader(png: DecodedPng): (i: number, j: number) => Pixel {
  const { channels, palette, transparency } = png
  const sample = sampleReader(png)
  const top = 2 ** png.depth - 1
  if (palette !== undefined) {
    return (i, j) => {
      const [red = 0, green = 0, blue = 0, alpha = 255] = palette[sample(i, j, 0)] ?? []
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
  if (depth >= 8) return (i, j, channel) => data[(i * width + j) * channels + channel]!
  const line = Math.ceil((width * depth) / 8)
  return (i, j) => {
    const bit = j * depth
    return (data[i * line + (bit >> 3)]! >> (8 - depth - (bit & 7))) & (2 ** depth - 1)
  }
}
