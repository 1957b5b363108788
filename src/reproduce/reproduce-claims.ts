import { ConfigError, type Place } from '../../arrays/errors.ts'
import { arrayClaims } from '../../scenarios/claims/arrays.ts'
import { cellClaims } from '../../scenarios/claims/cell-claims.ts'
import type { ClaimOutcome } from '../../scenarios/claims/claim-run.ts'
import { type Claim, readClaims } from '../../scenarios/claims/read-claims.ts'
import { loadScenario } from '../../scenarios/load-scenario.ts'
import { runScenario, type ScenarioResult } from '../../scenarios/run-scenario.ts'
import { type ClaimRow, claimRow } from './claim-row.ts'

export interface ReproduceOptions {
  /** Claims to look at, in letters of either case. @defaultValue all of the table, those without a protocol as 'not run' */
  readonly ids?: readonly string[]
  /** Where the ids stand, for the error. @defaultValue the flag --claims */
  readonly place?: Place
  /** Called after each claim. */
  readonly progress?: (done: number, total: number) => void
  /** Stops between two claims or two steps of a scenario; the promise then rejects with its reason. */
  readonly signal?: AbortSignal
}

/**
 * Simulates published figures and holds the results against print: device claims by their protocols on single cells, array
 * claims by the scenarios, each of which is run once with its own settings.
 * @returns one row for each claim, in the order of the table
 * @throws ConfigError for an id that is not in the table
 */
export async function reproduceClaims(options: ReproduceOptions = {}): Promise<ClaimRow[]> {
  const { progress, signal } = options
  const claims = selectClaims(await readClaims(), options)
  const results = new Map<string, ScenarioResult>()
  const rows: ClaimRow[] = []
  for (const claim of claims) {
    signal?.throwIfAborted()
    rows.push(claimRow(claim, await outcomeOf(claim.id, results, signal)))
    progress?.(rows.length, claims.length)
  }
  return rows
}

/** The array claims that one run of a scenario answers, held against print. */
export async function claimsOfScenario(result: ScenarioResult): Promise<ClaimRow[]> {
  const own = new Map(
    arrayClaims.filter(claim => claim.scenario === result.file.name).map(claim => [claim.id, claim]),
  )
  return (await readClaims())
    .filter(({ id }) => own.has(id))
    .map(claim => claimRow(claim, own.get(claim.id)!.outcome(result)))
}

function selectClaims(
  all: readonly Claim[],
  { ids, place = { file: '--claims' } }: ReproduceOptions,
): Claim[] {
  if (ids === undefined) return [...all]
  const asked = new Set(ids.map(id => id.toUpperCase()))
  const known = new Set(all.map(({ id }) => id))
  for (const id of asked) {
    // There are too many to list them all in one line.
    if (known.has(id)) continue
    throw new ConfigError(
      place,
      `the claim "${id}"`,
      `an id of the table of claims, ${all[0]!.id} to ${all.at(-1)!.id}`,
    )
  }
  return all.filter(({ id }) => asked.has(id))
}

async function outcomeOf(
  id: string,
  results: Map<string, ScenarioResult>,
  signal: AbortSignal | undefined,
): Promise<ClaimOutcome | undefined> {
  const cell = cellClaims.find(claim => claim.id === id)
  if (cell !== undefined) return cell.run()
  const array = arrayClaims.find(claim => claim.id === id)
  if (array === undefined) return undefined
  let result = results.get(array.scenario)
  if (result === undefined) {
    result = await runScenario(loadScenario(array.scenario), {}, signal === undefined ? {} : { signal })
    results.set(array.scenario, result)
  }
  return array.outcome(result)
}
