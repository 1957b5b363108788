import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { MOST_HEADER_BYTES, type NpyHeader, npyHeader } from './npy-header.ts'
import { type UserFile, withUserFile } from './open-user-file.ts'

/** An array of any rank. */
export interface NpyArray {
  readonly shape: readonly number[]
  /** Row-major (C order), whatever the order of the file. */
  readonly data: Float64Array
}

/** Values read at a time: between two blocks an interrupt is served. */
const BLOCK = 2 ** 17

/**
 * Reads a file of numpy.save as float64: float64, float32, integers and bool, either byte order, C or Fortran order. NaN
 * and infinity are kept. Its header alone decides whether memory is taken for its values.
 * @param file path as the user gave it
 * @param signal ends the reading
 * @throws ConfigError where the file is no whole NPY file, of more than 2^25 numbers, of another dtype, or holds an integer
 * beyond 2^53; the signal's reason
 */
export function readNpy(file: string, signal?: AbortSignal): Promise<NpyArray> {
  return withUserFile(file, 'an NPY file', async opened => {
    const start = Buffer.alloc(Math.min(opened.size, MOST_HEADER_BYTES))
    await readWhole(opened, start, 0, file)
    const header = npyHeader(start, file)
    const { shape } = header
    const count = shape.reduce((product, n) => product * n, 1)
    if (count > INPUT_LIMITS.numbers) {
      const found = `${count} numbers of shape (${shape.join(', ')})`
      throw new ConfigError({ file }, found, `at most ${INPUT_LIMITS.numbers} numbers (2^25)`)
    }
    const found = opened.size - header.dataOffset
    if (found !== count * header.bytes) {
      const expected = `${count * header.bytes} for shape (${shape.join(', ')})`
      throw new ConfigError({ file }, `${found} bytes of values`, expected)
    }
    const data = await valuesOf(opened, header, count, file, signal)
    return { shape, data: header.fortranOrder ? toRowMajor(data, shape) : data }
  })
}

async function valuesOf(
  opened: UserFile,
  header: NpyHeader,
  count: number,
  file: string,
  signal: AbortSignal | undefined,
): Promise<Float64Array> {
  const data = new Float64Array(count)
  const block = Buffer.alloc(Math.min(BLOCK, count) * header.bytes)
  const read = reader(new DataView(block.buffer, block.byteOffset, block.length), header, file)
  for (let from = 0; from < count; from += BLOCK) {
    signal?.throwIfAborted()
    const values = Math.min(BLOCK, count - from)
    const position = header.dataOffset + from * header.bytes
    await readWhole(opened, block.subarray(0, values * header.bytes), position, file)
    for (let k = 0; k < values; k++) data[from + k] = read(k * header.bytes)
  }
  return data
}

/** @throws ConfigError where the file has become shorter than it said to be */
async function readWhole({ handle }: UserFile, bytes: Buffer, position: number, file: string): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, position + at)
    if (bytesRead === 0) throw new ConfigError({ file }, 'an end before the last value', 'a whole NPY file')
    at += bytesRead
  }
}

function reader(view: DataView, header: NpyHeader, file: string): (offset: number) => number {
  const little = header.littleEndian
  const high = little ? 4 : 0
  switch (`${header.kind}${header.bytes}`) {
    case 'f8':
      return offset => view.getFloat64(offset, little)
    case 'f4':
      return offset => view.getFloat32(offset, little)
    case 'i8':
      return offset =>
        exact(view.getInt32(offset + high, little), view.getUint32(offset + 4 - high, little), file)
    case 'u8':
      return offset =>
        exact(view.getUint32(offset + high, little), view.getUint32(offset + 4 - high, little), file)
    case 'i4':
      return offset => view.getInt32(offset, little)
    case 'u4':
      return offset => view.getUint32(offset, little)
    case 'i2':
      return offset => view.getInt16(offset, little)
    case 'u2':
      return offset => view.getUint16(offset, little)
    case 'i1':
      return offset => view.getInt8(offset)
    default:
      return offset => view.getUint8(offset)
  }
}

/** An integer of 64 bits from its halves. */
function exact(high: number, low: number, file: string): number {
  const number = high * 2 ** 32 + low
  if (!Number.isSafeInteger(number)) {
    const found = `the integer ${BigInt(high) * 2n ** 32n + BigInt(low)}`
    throw new ConfigError({ file }, found, 'integers of at most 2^53 in magnitude')
  }
  return number
}

/** Fortran order is row-major order of the reversed axes. */
function toRowMajor(data: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(data.length)
  const index = shape.map(() => 0)
  const strides: number[] = []
  shape.reduce((stride, n) => {
    strides.push(stride)
    return stride * n
  }, 1)
  let offset = 0
  for (let k = 0; k < out.length; k++) {
    out[k] = data[offset]
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += strides[axis]
      if (++index[axis] < shape[axis]) break
      offset -= shape[axis] * strides[axis]
      index[axis] = 0
    }
  }
  return out
}
