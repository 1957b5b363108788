import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { latinPermutation } from '../../../../src/study/points/latin-permutation.ts'
import { rowSeed } from '../../../../src/study/points/study-points.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { resistors, studyOf } from '../study-of.ts'

const VARY = `
study: a
scenario: by-hand
vary:
  bias: { list: [half, third] }
  wire: { list: [1, 2, 3] }
figures: [corner]
`

describe('points of a grid', () => {
  it('are all combinations, the last setting changing fastest', async () => {
    const { points } = await planStudy(studyOf(VARY, resistors()))
    const all = Array.from({ length: points.count }, (_, k) => points.at(k).map(({ cell }) => cell))
    expect(all).toEqual([
      ['half', 1],
      ['half', 2],
      ['half', 3],
      ['third', 1],
      ['third', 2],
      ['third', 3],
    ])
  })
})

test('a permutation is one, for any number of places', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 0, max: 2 ** 40 }), (count, seed) => {
      const images = Array.from({ length: count }, (_, k) => latinPermutation(k, count, seed, 3))
      expect(images.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, k) => k))
    }),
    { numRuns: 60 },
  )
})

test('a permutation mixes', () => {
  const count = 1000
  const images = Array.from({ length: count }, (_, k) => latinPermutation(k, count, 1, 0))
  const rising = images.filter((image, k) => k > 0 && image > images[k - 1]).length
  // Half of the steps rise, with a deviation of about 9.
  expect(Math.abs(rising - count / 2)).toBeLessThan(50)
})

test.each(['latin-hypercube', 'random'])(
  'a point of a %s sample depends on its number alone',
  async sample => {
    const study = (points: number) =>
      planStudy(studyOf(`${VARY}sample: ${sample}\npoints: ${points}\nseed: 5\n`, resistors()))
    const one = await study(1_000_000)
    const two = await study(1_000_000)
    const of = (plan: typeof one, k: number) => plan.points.at(k).map(({ cell }) => cell)
    const some = [999_999, 0, 123_456]
    expect(some.map(k => of(one, k))).toEqual(
      some
        .toReversed()
        .map(k => of(two, k))
        .toReversed(),
    )
  },
)

test('seeds of rows differ, are whole and fit a float64', () => {
  const seeds = Array.from({ length: 20_000 }, (_, row) => rowSeed(1, row))
  expect(new Set(seeds).size).toBe(seeds.length)
  for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 52).toBe(true)
  expect(rowSeed(2, 0)).not.toBe(rowSeed(1, 0))
})
