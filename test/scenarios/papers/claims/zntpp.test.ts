import { describe, expect, it } from 'vitest'
import { createCell } from '../../../../arrays/devices/cell.ts'
import { zntpp } from '../../../../arrays/devices/zntpp.ts'
import { claimHolds } from '../../../../scenarios/papers/calibration/claim-holds.ts'
import { zntppRanges } from '../../../../scenarios/papers/calibration/zntpp-ranges.ts'
import type { ClaimRun } from '../../../../scenarios/papers/claims/claim-run.ts'
import { zntppClaimRuns, zntppClaims } from '../../../../scenarios/papers/claims/zntpp.ts'
import { filterClaimRuns } from '../../../../scenarios/papers/claims/zntpp-cases.ts'
import { voltageSweep } from '../../../../scenarios/plasticity/voltage-sweep.ts'

const failing = (claims: readonly ClaimRun[]): string[] =>
  claims.filter(claim => !claimHolds(claim.id, claim.run(), zntppRanges)).map(claim => claim.id)

describe('ZnTPP', () => {
  it.each(zntppClaims.map(claim => [claim.id, claim] as const))(
    '%s holds with the stored parameters',
    (id, claim) => {
      const outcome = claim.run()
      expect(outcome.simulated.every(Number.isFinite)).toBe(true)
      expect(outcome, JSON.stringify(outcome)).toSatisfy((found: typeof outcome) =>
        claimHolds(id, found, zntppRanges),
      )
    },
  )

  it('pixels of the filtering array meet the array claims with one area and one initial state', () => {
    expect(failing(filterClaimRuns())).toEqual([])
  })

  it('claims fail where the device is another', () => {
    expect(failing(zntppClaimRuns({ thresholdLow: 3, thresholdHigh: 4 }))).toEqual(
      expect.arrayContaining(['C04', 'C06', 'C20']),
    )
    expect(failing(zntppClaimRuns({ mediumFall: 0, volatileFall: 0, deepFall: 0 }))).toEqual(
      expect.arrayContaining(['C02', 'C19', 'C20']),
    )
    expect(failing(filterClaimRuns({ area: 1 }))).toContain('C09')
    expect(failing(filterClaimRuns({ volatileFall: 0 }))).toContain('C17')
  })

  it('sweeps converge with the square of the step; 0.1 V is within 0.1 %', () => {
    const end = (step: number): number =>
      voltageSweep(createCell(zntpp), { vertices: [0, 10, 0, -10], rate: 0.01, step })[0].vertexAmps[3]
    const fine = end(0.0125)
    const used = Math.abs(end(0.1) / fine - 1)
    expect(used).toBeLessThan(1e-3)
    const order = Math.log2(used / Math.abs(end(0.05) / fine - 1))
    expect(order).toBeGreaterThan(1.8)
    expect(order).toBeLessThan(2.2)
  })
})
