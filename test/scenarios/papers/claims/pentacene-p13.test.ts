import { describe, expect, it } from 'vitest'
import { createCell } from '../../../../arrays/devices/cell.ts'
import { pentaceneP13 } from '../../../../arrays/devices/pentacene-p13.ts'
import { pentaceneFilmClaims } from '../../../../scenarios/papers/claims/pentacene-films.ts'
import {
  pentaceneP13ClaimRuns,
  pentaceneP13Claims,
} from '../../../../scenarios/papers/claims/pentacene-p13.ts'
import { pavlov } from '../../../../scenarios/papers/claims/pentacene-pavlov.ts'
import { readClaims } from '../../../../scenarios/papers/claims/read-claims.ts'
import { judgeClaim } from '../../../../src/reproduce/judge-claim.ts'

const table = new Map((await readClaims()).map(claim => [claim.id, claim]))

describe('pentacene/P13', () => {
  it.each(pentaceneP13Claims.map(run => [run.id, run] as const))(
    '%s holds with the stored parameters',
    (id, run) => {
      const outcome = run.run()
      expect(outcome.simulated.every(Number.isFinite)).toBe(true)
      expect(judgeClaim(table.get(id)!, outcome)).toBeUndefined()
    },
  )

  it('a single layer is straight, the junction is not; a map shows one onset for both signs', () => {
    const [onsets, bends] = pentaceneFilmClaims.map(claim => claim.run())
    expect(onsets!.simulated[0]).toBe(-onsets!.simulated[1])
    expect(bends!.simulated[0]).toBeLessThan(1e-4)
    expect(bends!.simulated[1]).toBeGreaterThan(0.1)
    expect(bends!.holds).toBe(true)
  })

  it('claims fail where the device is another', () => {
    const failing = (parameters: Record<string, number>): string[] =>
      pentaceneP13ClaimRuns(parameters)
        .filter(run => judgeClaim(table.get(run.id)!, run.run()) !== undefined)
        .map(run => run.id)
    expect(failing({ lastingGain: 5 })).toEqual(expect.arrayContaining(['D01', 'D12', 'D16', 'D20']))
    expect(failing({ eraseRate: 0 })).toEqual(['D02'])
    expect(failing({ fastGain: 0, mediumGain: 0 })).toEqual(
      expect.arrayContaining(['D01', 'D06', 'D07', 'D12', 'D16', 'D20']),
    )
    expect(failing({ lastingTime: 10 })).toEqual(expect.arrayContaining(['D01', 'D02', 'D10', 'D13', 'D16']))
  })

  it('starts Pavlov from a potentiated device: a fresh one does not answer the food', () => {
    const fresh = createCell(pentaceneP13)
    expect(fresh.current(10)).toBeLessThan(2e-4)
    const { foodBefore, bellBefore, bellAfter } = pavlov(fresh)
    expect(foodBefore.amps).toBeGreaterThan(2e-4)
    expect(bellBefore.amps).toBeGreaterThan(-2e-4)
    expect(bellAfter[0].amps).toBeLessThan(-2e-4)
    expect(bellAfter.at(-1)!.amps).toBeGreaterThan(-2e-4)
  })
})
