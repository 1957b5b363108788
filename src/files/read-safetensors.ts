import { describeValue } from '../../arrays/config/describe-value.ts'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { NpyArray } from './read-npy.ts'
import { readUserFile } from './read-user-file.ts'

/** Larger files are refused. */
const MAX_BYTES = 2 ** 30
/** Larger headers are refused: thousands of tensors need a megabyte. */
const MAX_HEADER = 2 ** 24
/** Numbers of one tensor. */
const MAX_NUMBERS = 2 ** 25
const LENGTH_BYTES = 8

type Reader = (view: DataView, offset: number) => number

/** Bytes of a number and how it is read, by dtype. */
const DTYPES: Readonly<Record<string, readonly [number, Reader]>> = {
  F64: [8, (view, at) => view.getFloat64(at, true)],
  F32: [4, (view, at) => view.getFloat32(at, true)],
  F16: [2, (view, at) => halfFloat(view.getUint16(at, true))],
  BF16: [2, (view, at) => brainFloat(view.getUint16(at, true))],
}

interface TensorEntry {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data_offsets: readonly [number, number]
}

/**
 * Reads one tensor of a safetensors file as float64: F64, F32, F16 or BF16. NaN and infinity are kept.
 *
 * Source: the format of huggingface/safetensors: the length of the header as a little-endian 64-bit integer, a JSON header with
 * dtype, shape and data_offsets of each tensor, then the values, little-endian and row-major.
 * @param file path as the user gave it
 * @param name of the tensor
 * @param signal ends the reading
 * @throws ConfigError where the file is damaged, has no such tensor, or one of another dtype; the signal's reason
 */
export async function readSafetensors(file: string, name: string, signal?: AbortSignal): Promise<NpyArray> {
  const bytes = await readUserFile(file, MAX_BYTES, 'a safetensors file', signal)
  const { header, dataOffset } = readHeader(bytes, file)
  const names = Object.keys(header).filter(key => key !== '__metadata__')
  if (!names.includes(name)) {
    const shown = names.slice(0, 20)
    throw new ConfigError({ file }, `no tensor ${JSON.stringify(name)}`, expectedName(name, shown))
  }
  const { dtype, shape, data_offsets: range } = tensorEntry(header[name], file, name)
  if (!Object.hasOwn(DTYPES, dtype))
    throw new ConfigError(
      { file, path: name },
      `dtype ${describeValue(dtype)}`,
      Object.keys(DTYPES).join(', '),
    )
  const [size, read] = DTYPES[dtype]
  const count = shape.reduce((product, n) => product * n, 1)
  if (count > MAX_NUMBERS)
    throw new ConfigError({ file, path: name }, `${count} numbers`, `at most ${MAX_NUMBERS}`)
  const [from, to] = range
  const held = bytes.length - dataOffset
  if (to - from !== count * size || to > held) {
    throw new ConfigError(
      { file, path: name },
      `data_offsets ${from} to ${to} of ${held} bytes`,
      `${count * size} bytes for shape [${shape.join(', ')}] of ${dtype}`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + dataOffset + from, to - from)
  const data = new Float64Array(count)
  for (let k = 0; k < count; k++) data[k] = read(view, k * size)
  return { shape, data }
}

function readHeader(
  bytes: Buffer,
  file: string,
): { readonly header: Record<string, unknown>; readonly dataOffset: number } {
  if (bytes.length < LENGTH_BYTES)
    throw new ConfigError({ file }, `${bytes.length} bytes`, 'a safetensors file')
  const length = bytes.readBigUInt64LE(0)
  const rest = bytes.length - LENGTH_BYTES
  if (length > BigInt(Math.min(rest, MAX_HEADER)))
    throw new ConfigError(
      { file },
      `a header of ${length} bytes in ${bytes.length}`,
      `a safetensors file with a header of at most ${MAX_HEADER}`,
    )
  const dataOffset = LENGTH_BYTES + Number(length)
  let header: unknown
  try {
    header = JSON.parse(bytes.toString('utf8', LENGTH_BYTES, dataOffset))
  } catch {
    throw new ConfigError({ file }, 'a header that is no JSON', 'a safetensors file')
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new ConfigError({ file }, `the header ${describeValue(header)}`, 'a safetensors file')
  return { header: header as Record<string, unknown>, dataOffset }
}

function tensorEntry(entry: unknown, file: string, name: string): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = Object(entry) as Partial<TensorEntry>
  const whole = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
  const fits =
    typeof dtype === 'string' &&
    Array.isArray(shape) &&
    shape.every(whole) &&
    Array.isArray(offsets) &&
    offsets.length === 2 &&
    offsets.every(whole) &&
    offsets[0] <= offsets[1]
  if (!fits)
    throw new ConfigError(
      { file, path: name },
      'a damaged entry of the header',
      'dtype, shape and data_offsets of whole numbers',
    )
  return { dtype, shape, data_offsets: offsets } as TensorEntry
}

/** IEEE 754 binary16: 1 sign bit, 5 of exponent, 10 of fraction. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const word = new DataView(new ArrayBuffer(4))

/** The upper half of a float32. */
function brainFloat(bits: number): number {
  word.setUint32(0, bits << 16)
  return word.getFloat32(0)
}
