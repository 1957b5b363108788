import { zipSync } from 'fflate'
import { npyHeader } from '../../files/write-npy.ts'

/** An NPZ file, as numpy.load reads it; the clock is not in it. */
export function zipNpz(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 1, mtime: new Date(1980, 0, 1) })
}

/** The bytes of an NPY file of texts, UTF-32 and padded to the longest. */
export function encodeNpyTexts(texts: readonly string[]): Buffer {
  const letters = texts.map(text => [...text].map(letter => letter.codePointAt(0)!))
  const length = letters.reduce((longest, { length }) => Math.max(longest, length), 1)
  const values = Buffer.alloc(4 * length * texts.length)
  letters.forEach((codes, t) => {
    for (const [k, code] of codes.entries()) values.writeUInt32LE(code, 4 * (t * length + k))
  })
  return Buffer.concat([npyHeader(`<U${length}`, [texts.length]), values])
}

/** The bytes of an NPY file of whole numbers, int64. */
export function encodeNpyIntegers(numbers: readonly number[]): Buffer {
  const values = Buffer.alloc(8 * numbers.length)
  for (const [k, number] of numbers.entries()) values.writeBigInt64LE(BigInt(number), 8 * k)
  return Buffer.concat([npyHeader('<i8', [numbers.length]), values])
}
