import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'

/** Header of a PNG. */
export interface PngHeader {
  readonly width: number
  readonly height: number
  /** Bits of a sample. */
  readonly depth: number
  /** 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha. */
  readonly colour: number
  readonly interlaced: boolean
}

interface Chunk {
  readonly type: string
  readonly data: Buffer
}

const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}
const SIGNATURE_BYTES = 8

/**
 * Checks a PNG before it is decoded (ISO/IEC 15948): its chunks are whole, its pixels unpack to exactly what its header says,
 * and its text chunks to no more than 16 MB together. Nothing is unpacked beyond these limits.
 * @param bytes of the file, which begins with the PNG signature
 * @throws ConfigError that says what is wrong, or names the limit
 */
export async function checkPng(bytes: Buffer, file: string): Promise<PngHeader> {
  const chunks = chunksOf(bytes, file)
  const header = headerOf(chunks[0], file)
  if (chunks.slice(1).some(({ type }) => type === 'IHDR')) throw damaged(file, 'a second header')
  if (header.colour === 3 && !chunks.some(({ type }) => type === 'PLTE')) {
    throw damaged(file, 'a palette is missing')
  }
  await checkTexts(chunks, file)
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const expected = unpackedBytes(header)
  const unpacked = await unpack(packed, expected)
  if (unpacked === 'too many bytes')
    throw damaged(file, `its pixels unpack to more than their ${expected} bytes`)
  if (typeof unpacked === 'string') throw damaged(file, `its pixels cannot be unpacked: ${unpacked}`)
  if (unpacked.length < expected) {
    throw damaged(file, `its pixels break off after ${unpacked.length} of ${expected} bytes`)
  }
  return header
}

/** The error for a PNG that is none of a kind that can be read. */
export function damaged(file: string, what: string): ConfigError {
  return new ConfigError({ file }, `a damaged PNG (${what})`, 'a whole PNG')
}

/** All chunks up to the end of the picture. */
function chunksOf(bytes: Buffer, file: string): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = SIGNATURE_BYTES; ; ) {
    if (at + 12 > bytes.length) throw damaged(file, 'it is cut off')
    const length = bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > bytes.length) throw damaged(file, 'it is cut off')
    chunks.push({ type, data: bytes.subarray(at + 8, at + 8 + length) })
    if (type === 'IEND') return chunks
    at += 12 + length
  }
}

function headerOf(chunk: Chunk | undefined, file: string): PngHeader {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) throw damaged(file, 'its header is missing')
  const { data } = chunk
  const [width, height, depth, colour] = [data.readUInt32BE(0), data.readUInt32BE(4), data[8], data[9]]
  if (width === 0 || height === 0 || width * height > INPUT_LIMITS.pixels) {
    throw new ConfigError(
      { file },
      `${width} x ${height} pixels`,
      `1 to ${INPUT_LIMITS.pixels} pixels in all`,
    )
  }
  if (!DEPTHS[colour]?.includes(depth)) throw damaged(file, `colour type ${colour} of ${depth} bits`)
  const interlaced = data[12] !== 0
  // fast-png 8 unpacks Adam7 as if every sample filled whole bytes.
  if (depth < 8 && interlaced) {
    throw new ConfigError({ file }, `an interlaced PNG of ${depth} bits`, 'a PNG without interlacing')
  }
  return { width, height, depth, colour, interlaced }
}

/** Bytes of the pixels as they lie in the packed data, with the filter of each line. */
function unpackedBytes({ width, height, depth, colour, interlaced }: PngHeader): number {
  const bits = depth * SAMPLES[colour]
  const pass = (columns: number, lines: number): number =>
    columns === 0 ? 0 : lines * (1 + Math.ceil((columns * bits) / 8))
  if (!interlaced) return pass(width, height)
  return ADAM7.reduce(
    (sum, [x, y, stepX, stepY]) =>
      sum + pass(Math.ceil((width - x) / stepX), Math.max(0, Math.ceil((height - y) / stepY))),
    0,
  )
}

/** The passes of Adam7: first column and line, and the steps from there. */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

/** Where the packed part of a chunk begins, by the kind of chunk; nothing of a text that is not packed. */
function packedText({ type, data }: Chunk): Buffer | undefined {
  const keyword = data.indexOf(0)
  if (keyword === -1) return undefined
  if (type === 'zTXt' || type === 'iCCP') return data.subarray(keyword + 2)
  if (type !== 'iTXt' || data[keyword + 1] !== 1) return undefined
  const language = data.indexOf(0, keyword + 3)
  const translated = data.indexOf(0, language + 1)
  return language === -1 || translated === -1 ? undefined : data.subarray(translated + 1)
}

/** Texts are of no use here: one that does not unpack is left alone, one that unpacks to too much is not. */
async function checkTexts(chunks: readonly Chunk[], file: string): Promise<void> {
  const limit = INPUT_LIMITS.pictureTextBytes
  let room = limit
  for (const chunk of chunks) {
    if (!['tEXt', 'zTXt', 'iTXt', 'iCCP'].includes(chunk.type)) continue
    const packed = packedText(chunk)
    const unpacked = packed === undefined ? chunk.data : await unpack(packed, room)
    room -= typeof unpacked === 'string' ? 0 : unpacked.length
    if (room >= 0 && unpacked !== 'too many bytes') continue
    throw new ConfigError(
      { file },
      'texts of more bytes',
      `a PNG with at most ${limit} bytes (16 MiB) of text, unpacked`,
    )
  }
}

/** @returns what zlib says where it cannot unpack, 'too many bytes' where there are more than `most` */
async function unpack(packed: Buffer, most: number): Promise<Buffer | string> {
  try {
    // zlib takes no limit of 0.
    const bytes = await promisify(inflate)(packed, { maxOutputLength: most + 1 })
    return bytes.length > most ? 'too many bytes' : bytes
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too many bytes' : message
  }
}
