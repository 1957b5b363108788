import type { ClaimOutcome } from '../../scenarios/papers/claims/claim-run.ts'
import { CONFLICTS } from '../../scenarios/papers/claims/conflicts.ts'
import { whyNotRun } from '../../scenarios/papers/claims/not-run.ts'
import { PAPERS } from '../../scenarios/papers/claims/papers.ts'
import type { Claim, ClaimKind } from '../../scenarios/papers/claims/read-claims.ts'
import { judgeClaim } from './judge-claim.ts'

type Verdict = 'pass' | 'fail' | 'conflict' | 'not run'

/** What the paper says. */
interface Published {
  /** Values in order; empty for trends and some bounds. */
  readonly value: readonly number[]
  /** Ends of the accepted interval; absent where there is none. Without either, 5 % of each value are accepted. */
  readonly low?: number
  readonly high?: number
  /** Remarks of the table of claims. */
  readonly text: string
  readonly citation: string
}

/** One claim: what was published, what was simulated and how the two compare. */
export interface ClaimRow {
  readonly id: string
  readonly device: string
  readonly quantity: string
  readonly kind: ClaimKind
  /** In the order of the published values; the series of a trend; empty where nothing was run. */
  readonly simulated: readonly number[]
  readonly unit: string
  readonly verdict: Verdict
  /** The protocol, the reason of a failure or conflict, or why nothing was run. */
  readonly note: string
  /** Smallest slack of a trend's inequality. */
  readonly margin?: number
  readonly paper: Published
  /** Figure, table or place in the text. */
  readonly where: string
}

/** A claim and its outcome as a row; without an outcome the claim was not run. */
export function claimRow(claim: Claim, outcome: ClaimOutcome | undefined): ClaimRow {
  const { id, device, quantity, kind, where, value, low, high } = claim
  const published: Published = {
    value,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    text: claim.note,
    citation: PAPERS[claim.seed],
  }
  const shared = { id, device, quantity, kind, where, paper: published }
  if (outcome === undefined) {
    return { ...shared, simulated: [], unit: claim.unit, verdict: 'not run', note: whyNotRun(claim) }
  }
  const objection = judgeClaim(claim, outcome)
  const conflict = objection === undefined ? undefined : CONFLICTS[id]
  return {
    ...shared,
    simulated: outcome.simulated,
    unit: outcome.unit,
    verdict: objection === undefined ? 'pass' : conflict === undefined ? 'fail' : 'conflict',
    note: [objection, conflict, outcome.note].filter(part => part !== undefined).join('; '),
    ...(outcome.margin === undefined ? {} : { margin: outcome.margin }),
  }
}
