/** Result of the simulation of one published figure. */
export interface ClaimOutcome {
  /** In the order of the claim's published values; for a trend the series that shows it. */
  readonly simulated: readonly number[]
  /** Names of the values, where they are not one series. */
  readonly names?: readonly string[]
  /** The claim's own unit. */
  readonly unit: string
  /** Trends: whether the inequality holds over the whole range. */
  readonly holds?: boolean
  /** Trends: the smallest slack of the inequality, positive where it holds. */
  readonly margin?: number
  /** Over which range of a choice that the paper leaves open the claim holds: "holds for 40 ms, not for 20 ms". */
  readonly holdsFor?: string
  /** Trained networks: mean and spread over the seeds, an ideal synapse and a float network, and what the figure cannot tell apart. */
  readonly beside?: string
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

/** Relative step that a source-measure unit of four and a half digits resolves: a smaller one is no trend. */
export const VISIBLE = 1e-4

/** The outcome of a trend: it holds where its smallest slack is one that can be measured. */
export function trendOutcome(
  simulated: readonly number[],
  unit: string,
  margin: number,
  note: string,
): ClaimOutcome {
  return { simulated, unit, holds: margin > VISIBLE, margin, note }
}

/** Smallest relative step of a series that should rise, each value against the one before. */
export function smallestRise(series: readonly number[]): number {
  return Math.min(...series.slice(1).map((value, k) => value / series[k] - 1))
}
