import { describe, expect, it } from 'vitest'
import { createCell } from '../../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../../arrays/devices/ec-mof.ts'
import { claimHolds } from '../../../../scenarios/papers/calibration/claim-holds.ts'
import { ecMofRanges } from '../../../../scenarios/papers/calibration/ec-mof-ranges.ts'
import { ecMofClaimRuns, ecMofClaims } from '../../../../scenarios/papers/claims/ec-mof.ts'
import { ecMofSweepClaimRuns, ecMofSweepClaims } from '../../../../scenarios/papers/claims/ec-mof-sweep.ts'

describe('EC-MOF-L', () => {
  it.each([...ecMofClaims, ...ecMofSweepClaims].map(claim => [claim.id, claim] as const))(
    '%s holds with the stored parameters',
    (id, claim) => {
      const outcome = claim.run()
      expect(outcome.simulated.every(Number.isFinite)).toBe(true)
      expect(outcome, JSON.stringify(outcome)).toSatisfy((found: typeof outcome) =>
        claimHolds(id, found, ecMofRanges),
      )
    },
  )

  it('claims fail where the device is another', () => {
    const failing = (parameters: Record<string, number>): string[] =>
      [...ecMofClaimRuns(parameters), ...ecMofSweepClaimRuns(parameters)]
        .filter(claim => !claimHolds(claim.id, claim.run(), ecMofRanges))
        .map(claim => claim.id)
    expect(failing({ layerTime: 10 })).toContain('A07')
    expect(failing({ poreRate: 0 })).toEqual(expect.arrayContaining(['A08', 'A09', 'A24']))
    expect(failing({ redoxCharge: 0 })).toEqual(['A23'])
    expect(failing({ redoxVolts: 1 })).toEqual(['A23'])
    expect(failing({ entryVolts: 5 })).toEqual(expect.arrayContaining(['A02', 'A06']))
  })

  it('refreshes letters: one pulse of 1.2 V, 5 s fades below a half within 6 s', () => {
    // A21 on single cells, the pixel that is set in all three letters being the worst.
    const rest = createCell(ecMofL).conductance(0.01)
    const cell = createCell(ecMofL)
    const gain = (): number => cell.conductance(0.01) / rest - 1
    let fresh = 0
    for (const letter of ['M', 'O', 'F']) {
      cell.advance(1.2, 5)
      cell.advance(0, 0.5)
      if (letter === 'M') fresh = gain()
      expect(gain()).toBeGreaterThan(0.5 * fresh)
      cell.advance(0, 5.5)
      expect(gain()).toBeLessThan(0.5 * fresh)
    }
  })
})
