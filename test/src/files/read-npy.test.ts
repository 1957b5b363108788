import { truncateSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { planeRows } from '../../../arrays/plane.ts'
import { readMatrix } from '../../../src/files/read-matrix.ts'
import { readNpy } from '../../../src/files/read-npy.ts'
import { encodeNpy, writeNpy } from '../../../src/files/write-npy.ts'
import { scratch } from './scratch.ts'

const { put } = scratch()

/** An NPY file put together by hand after NEP 1. */
function npy(descr: string, shape: string, values: Uint8Array, order = 'False', version = 1): Buffer {
  const dictionary = `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }\n`
  const head = Buffer.alloc(version === 1 ? 10 : 12)
  head.write('\x93NUMPY', 'latin1')
  head.writeUInt8(version, 6)
  if (version === 1) head.writeUInt16LE(dictionary.length, 8)
  else head.writeUInt32LE(dictionary.length, 8)
  return Buffer.concat([head, Buffer.from(dictionary), values])
}

const bytes = (array: ArrayBufferView): Uint8Array => new Uint8Array(array.buffer)

describe('an NPY file', () => {
  it('of 2 x 3 float64 comes back as it was written', async () => {
    const file = put('written.npy', '')
    await writeNpy(file, Float64Array.of(1, -2, Number.NaN, 4e-12, 5, 6), [2, 3])
    const { shape, data } = await readNpy(file)
    expect(shape).toEqual([2, 3])
    expect([...data]).toEqual([1, -2, Number.NaN, 4e-12, 5, 6])
  })

  it('begins its values at a multiple of 64 bytes, the header ending in a line feed', () => {
    const encoded = encodeNpy(Float64Array.of(1, 2), [2])
    expect(encoded.length - 16).toBe(128)
    expect(encoded.readUInt16LE(8)).toBe(118)
    expect(encoded.toString('latin1', 10, 70)).toContain(
      "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
    )
    expect(encoded[127]).toBe(10)
    expect(encoded.readDoubleLE(136)).toBe(2)
  })

  it.each<[string, Uint8Array]>([
    ["'<f8'", bytes(Float64Array.of(1, 2, 3))],
    ["'<f4'", bytes(Float32Array.of(1, 2, 3))],
    ["'<i8'", bytes(BigInt64Array.of(1n, 2n, 3n))],
    ["'<u8'", bytes(BigUint64Array.of(1n, 2n, 3n))],
    ["'<i4'", bytes(Int32Array.of(1, 2, 3))],
    ["'<u4'", bytes(Uint32Array.of(1, 2, 3))],
    ["'<i2'", bytes(Int16Array.of(1, 2, 3))],
    ["'<u2'", bytes(Uint16Array.of(1, 2, 3))],
    ["'|i1'", Uint8Array.of(1, 2, 3)],
    ["'|u1'", Uint8Array.of(1, 2, 3)],
    ["'>i2'", Uint8Array.of(0, 1, 0, 2, 0, 3)],
    ["'>f4'", Uint8Array.of(0x3f, 0x80, 0, 0, 0x40, 0, 0, 0, 0x40, 0x40, 0, 0)],
  ])('of dtype %s is read', async (descr, values) => {
    expect(await readNpy(put('dtype.npy', npy(descr, '(3,)', values)))).toEqual({
      shape: [3],
      data: Float64Array.of(1, 2, 3),
    })
  })

  it('of negative integers keeps the sign', async () => {
    expect((await readNpy(put('i1.npy', npy("'|i1'", '(2,)', Uint8Array.of(255, 128))))).data).toEqual(
      Float64Array.of(-1, -128),
    )
  })

  it('of version 2 and of bool is read', async () => {
    const file = put('v2.npy', npy("'|b1'", '(1, 2)', Uint8Array.of(1, 0), 'False', 2))
    expect(await readNpy(file)).toEqual({ shape: [1, 2], data: Float64Array.of(1, 0) })
  })

  it('in Fortran order is turned to rows', async () => {
    // Columns of [[1, 2, 3], [4, 5, 6]] one after the other.
    const file = put('f.npy', npy("'|u1'", '(2, 3)', Uint8Array.of(1, 4, 2, 5, 3, 6), 'True'))
    expect((await readNpy(file)).data).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6))
    expect(planeRows(await readMatrix(file, [2, 3]))).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ])
  })

  it('in Fortran order with three axes is turned to C order', async () => {
    const values = Uint8Array.from({ length: 24 }, (_, k) => k)
    const { data } = await readNpy(put('f3.npy', npy("'|u1'", '(2, 3, 4)', values, 'True')))
    for (let i = 0; i < 2; i++)
      for (let j = 0; j < 3; j++)
        for (let k = 0; k < 4; k++) expect(data[i * 12 + j * 4 + k]).toBe(i + 2 * j + 6 * k)
  })

  it.each<[string, Uint8Array, string]>([
    ['no signature', Buffer.from('hello, this is text'), 'found no NPY signature'],
    ['version 9', Buffer.from('\x93NUMPY\x09\x00\x10\x00', 'latin1'), 'found NPY version 9'],
    ['a cut header', encodeNpy(Float64Array.of(1), [1]).subarray(0, 40), 'found a header that is cut off'],
    ['cut values', npy("'<f8'", '(3,)', bytes(Float64Array.of(1))), 'found 8 bytes of values; expected 24'],
    [
      'bytes left over',
      npy("'<f8'", '(0,)', bytes(Float64Array.of(1))),
      'found 8 bytes of values; expected 0',
    ],
    [
      'an absurd shape',
      npy("'<f8'", '(999999999, 999999999)', bytes(Float64Array.of(1))),
      'at most 33554432 numbers (2^25)',
    ],
    [
      'a long header',
      Buffer.concat([Buffer.from('\x93NUMPY\x02\x00\xf0\xff\xff\xff', 'latin1'), Buffer.alloc(20)]),
      'found a header of 4294967292 bytes',
    ],
    ['complex numbers', npy("'<c16'", '(1,)', new Uint8Array(16)), 'found dtype "<c16"'],
    ['half precision', npy("'<f2'", '(1,)', new Uint8Array(2)), 'found dtype "<f2"'],
    ['a structure', npy("[('a', '<f8')]", '(1,)', new Uint8Array(8)), 'found a structured dtype'],
    ['an integer beyond 2^53', npy("'<i8'", '(1,)', bytes(BigInt64Array.of(2n ** 60n))), 'found the integer'],
  ])('with %s is refused', async (_, content, message) => {
    const error = await readNpy(put('bad.npy', content)).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toContain(message)
  })

  it('of more numbers than 2^25 is refused from its header, in little memory', async () => {
    const large = put('large.npy', npy("'|u1'", '(32000, 32000)', new Uint8Array(0)))
    truncateSync(large, 128 + 32000 ** 2)
    const before = process.resourceUsage().maxRSS
    await expect(readNpy(large)).rejects.toThrow(
      /found 1024000000 numbers of shape \(32000, 32000\); expected at most/,
    )
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100_000)
  })

  it('is no matrix where it has three axes, no cells, NaN or another size', async () => {
    const matrix = (shape: string, values: Float64Array) => put('m.npy', npy("'<f8'", shape, bytes(values)))
    await expect(readMatrix(matrix('(1, 1, 2)', Float64Array.of(1, 2)))).rejects.toThrow(
      /shape \(1, 1, 2\); expected two axes/,
    )
    await expect(readMatrix(matrix('(0, 3)', new Float64Array(0)))).rejects.toThrow(/each of at least one/)
    await expect(readMatrix(matrix('(2, 2)', Float64Array.of(1, 2, 3, Number.NaN)))).rejects.toThrow(
      / \[1\]\[1\]: found NaN/,
    )
    await expect(readMatrix(matrix('(1, 2)', Float64Array.of(1, 2)), [2, 1])).rejects.toThrow(
      /found 1 x 2 values; expected 2 x 1/,
    )
    await expect(readMatrix('x.mat')).rejects.toThrow(/found another kind of file/)
  })

  it('cannot be made of a shape that disagrees with its values', () => {
    expect(() => encodeNpy(Float64Array.of(1, 2), [3])).toThrow(RangeError)
  })
})
