import { writeFile } from 'node:fs/promises'
import { endianness } from 'node:os'

/**
 * The bytes of an NPY file, version 1.0: little-endian float64 in C order.
 * @param data row-major values
 * @param shape its product is the number of values
 * @throws RangeError where the shape disagrees with the number of values
 */
export function encodeNpy(data: Float64Array, shape: readonly number[]): Buffer {
  const count = shape.reduce((product, n) => product * n, 1)
  if (count !== data.length) {
    throw new RangeError(
      `encodeNpy: shape (${shape.join(', ')}) holds ${count} values; found ${data.length} in data`,
    )
  }
  const values = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  return Buffer.concat([
    npyHeader('<f8', shape),
    endianness() === 'LE' ? values : Buffer.from(values).swap64(),
  ])
}

/**
 * Header before the values of an NPY file, version 1.0, in C order.
 * @param descr type of a value as NumPy writes it, '<f8' or '<U12'
 */
export function npyHeader(descr: string, shape: readonly number[]): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`
  // NEP 1: the values begin at a multiple of 64 bytes, the header ends in a line feed.
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64
  const header = Buffer.alloc(length, ' ')
  header.write('\x93NUMPY\x01\x00', 'latin1')
  header.writeUInt16LE(length - 10, 8)
  header.write(dictionary, 10, 'latin1')
  header.write('\n', length - 1)
  return header
}

/**
 * Writes an array as numpy.save does, float64 and little-endian.
 * @param data row-major values
 * @throws RangeError where the shape disagrees with the number of values; errors of the file system
 */
export async function writeNpy(file: string, data: Float64Array, shape: readonly number[]): Promise<void> {
  await writeFile(file, encodeNpy(data, shape))
}
