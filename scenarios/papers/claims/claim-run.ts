/** What the simulation of one published figure gave. */
export interface ClaimOutcome {
  /** In the order of the claim's published values; for a trend the series that shows it. */
  readonly simulated: readonly number[]
  /** The claim's own unit. */
  readonly unit: string
  /** Trends: whether the inequality holds over the whole range. */
  readonly holds?: boolean
  /** Trends: the smallest slack of the inequality, positive where it holds. */
  readonly margin?: number
  /** The protocol chosen where the paper is silent, the spread, or why the claim does not hold. */
  readonly note?: string
}

/** One published figure and the protocol that simulates it. */
export interface ClaimRun {
  /** As in the table of claims, "A01". */
  readonly id: string
  /** Deterministic; takes well under a second. */
  run(): ClaimOutcome
}

/** The outcome of a trend: it holds where its smallest slack is above 0. */
export function trendOutcome(
  simulated: readonly number[],
  unit: string,
  margin: number,
  note: string,
): ClaimOutcome {
  return { simulated, unit, holds: margin > 0, margin, note }
}

/** Smallest relative step of a series that should rise, each value against the one before. */
export function smallestRise(series: readonly number[]): number {
  return Math.min(...series.slice(1).map((value, k) => value / series[k] - 1))
}
