import { describe, expect, it } from 'vitest'
import { attackNetworks } from './attack-networks.ts'

/** Networks that the attack found refused or wrong, by their seed and number: one or more of each kind. */
const FOUND: readonly [kind: string, seed: number, numbers: readonly number[]][] = [
  ['off transistors alone hold lines of low resistance, where steps of 26 mV round', 2026, [676, 4923, 9232]],
  ['the same, with nothing to tell where the line stands', 3, [2881, 4438, 7644, 8149, 8666]],
  ['transistors that close fall by a quarter a step only', 1, [289, 9537, 9945]],
  ['leaks beside currents of amperes', 1, [816, 6359]],
  ['leaks whose slopes differ by more than iterations see', 3, [7310]],
  ['a runaway in one line that holds up all others', 1, [3719]],
  ['a cell without a current on a piece of line of its own', 11, [575]],
  ['lines that a volt of flat leaks parts from where they belong', 21, [440]],
  ['two lines that move together further than each alone', 2026, [9732]],
  ['a current drawn through lines that stand far below the sources', 21, [2615]],
  ['lines that rise through the cut-off of their transistors', 21, [8779]],
  ['a saturated cell far out on a piece of line of its own', 102, [4485]],
  ['weak cells on lines that float in a linear array, by iterations', 3, [3588]],
  ['weak cells beside a broken line between strong sources, by iterations', 1, [9872]],
]

describe('a network that the attack found', () => {
  it.each(FOUND)('%s (seed %i)', async (_, seed, numbers) => {
    for (const from of numbers) {
      const { counts, faults } = await attackNetworks(seed, Infinity, { from, most: 1 })
      expect(faults).toEqual([])
      expect(counts.right + counts['right with a warning']).toBe(1)
    }
  })

  it.each([
    ['more than 31 digits between its slopes', 1, 947],
    ['nothing but saturated selectors', 1, 2154],
  ])('is judged with %s', async (_, seed, from) => {
    const { counts } = await attackNetworks(seed, Infinity, { from, most: 1 })
    expect(counts.right + counts['right with a warning']).toBe(1)
  })

  it('is known to have no answer where several lines are driven together by more than they carry', async () => {
    const { counts } = await attackNetworks(1, Infinity, { from: 4007, most: 1 })
    expect(counts['justified refusal']).toBe(1)
  })
})
