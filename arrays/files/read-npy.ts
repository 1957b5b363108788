import { ConfigError } from '../errors.ts'
import { type NpyHeader, npyHeader } from './npy-header.ts'
import { readUserFile } from './read-user-file.ts'

/** An array of any rank. */
export interface NpyArray {
  readonly shape: readonly number[]
  /** Row-major (C order), whatever the order of the file. */
  readonly data: Float64Array
}

/** Larger files are refused: 2^27 float64 values. */
const MAX_NPY_BYTES = 2 ** 30

/**
 * Reads a file of numpy.save as float64: float64, float32, integers and bool, either byte order, C or Fortran order. NaN
 * and infinity are kept.
 * @param file path as the user gave it
 * @throws ConfigError where the file is no whole NPY file, too large, of another dtype, or holds an integer
 * beyond 2^53
 */
export async function readNpy(file: string): Promise<NpyArray> {
  const buffer = await readUserFile(file, MAX_NPY_BYTES, 'an NPY file')
  const header = npyHeader(buffer, file)
  const count = header.shape.reduce((product, n) => product * n, 1)
  const found = buffer.length - header.dataOffset
  if (found !== count * header.bytes) {
    const expected = `${count * header.bytes} for shape (${header.shape.join(', ')})`
    throw new ConfigError({ file }, `${found} bytes of values`, expected)
  }
  const data = valuesOf(buffer, header, count, file)
  return { shape: header.shape, data: header.fortranOrder ? toRowMajor(data, header.shape) : data }
}

function valuesOf(buffer: Buffer, header: NpyHeader, count: number, file: string): Float64Array {
  const view = new DataView(buffer.buffer, buffer.byteOffset + header.dataOffset, count * header.bytes)
  const read = reader(view, header, file)
  const data = new Float64Array(count)
  for (let k = 0; k < count; k++) data[k] = read(k * header.bytes)
  return data
}

function reader(view: DataView, header: NpyHeader, file: string): (offset: number) => number {
  const little = header.littleEndian
  switch (`${header.kind}${header.bytes}`) {
    case 'f8':
      return offset => view.getFloat64(offset, little)
    case 'f4':
      return offset => view.getFloat32(offset, little)
    case 'i8':
      return offset => exact(view.getBigInt64(offset, little), file)
    case 'u8':
      return offset => exact(view.getBigUint64(offset, little), file)
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

function exact(value: bigint, file: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) {
    throw new ConfigError({ file }, `the integer ${value}`, 'integers of at most 2^53 in magnitude')
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
  for (let k = 0; k < out.length; k++) {
    out[k] = data[index.reduce((offset, i, axis) => offset + i * strides[axis]!, 0)]!
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      if (++index[axis]! < shape[axis]!) break
      index[axis] = 0
    }
  }
  return out
}
