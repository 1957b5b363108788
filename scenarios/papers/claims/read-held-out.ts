import { PAPERS } from './papers.ts'
import { readTable } from './read-table.ts'

/**
 * A printed statement that no parameter and no protocol was fitted to, or a refit without one number: what the models of November 2026
 * said before anyone looked. Kept as it was found; where a model changes later, docs/fidelity.md says what became of it.
 */
export interface HeldOutRow {
  /** "H01". */
  readonly id: string
  /** "Zhao 2022, FMES". */
  readonly paper: string
  readonly statement: string
  readonly published: string
  readonly simulated: string
  readonly verdict: 'met' | 'partly' | 'not met'
  /** Why not, or by what measure; empty where there is nothing to say. */
  readonly reason: string
  /** `quote`: the statement is in the words of the paper; `refit`: of a leave-one-out. */
  readonly origin: 'quote' | 'paraphrase' | 'refit'
}

/** The held-out predictions, scenarios/papers/claims/held-out.csv. */
export async function readHeldOut(): Promise<HeldOutRow[]> {
  return (await readTable('held-out.csv')).map(
    ({ id, seed, statement, published, simulated, verdict, reason, origin }) => ({
      id,
      paper: PAPERS[seed].name,
      statement,
      published,
      simulated,
      verdict: verdict as HeldOutRow['verdict'],
      reason,
      origin: origin as HeldOutRow['origin'],
    }),
  )
}
