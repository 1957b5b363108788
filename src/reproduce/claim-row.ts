import { CONFLICTS } from '../../scenarios/papers/claims/conflicts.ts'
import { whyNotRun } from '../../scenarios/papers/claims/not-run.ts'
import { PAPERS } from '../../scenarios/papers/claims/papers.ts'
import type { Claim, ClaimKind, ClaimStatus } from '../../scenarios/papers/claims/read-claims.ts'
import type { ClaimAnswer, ControlAnswer } from './claim-jobs.ts'
import { judgeClaim } from './judge-claim.ts'

/**
 * `met, not telling`: met, and so is its control, so the mechanism that it names is not what meets it. `conflict`: not met,
 * and why is known and stated.
 */
export type Verdict = 'met' | 'met, not telling' | 'not met' | 'conflict' | 'not run'

/** Statement of the paper. */
interface Published {
  /** Values in order; empty for trends and some bounds. */
  readonly value: readonly number[]
  /** Ends of the accepted interval; absent where there is none. Without either, 5 % of each value are accepted. */
  readonly low?: number
  readonly high?: number
  /** Remarks of the table of claims. */
  readonly text: string
  /** "Qian 2024, pentacene/P13". */
  readonly name: string
  readonly citation: string
  /** Words of the paper; absent where the table of claims paraphrases it. */
  readonly quote?: string
}

/** The protocol of a claim with one mechanism off, judged by the same range. */
export interface ClaimControl {
  /** The mechanism that was taken away. */
  readonly what: string
  readonly simulated: readonly number[]
  /** `fails`, as it should, or `passes`: the claim does not tell whether the mechanism is there. */
  readonly verdict: 'fails' | 'passes'
}

/** One claim: what was published, what was simulated and how the two compare. */
export interface ClaimRow {
  readonly id: string
  readonly device: string
  readonly quantity: string
  readonly kind: ClaimKind
  readonly status: ClaimStatus
  /** Reason of the status. */
  readonly because: string
  /** In the order of the published values; the series of a trend; empty where nothing was run. */
  readonly simulated: readonly number[]
  /** Names of the values, where they are not one series. */
  readonly names?: readonly string[]
  readonly unit: string
  readonly verdict: Verdict
  /** Reason why a claim is not met. */
  readonly reason?: string
  /** The protocol, or why nothing was run. */
  readonly note: string
  /** Trained networks: mean and spread over the seeds, an ideal synapse and a float network, and what the figure cannot tell apart. */
  readonly beside?: string
  /** Over which range of a choice that the paper leaves open it holds. */
  readonly holdsFor?: string
  /** Smallest slack of a trend's inequality. */
  readonly margin?: number
  readonly control?: ClaimControl
  readonly paper: Published
  /** Figure, table or place in the text. */
  readonly where: string
  /** Protocol as the paper states it. */
  readonly protocol: string
}

/** A claim and its answer as a row; without an answer the claim was not run. */
export function claimRow(claim: Claim, answer: Omit<ClaimAnswer, 'id'> | undefined): ClaimRow {
  const { id, device, quantity, kind, status, because, where, protocol } = claim
  const shared = { id, device, quantity, kind, status, because, where, protocol, paper: publishedOf(claim) }
  if (answer === undefined) {
    return { ...shared, simulated: [], unit: claim.unit, verdict: 'not run', note: whyNotRun(claim) }
  }
  const { outcome } = answer
  const objection = judgeClaim(claim, outcome)
  const conflict = objection === undefined ? undefined : CONFLICTS[id]
  const control = answer.control === undefined ? undefined : controlOf(claim, answer.control)
  const reasons = [objection, conflict].filter(part => part !== undefined)
  const { simulated, names, unit, note = '', beside, holdsFor, margin } = outcome
  return {
    ...shared,
    simulated,
    ...(names === undefined ? {} : { names }),
    unit,
    verdict: verdictOf(objection, conflict, control),
    ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
    note,
    ...(beside === undefined ? {} : { beside }),
    ...(holdsFor === undefined ? {} : { holdsFor }),
    ...(margin === undefined ? {} : { margin }),
    ...(control === undefined ? {} : { control }),
  }
}

function publishedOf({ value, low, high, note, seed, quote }: Claim): Published {
  const { name, citation } = PAPERS[seed]
  return {
    value,
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
    text: note,
    name,
    citation,
    ...(quote === undefined ? {} : { quote }),
  }
}

function controlOf(claim: Claim, { what, outcome }: ControlAnswer): ClaimControl {
  const passes = judgeClaim(claim, outcome) === undefined
  return { what, simulated: outcome.simulated, verdict: passes ? 'passes' : 'fails' }
}

function verdictOf(
  objection: string | undefined,
  conflict: string | undefined,
  control: ClaimControl | undefined,
): Verdict {
  if (objection === undefined) return control?.verdict === 'passes' ? 'met, not telling' : 'met'
  return conflict === undefined ? 'not met' : 'conflict'
}
