import { describe, expect, it } from 'vitest'
import { readClaims } from '../../../scenarios/papers/claims/read-claims.ts'
import { claimRow } from '../../../src/reproduce/claim-row.ts'
import { formatClaimsTable } from '../../../src/reproduce/format-claims-table.ts'

/** The table of claims with figures near the published ones, as if all had been run but each seventh. */
const rows = (await readClaims()).map((claim, k) => {
  const simulated = claim.value.length > 0 ? claim.value.map(value => 1.01234 * value) : [1.5, 2.25, 3.125]
  const note = 'pulses of 1 V, each 100 ms long'
  return claimRow(
    claim,
    k % 7 === 6 ? undefined : { outcome: { simulated, unit: claim.unit, note, holds: true, margin: 1 } },
  )
})

const words = (width: number): Set<string> => new Set(formatClaimsTable(rows, width).split(/\s+/))

describe('formatClaimsTable', () => {
  it.each([40, 60, 80, 200])('keeps to the width of the terminal (%i)', width => {
    const lines = formatClaimsTable(rows, width).split('\n')
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width)
  })

  it('says the same in a narrow terminal, every figure whole', () => {
    const narrow = words(40)
    const lost = [...words(400)].filter(word => !narrow.has(word))
    // Heads of columns stand beside the figures.
    expect(
      lost.filter(
        word =>
          !['id', 'quantity', 'published', 'simulated', 'status', 'verdict', 'below', 'words'].includes(word),
      ),
    ).toEqual([])
    expect(
      formatClaimsTable(
        rows.filter(({ id }) => id === 'A02'),
        40,
      ),
    ).toMatch(
      /\nA02 {2}fitted {2}met\n[\s\S]*\n {5}published: 15 \(13 to 17\) pA\n {5}simulated: 15\.19 pA\n/,
    )
  })
})
