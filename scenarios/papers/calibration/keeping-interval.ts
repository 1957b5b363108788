import type { ClaimRun } from '../claims/claim-run.ts'
import { claimHolds, type Ranges } from './claim-holds.ts'

/**
 * How far a parameter may move, the others kept, before a claim fails: outwards from its value by a factor until
 * the first failure or the end of its physical range.
 * @returns the last values at which all claims held, to three significant digits
 */
export function keepingInterval(
  value: number,
  range: readonly [number, number],
  claimsAt: (trial: number) => readonly ClaimRun[],
  ranges: Ranges,
  factor = 1.1,
): [number, number] {
  const keeps = (trial: number): boolean =>
    claimsAt(trial).every(claim => claimHolds(claim.id, claim.run(), ranges))
  const walk = (by: number, end: number): number => {
    // Far beyond any reasonable value the walk stops: the claims do not depend on the parameter.
    if (keeps(end) && keeps(value * by ** 10)) return end
    let last = value
    while (keeps(last * by)) last *= by
    return Number(last.toPrecision(3))
  }
  return [walk(1 / factor, range[0]), walk(factor, range[1])]
}
