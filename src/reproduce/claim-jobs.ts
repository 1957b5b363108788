import { arrayClaims, arrayControls } from '../../scenarios/papers/claims/arrays.ts'
import { cellClaims } from '../../scenarios/papers/claims/cell-claims.ts'
import type { ClaimOutcome } from '../../scenarios/papers/claims/claim-run.ts'
import { cellControls } from '../../scenarios/papers/claims/controls/cell-controls.ts'
import { runScenario, type ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../run/load-scenario.ts'

/** Claims that are simulated together: one of a cell, or those that one run of a scenario answers. Plain data, for worker threads. */
export interface ClaimJob {
  /** Absent for a claim of a cell. */
  readonly scenario?: string
  readonly ids: readonly string[]
}

/** The protocol of a claim with one mechanism off, and what it gave. */
export interface ControlAnswer {
  readonly what: string
  readonly outcome: ClaimOutcome
}

export interface ClaimAnswer {
  readonly id: string
  readonly outcome: ClaimOutcome
  readonly control?: ControlAnswer
}

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

/**
 * Simulates the claims of a job and their controls.
 * @param made the run of the scenario with its own settings, where it is there already
 */
export async function runClaimJob(
  { scenario, ids }: ClaimJob,
  signal?: AbortSignal,
  made?: ScenarioResult,
): Promise<ClaimAnswer[]> {
  if (scenario === undefined) {
    return ids.map(id => answer(id, cellClaims.find(claim => claim.id === id)!.run(), controlOf(id)))
  }
  const hooks = signal === undefined ? {} : { signal }
  const result = made ?? (await runScenario(loadScenario(scenario), {}, hooks))
  const answers: ClaimAnswer[] = []
  for (const id of ids) {
    const claim = arrayClaims.find(known => known.id === id)!
    const own = arrayControls.find(known => known.id === id)
    const control =
      own === undefined
        ? controlOf(id)
        : {
            what: own.what,
            outcome: claim.outcome(await runScenario(loadScenario(scenario), own.settings, hooks)),
          }
    const variant =
      claim.variant === undefined
        ? undefined
        : await runScenario(loadScenario(scenario), claim.variant, hooks)
    answers.push(answer(id, claim.outcome(result, variant), control))
  }
  return answers
}

function answer(id: string, outcome: ClaimOutcome, control: ControlAnswer | undefined): ClaimAnswer {
  return { id, outcome, ...(control === undefined ? {} : { control }) }
}

function controlOf(id: string): ControlAnswer | undefined {
  const control = cellControls.find(known => known.id === id)
  return control === undefined ? undefined : { what: control.what, outcome: control.run() }
}
