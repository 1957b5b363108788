import type { ClaimOutcome } from '../../scenarios/papers/claims/claim-run.ts'
import type { Claim } from '../../scenarios/papers/claims/read-claims.ts'
import { STATED_TOLERANCES } from '../../scenarios/papers/claims/stated-tolerances.ts'

/** Relative distance from a published value that is accepted where the table gives no interval. */
const TOLERANCE = 0.05

/** The misfit of a simulated outcome, held against the published figure; undefined where nothing is. */
export type Objection = string | undefined

/**
 * Holds an outcome against its claim: single values inside the published interval, several within 5 % each, bounds
 * kept, and no trend broken; the few distances that the table states in words (STATED_TOLERANCES) in place of 5 %.
 * @throws RangeError where the outcome is in another unit than the claim, or gives no verdict on a trend
 */
export function judgeClaim(claim: Claim, outcome: ClaimOutcome): Objection {
  if (claim.unit !== '' && claim.unit !== outcome.unit) {
    throw new RangeError(`claim ${claim.id}: found an outcome in ${outcome.unit}; expected ${claim.unit}`)
  }
  if (claim.kind === 'trend') {
    if (outcome.holds === undefined) {
      throw new RangeError(`claim ${claim.id}: found a trend without a verdict; expected holds`)
    }
    return outcome.holds ? undefined : 'the trend does not hold'
  }
  if (claim.kind === 'value' && outcome.simulated.length !== claim.value.length) {
    return `${outcome.simulated.length} values against ${claim.value.length} published`
  }
  const outside = outcome.simulated.findIndex((value, k) => !within(value, limitsOf(claim, k)))
  if (outside >= 0) {
    const [low, high] = limitsOf(claim, outside)
    const unit = ['', '1'].includes(claim.unit) ? '' : ` ${claim.unit}`
    return `${number(outcome.simulated[outside])}${unit} lies ${intervalText(low, high)}`
  }
  return outcome.holds === false
    ? 'the figure is met, but not the trend that the claim states with it'
    : undefined
}

/** The accepted interval of the k-th value of a claim. */
function limitsOf(claim: Claim, k: number): readonly [number, number] {
  const { low, high } = claim
  if (low !== undefined || high !== undefined || claim.kind === 'bound') {
    return [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY]
  }
  const value = claim.value[k]
  const distance = STATED_TOLERANCES[claim.id] ?? TOLERANCE * Math.abs(value)
  return [value - distance, value + distance]
}

/** NaN is never within. */
function within(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** The relation of a value to a range that it is not in. */
function intervalText(low: number, high: number): string {
  if (low === Number.NEGATIVE_INFINITY) return `outside the values up to ${number(high)}`
  if (high === Number.POSITIVE_INFINITY) return `outside the values from ${number(low)}`
  return `outside ${number(low)} to ${number(high)}`
}
