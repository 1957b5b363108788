import { describe, expect, it } from 'vitest'
import { claimHolds } from '../../../../scenarios/papers/calibration/claim-holds.ts'
import { ecMofNRanges } from '../../../../scenarios/papers/calibration/ec-mof-n-ranges.ts'
import { ecMofNClaimRuns, ecMofNClaims } from '../../../../scenarios/papers/claims/ec-mof-n.ts'

describe('EC-MOF-N', () => {
  it.each(ecMofNClaims.map(claim => [claim.id, claim] as const))(
    '%s holds with the stored parameters',
    (id, claim) => {
      const outcome = claim.run()
      expect(outcome.simulated.every(Number.isFinite)).toBe(true)
      expect(outcome, JSON.stringify(outcome)).toSatisfy((found: typeof outcome) =>
        claimHolds(id, found, ecMofNRanges),
      )
    },
  )

  it('claims fail where the device is another', () => {
    const failing = (parameters: Record<string, number>): string[] =>
      ecMofNClaimRuns(parameters)
        .filter(claim => !claimHolds(claim.id, claim.run(), ecMofNRanges))
        .map(claim => claim.id)
    expect(failing({ poreTime: 3000 })).toEqual(expect.arrayContaining(['A14', 'A28']))
    expect(failing({ surfaceConductance: 0 })).toContain('A11')
    expect(failing({ exitRate: 0.02 })).toContain('A16')
  })
})
