import { ConfigError } from '../../arrays/errors.ts'

/** Header of an NPY file (NumPy Enhancement Proposal 1, versions 1.0 to 3.0). */
export interface NpyHeader {
  /** 'f', 'i', 'u' or 'b' (bool). */
  readonly kind: string
  /** Bytes a value. */
  readonly bytes: number
  readonly littleEndian: boolean
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
  /** Where the values begin, in bytes. */
  readonly dataOffset: number
}

/** Longer headers are refused; a plain array needs 128 bytes. */
export const MOST_HEADER_BYTES: number = 2 ** 16

/** Number types that `readNpy` turns into float64. */
const DTYPES = /^[<>|=]?(f[48]|[iu][1248]|b1)$/

/**
 * Reads the header of an NPY file.
 * @param buffer the first `MOST_HEADER_BYTES` of the file, or all of a shorter one
 * @throws ConfigError where it is damaged or its dtype holds no plain numbers
 */
export function npyHeader(buffer: Uint8Array, file: string): NpyHeader {
  if (buffer.length < 10 || latin1(buffer.subarray(0, 6)) !== '\x93NUMPY') {
    throw new ConfigError({ file }, 'no NPY signature', 'a file of numpy.save')
  }
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
  const version = view.getUint8(6)
  if (version < 1 || version > 3) {
    throw new ConfigError({ file }, `NPY version ${version}`, 'version 1, 2 or 3')
  }
  const start = version === 1 ? 10 : 12
  if (buffer.length < start) throw new ConfigError({ file }, 'a header that is cut off', 'a whole NPY file')
  const dataOffset = start + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true))
  if (dataOffset > MOST_HEADER_BYTES) {
    throw new ConfigError({ file }, `a header of ${dataOffset} bytes`, `at most ${MOST_HEADER_BYTES} bytes`)
  }
  if (dataOffset > buffer.length) {
    throw new ConfigError({ file }, 'a header that is cut off', 'a whole NPY file')
  }
  const header = latin1(buffer.subarray(start, dataOffset))
  const order = field(header, /'fortran_order'\s*:\s*(True|False)/, file, 'fortran_order')
  const descr = field(header, /'descr'\s*:\s*('[^']*'|\[)/, file, 'descr').replaceAll("'", '')
  if (!DTYPES.test(descr)) {
    const found = descr === '[' ? 'a structured dtype' : `dtype ${JSON.stringify(descr)}`
    throw new ConfigError({ file }, found, 'float64, float32, an integer or bool')
  }
  return {
    ...dtype(descr),
    fortranOrder: order === 'True',
    shape: shapeOf(field(header, /'shape'\s*:\s*\(([\d,\sL]*)\)/, file, 'shape')),
    dataOffset,
  }
}

/** A byte is a letter; TextDecoder would take latin1 for Windows-1252. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, byte => String.fromCharCode(byte)).join('')
}

function dtype(descr: string): Pick<NpyHeader, 'kind' | 'bytes' | 'littleEndian'> {
  const plain = descr.replace(/^[<>|=]/, '')
  return { kind: plain.charAt(0), bytes: Number(plain.slice(1)), littleEndian: !descr.startsWith('>') }
}

function shapeOf(text: string): number[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
    .map(part => Number.parseInt(part, 10))
}

function field(header: string, pattern: RegExp, file: string, name: string): string {
  const match = pattern.exec(header)
  if (match?.[1] === undefined) throw new ConfigError({ file }, `a header without ${name}`, 'an NPY file')
  return match[1]
}
