import type { ClaimOutcome } from '../claims/claim-run.ts'
import { CONFLICTS } from '../claims/conflicts.ts'

/** Low and high of each published value, one pair after the other where a claim has several. */
export type Ranges = Readonly<Record<string, readonly number[]>>

/**
 * Whether every simulated value lies in its range and no trend is broken. Claims without a range are trends. An admitted conflict is
 * not asked for.
 */
export function claimHolds(id: string, outcome: ClaimOutcome, ranges: Ranges): boolean {
  if (CONFLICTS[id] !== undefined) return true
  if (outcome.holds === false) return false
  const range = ranges[id]
  if (range === undefined) return outcome.holds === true
  return outcome.simulated.every((value, k) => value >= range[2 * k] && value <= range[2 * k + 1])
}
