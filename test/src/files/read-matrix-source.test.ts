import { describe, expect, it } from 'vitest'
import { planeRows } from '../../../arrays/plane.ts'
import { readMatrixSource } from '../../../src/files/read-matrix-source.ts'
import { readSafetensors } from '../../../src/files/read-safetensors.ts'
import { float32Bytes, safetensorsBytes } from './safetensors-bytes.ts'
import { scratch } from './scratch.ts'

const { put } = scratch()
const shape = [2, 3]
const values = [1, -2.5, 0.125, 3, 0, -7]
const doubles = Buffer.from(Float64Array.from(values).buffer)
const halves = (codes: readonly number[]): Buffer => Buffer.from(Uint16Array.from(codes).buffer)
const file = put(
  'net.safetensors',
  safetensorsBytes({
    single: { dtype: 'F32', shape, bytes: float32Bytes(values) },
    double: { dtype: 'F64', shape, bytes: doubles },
    // Values by hand: sign, exponent and fraction of each.
    half: { dtype: 'F16', shape, bytes: halves([0x3c00, 0xc100, 0x3000, 0x4200, 0x0000, 0xc700]) },
    brain: { dtype: 'BF16', shape, bytes: halves([0x3f80, 0xc020, 0x3e00, 0x4040, 0x0000, 0xc0e0]) },
    whole: { dtype: 'I64', shape: [1], bytes: Buffer.alloc(8) },
    flat: { dtype: 'F32', shape: [6], bytes: float32Bytes(values) },
    bad: { dtype: 'F32', shape: [1, 2], bytes: float32Bytes([1, Number.NaN]) },
    odd: { dtype: 'F16', shape: [3], bytes: halves([0x0001, 0x7c00, 0x7e00]) },
  }),
)

describe('a matrix of a user', () => {
  it.each(['single', 'double', 'half', 'brain'])('is a tensor of dtype %s', async name => {
    const plane = await readMatrixSource(`${file}#${name}`)
    expect([plane.shape, [...plane.data]]).toEqual([shape, values])
  })

  it('is transposed by ^T, whatever its file', async () => {
    const turned = [
      [1, 3],
      [-2.5, 0],
      [0.125, -7],
    ]
    expect(planeRows(await readMatrixSource(`${file}#single^T`))).toEqual(turned)
    expect(planeRows(await readMatrixSource(`${put('m.csv', '1,-2.5,0.125\n3,0,-7\n')}^T`))).toEqual(turned)
  })

  it('has no numbers that are not finite, two axes and a name', async () => {
    await expect(readMatrixSource(`${file}#bad`)).rejects.toThrow(
      /bad\[0\]\[1\]: found NaN; expected a finite/,
    )
    await expect(readMatrixSource(`${file}#flat`)).rejects.toThrow(
      /flat: found shape \[6\]; expected two axes/,
    )
    await expect(readMatrixSource(file)).rejects.toThrow(/found no name of a tensor; expected .*#NAME/)
  })
})

describe('a safetensors file', () => {
  it('has halves that are tiny, infinite or no number', async () => {
    expect([...(await readSafetensors(file, 'odd')).data]).toEqual([2 ** -24, Infinity, Number.NaN])
  })

  it('names the tensors that it has, and the dtypes that are read', async () => {
    await expect(readSafetensors(file, 'singel')).rejects.toThrow(
      /found no tensor "singel"; expected one of "single", "double".*did you mean "single"\?/,
    )
    await expect(readSafetensors(file, 'whole')).rejects.toThrow(
      /found dtype "I64"; expected F64, F32, F16, BF16/,
    )
    await expect(readSafetensors(file, '__metadata__')).rejects.toThrow(/no tensor/)
    await expect(readSafetensors(file, 'toString')).rejects.toThrow(/no tensor/)
  })

  const one = { one: { dtype: 'F32', shape: [1, 2], bytes: float32Bytes([1, 2]) } }
  it.each([
    ['cut off in its length', Buffer.from([1, 2, 3])],
    ['cut off in its header', safetensorsBytes(one).subarray(0, 20)],
    ['cut off in its values', safetensorsBytes(one).subarray(0, -1)],
    ['with a header of 2^63 bytes', Buffer.concat([Buffer.alloc(7), Buffer.from([0x80]), Buffer.alloc(64)])],
    [
      'with a header that is no JSON',
      Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from('{:')]),
    ],
    ['whose header is a list', safetensorsBytes(one, () => [1])],
    ['whose offsets are negative', safetensorsBytes(one, () => entry([-8, 0]))],
    ['whose offsets lie beyond its end', safetensorsBytes(one, () => entry([4, 12]))],
    ['whose offsets do not fit the shape', safetensorsBytes(one, () => entry([0, 4]))],
    ['whose shape is no list of whole numbers', safetensorsBytes(one, () => entry([0, 8], [1.5, 2]))],
    ['whose shape is absurd', safetensorsBytes(one, () => entry([0, 8], [2 ** 40, 2 ** 12]))],
  ])('%s is refused in one line', async (name, bytes) => {
    const error = await readSafetensors(put(`${name.length}.safetensors`, bytes), 'one').catch(e => e)
    expect(error.name).toBe('ConfigError')
    expect(error.message).not.toContain('\n')
  })

  function entry(offsets: readonly number[], of: readonly number[] = [1, 2]): unknown {
    return { one: { dtype: 'F32', shape: of, data_offsets: offsets } }
  }
})
