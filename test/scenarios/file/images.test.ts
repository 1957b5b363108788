import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { derivedImage, resolveImage, scaleImage } from '../../../scenarios/file/images.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'

const document = parseDocument('images: { x: ["#.", ".."] }', 'scenario.yaml')

test('rows of text become levels', async () => {
  const image = await resolveImage(['#.9', '0.3'], 'x', document, '.', NODE_FILES)
  expect(image.size).toEqual([2, 3])
  expect([...image.levels]).toEqual([1, 0, 1, 0, 0, 1 / 3])
})

test.each([
  [['#.', '#'], /1 pixels in row 1; expected 2, as in row 0/],
  [['#x'], /found "x" at pixel 1; expected "#" for a set pixel/],
])('%j is refused with its place', async (rows, message) => {
  await expect(resolveImage(rows, 'x', document, '.', NODE_FILES)).rejects.toThrow(message)
})

test('derived images', () => {
  const picture = { size: [2, 2] as const, levels: Float64Array.of(1, 0.2, 0, 0.6) }
  const levels = (role: Parameters<typeof derivedImage>[1]): number[] => [
    ...derivedImage(picture, role, 1).levels,
  ]
  expect(levels('same')).toEqual([1, 0.2, 0, 0.6])
  expect(levels('set')).toEqual([1, 0, 0, 1])
  expect(levels('negative')).toEqual([0, 0.8, 1, 0.4])
  expect(levels('mirror')).toEqual([0.2, 1, 0.6, 0])
  expect(levels('flip')).toEqual([0, 0.6, 1, 0.2])
})

test('scattered noise avoids the picture, fills about a third of the rest, and keeps to its seed', () => {
  const picture = {
    size: [64, 64] as const,
    levels: Float64Array.from({ length: 4096 }, (_, k) => (k % 2 === 0 ? 1 : 0)),
  }
  const noise = derivedImage(picture, 'scatter', 5).levels
  expect(noise.every((level, k) => level === 0 || picture.levels[k] === 0)).toBe(true)
  const share = noise.reduce((sum, level) => sum + level, 0) / 2048
  // Four standard errors of 2048 draws of probability 1/3.
  expect(Math.abs(share - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 2048))
  expect(derivedImage(picture, 'scatter', 5).levels).toEqual(noise)
  expect(derivedImage(picture, 'scatter', 6).levels).not.toEqual(noise)
})

describe('scaleImage', () => {
  const image = { size: [2, 3], levels: Float64Array.of(1, 2, 3, 4, 5, 6) } as const

  test('repeats pixels where it grows', () => {
    expect([...scaleImage(image, [4, 3]).levels]).toEqual([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6])
  })

  test('takes the nearest pixel where it shrinks', () => {
    expect([...scaleImage(image, [1, 1]).levels]).toEqual([5])
    expect([...scaleImage(image, [2, 2]).levels]).toEqual([1, 3, 4, 6])
  })

  test('changes nothing at its own size', () => {
    expect(scaleImage(image, [2, 3])).toEqual(image)
  })
})
