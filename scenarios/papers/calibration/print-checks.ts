import type { ClaimRun } from '../claims/claim-run.ts'
import { CONFLICTS } from '../claims/conflicts.ts'
import { claimHolds, type Ranges } from './claim-holds.ts'

/** Prints each claim, what was simulated and whether it lies in its range. */
export function printChecks(claims: readonly ClaimRun[], ranges: Ranges): void {
  for (const claim of claims) {
    const outcome = claim.run()
    const values = outcome.simulated.map(value => Number(value.toPrecision(4))).join(' ')
    const margin = outcome.margin === undefined ? '' : `, margin ${outcome.margin.toPrecision(3)}`
    const holds = claimHolds(claim.id, outcome, ranges) ? 'holds' : 'FAILS'
    const verdict = CONFLICTS[claim.id] === undefined ? holds : 'is an admitted conflict'
    console.log(`${claim.id} ${verdict}: ${values} ${outcome.unit}${margin} (${outcome.note ?? ''})`)
  }
}
