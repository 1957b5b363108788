import { arrayClaims } from '../../scenarios/papers/claims/arrays.ts'
import { readClaims } from '../../scenarios/papers/claims/read-claims.ts'
import type { ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import { type ClaimRow, claimRow } from './claim-row.ts'

/** The array claims that one run of a scenario answers, held against print. */
export async function claimsOfScenario(result: ScenarioResult): Promise<ClaimRow[]> {
  const own = new Map(
    arrayClaims.filter(claim => claim.scenario === result.file.name).map(claim => [claim.id, claim]),
  )
  return (await readClaims())
    .filter(({ id }) => own.has(id))
    .map(claim => claimRow(claim, { outcome: own.get(claim.id)!.outcome(result) }))
}
