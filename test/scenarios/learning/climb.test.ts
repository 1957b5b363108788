import { describe, expect, it } from 'vitest'
import { climb } from '../../../scenarios/learning/climb.ts'

/** Climbs on a list of heights, its places being their numbers. */
async function climbed(heights: readonly number[], from: number): Promise<{ best: number; seen: number[] }> {
  const seen: number[] = []
  const best = await climb(
    from,
    steps => (from + steps in heights ? from + steps : undefined),
    async places => {
      seen.push(...places)
      return places.map(place => heights[place])
    },
  )
  return { best, seen }
}

describe('climbing', () => {
  it('goes on while the last step was the best', async () => {
    expect(await climbed([9, 1, 2, 3, 4, 3], 2)).toEqual({ best: 4, seen: [1, 2, 3, 4, 5] })
  })

  it('goes at most four steps', async () => {
    expect((await climbed([1, 2, 3, 4, 5, 6, 7, 8, 9], 1)).best).toBe(5)
  })

  it('ends where there is no further place', async () => {
    expect(await climbed([3, 2, 1], 1)).toEqual({ best: 0, seen: [0, 1, 2] })
    expect(await climbed([3, 2, 1], 0)).toEqual({ best: 0, seen: [0, 1] })
  })

  it('stays where nothing is better', async () => {
    expect((await climbed([5, 5, 5], 1)).best).toBe(1)
  })
})
