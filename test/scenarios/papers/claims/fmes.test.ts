import { describe, expect, it } from 'vitest'
import { fmes } from '../../../../arrays/devices/fmes.ts'
import { createStorageCell } from '../../../../arrays/devices/storage-cell.ts'
import { claimHolds } from '../../../../scenarios/papers/calibration/claim-holds.ts'
import { fmesRanges } from '../../../../scenarios/papers/calibration/fmes-ranges.ts'
import { fmesClaimRuns, fmesClaims } from '../../../../scenarios/papers/claims/fmes.ts'
import { weightAgainstGate } from '../../../../scenarios/papers/claims/fmes-array.ts'

describe('FMES', () => {
  it.each(fmesClaims.map(claim => [claim.id, claim] as const))(
    '%s holds with the stored parameters',
    (id, claim) => {
      const outcome = claim.run()
      expect(outcome.simulated.every(Number.isFinite)).toBe(true)
      expect(outcome, JSON.stringify(outcome)).toSatisfy((found: typeof outcome) =>
        claimHolds(id, found, fmesRanges),
      )
    },
  )

  it('claims fail where the device is another', () => {
    const failing = (parameters: Record<string, number>): string[] =>
      fmesClaimRuns(parameters)
        .filter(claim => !claimHolds(claim.id, claim.run(), fmesRanges))
        .map(claim => claim.id)
    expect(failing({ capacitance: 9e-3 })).toEqual(expect.arrayContaining(['B03', 'B05', 'B21']))
    expect(failing({ poreOhms: 1 })).toEqual(expect.arrayContaining(['B04', 'B20', 'B22', 'B25']))
    expect(failing({ poreTime: 0.05 })).toContain('B20')
    expect(failing({ leakOhms: 10 })).toContain('B12')
  })

  it("without resistances and leak is the paper's equation to rounding", () => {
    const claim = fmesClaimRuns({ seriesOhms: 0, poreOhms: 0, leakOhms: 1e15 }).find(
      ({ id }) => id === 'B01',
    )!
    // The terminal voltage of a resistor across a capacitor falls by its own R C.
    const { simulated } = claim.run()
    expect(Math.abs(simulated[0] - 1)).toBeLessThan(1e-9)
  })

  it.each([
    ['B07', '94.1 mV'],
    ['B08', '114.8 mV'],
  ])('%s is a conflict at 1 ms, and says that it holds for 10 ms', (id, figure) => {
    const { simulated, holdsFor } = fmesClaims.find(claim => claim.id === id)!.run()
    expect(simulated[0]).toBeLessThan(0.04)
    expect(holdsFor).toContain(`holds for pulses of 10 ms, ${figure}`)
  })
})

it.each([100, 10])(
  'B19 with a self-discharge of %d ohm: each cell of the column as a cell alone',
  leakOhms => {
    const column = weightAgainstGate({ leakOhms })
    const alone = [8000, 4000, 2000, 1000, 500].map(regulatingOhms => {
      const cell = createStorageCell(fmes, { parameters: { leakOhms, regulatingOhms } })
      for (let pulse = 0; pulse < 10; pulse++) {
        cell.advanceCurrent(1e-3, 0.01)
        cell.advanceCurrent(0, 0.03)
      }
      return cell.state[0]
    })
    expect(column.holds).toBe(true)
    // The exact steps of a cell alone are the reference; the select transistor leaks 1 pA while it is off.
    for (const [k, volts] of column.simulated.entries()) expect(volts / alone[k] - 1).toBeCloseTo(0, 4)
  },
)
