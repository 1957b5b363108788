import { arrayClaims } from '../../scenarios/papers/claims/arrays.ts'
import { cellClaims } from '../../scenarios/papers/claims/cell-claims.ts'
import type { ClaimOutcome } from '../../scenarios/papers/claims/claim-run.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../run/load-scenario.ts'

/** Claims that are simulated together: one of a cell, or those that one run of a scenario answers. Plain data, for worker threads. */
export interface ClaimJob {
  /** Absent for a claim of a cell. */
  readonly scenario?: string
  readonly ids: readonly string[]
}

/** What a job found. */
export type ClaimAnswers = readonly (readonly [id: string, outcome: ClaimOutcome])[]

/** The jobs that answer the given claims, those that take longest first; a claim without a protocol has none. */
export function claimJobs(ids: readonly string[]): ClaimJob[] {
  const asked = new Set(ids)
  const scenarios = [...new Set(arrayClaims.map(claim => claim.scenario))].map(
    (scenario): ClaimJob => ({
      scenario,
      ids: arrayClaims
        .filter(claim => claim.scenario === scenario && asked.has(claim.id))
        .map(({ id }) => id),
    }),
  )
  const cells = cellClaims.filter(({ id }) => asked.has(id)).map(({ id }): ClaimJob => ({ ids: [id] }))
  return [...scenarios.filter(job => job.ids.length > 0), ...cells]
}

/** Simulates the claims of a job. */
export async function runClaimJob({ scenario, ids }: ClaimJob, signal?: AbortSignal): Promise<ClaimAnswers> {
  if (scenario === undefined) {
    return ids.map(id => [id, cellClaims.find(claim => claim.id === id)!.run()])
  }
  const result = await runScenario(loadScenario(scenario), {}, signal === undefined ? {} : { signal })
  return ids.map(id => [id, arrayClaims.find(claim => claim.id === id)!.outcome(result)])
}
