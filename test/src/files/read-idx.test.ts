import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readIdx } from '../../../src/files/read-idx.ts'
import { readDataset } from '../../../src/learning/read-dataset.ts'
import { scratch } from './scratch.ts'

const { put } = scratch()
const idx = (magic: number, shape: readonly number[], bytes: readonly number[]): Buffer => {
  const head = Buffer.alloc(4 + 4 * shape.length)
  head.writeUInt32BE(magic)
  shape.forEach((side, k) => {
    head.writeUInt32BE(side, 4 + 4 * k)
  })
  return Buffer.concat([head, Buffer.from(bytes)])
}
const pictures = idx(0x803, [2, 1, 2], [0, 255, 51, 102])

describe('IDX files', () => {
  it('are read plain and packed', async () => {
    const plain = await readIdx(put('plain', pictures), 3)
    expect(plain.shape).toEqual([2, 1, 2])
    expect([...plain.data]).toEqual([0, 255, 51, 102])
    expect((await readIdx(put('packed.gz', gzipSync(pictures)), 3)).data).toEqual(plain.data)
  })

  it.each([
    ['truncated', pictures.subarray(0, -1), '3 bytes of data; expected 4'],
    ['too long', Buffer.concat([pictures, Buffer.of(1)]), '5 bytes of data; expected 4'],
    ['labels for images', idx(0x801, [2], [1, 2]), 'magic number 0x00000801'],
    ['short header', pictures.subarray(0, 9), 'a header of 16 bytes'],
    ['empty', Buffer.alloc(0), '0 bytes'],
    [
      'bomb',
      gzipSync(Buffer.alloc(2 ** 26 + 1)),
      'unpacks to more; expected an IDX file of at most 67108864 bytes',
    ],
    ['damaged gzip', gzipSync(pictures).subarray(0, 20), 'does not unpack'],
  ])('%s: one line', async (name, bytes, message) => {
    await expect(readIdx(put(name.replaceAll(' ', '-'), bytes), 3)).rejects.toThrow(message)
  })

  it('a dataset has a label below 10 for each image', async () => {
    const images = put('images', pictures)
    const good = await readDataset(images, put('labels', idx(0x801, [2], [9, 0])))
    expect(good).toMatchObject({ count: 2, inputs: 2, size: [1, 2] })
    expect(good.images[3]).toBeCloseTo(0.4, 6)
    await expect(readDataset(images, put('three', idx(0x801, [3], [1, 2, 3])))).rejects.toThrow(
      '3 labels; expected 2',
    )
    await expect(readDataset(images, put('high', idx(0x801, [2], [1, 10])))).rejects.toThrow(
      'label 1: found 10',
    )
  })
})
