import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readUserFile } from './read-user-file.ts'

/** An IDX file of unsigned bytes: the format of MNIST. */
export interface IdxArray {
  /** [items] for labels, [items, rows, columns] for images. */
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

const UNSIGNED_BYTE = 0x08

/**
 * Reads an IDX file, plain or gzip.
 * @param file path as the user gave it
 * @param dimensions that it must have: 1 for labels, 3 for images
 * @param signal ends the reading
 * @throws ConfigError for another format, a truncated or overlong file, another kind of number; the signal's reason
 */
export async function readIdx(file: string, dimensions: 1 | 3, signal?: AbortSignal): Promise<IdxArray> {
  const packed = await readUserFile(file, INPUT_LIMITS.idxBytes, 'an IDX file', signal)
  const bytes = await unpack(packed, file)
  signal?.throwIfAborted()
  const what =
    dimensions === 1 ? 'IDX labels (magic number 0x00000801)' : 'IDX images (magic number 0x00000803)'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = 4 + 4 * dimensions
  if (bytes.length < 4) throw new ConfigError({ file }, `${bytes.length} bytes`, what)
  const magic = view.getUint32(0)
  if (magic !== UNSIGNED_BYTE * 256 + dimensions) {
    throw new ConfigError({ file }, `magic number 0x${magic.toString(16).padStart(8, '0')}`, what)
  }
  if (bytes.length < header)
    throw new ConfigError({ file }, `${bytes.length} bytes`, `a header of ${header} bytes`)
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d))
  const size = shape.reduce((product, side) => product * side, 1)
  if (size === 0 || bytes.length - header !== size) {
    throw new ConfigError(
      { file },
      `${bytes.length - header} bytes of data`,
      `${size}, from the sizes ${shape.join(' x ')} in its header`,
    )
  }
  return { shape, data: bytes.subarray(header) }
}

async function unpack(packed: Buffer, file: string): Promise<Uint8Array> {
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return packed
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: INPUT_LIMITS.idxBytes })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      const most = `an IDX file of at most ${INPUT_LIMITS.idxBytes} bytes`
      throw new ConfigError({ file }, 'a gzip file that unpacks to more', most)
    }
    throw new ConfigError({ file }, `a gzip file that does not unpack (${message})`, 'a whole gzip file')
  }
}
