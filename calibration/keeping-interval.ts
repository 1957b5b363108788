import type { ClaimRun } from '../scenarios/claims/claim-run.ts'
import { claimHolds, type Ranges } from './claim-holds.ts'

/**
 * How far a parameter may move, the others kept, before a claim fails: outwards from its value in steps of 10 % until
 * the first failure or the end of its physical range.
 * @returns the last values at which all claims held, to two significant digits on the safe side
 */
export function keepingInterval(
  value: number,
  range: readonly [number, number],
  claimsAt: (trial: number) => readonly ClaimRun[],
  ranges: Ranges,
): [number, number] {
  const keeps = (trial: number): boolean =>
    claimsAt(trial).every(claim => claimHolds(claim.id, claim.run(), ranges))
  const walk = (factor: number, end: number): number => {
    // Far beyond any reasonable value the walk stops: the claims do not depend on the parameter.
    if (keeps(end) && keeps(value * factor ** 10)) return end
    let last = value
    while (keeps(last * factor)) last *= factor
    return Number(last.toPrecision(3))
  }
  return [walk(1 / 1.1, range[0]), walk(1.1, range[1])]
}
