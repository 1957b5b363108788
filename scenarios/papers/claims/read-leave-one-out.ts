import { readTable } from './read-table.ts'

/** A number of a fitted device, predicted by a refit to its other numbers. */
export interface LeftOutRow {
  readonly device: string
  /** "C05"; empty for a prediction that no number holds. */
  readonly id: string
  readonly quantity: string
  /** Absent where nothing was published. */
  readonly published?: number
  /** "1" without one. */
  readonly unit: string
  /** The range that the claim accepts; ends are absent where it has none. */
  readonly accepted: readonly [from: number | undefined, to: number | undefined]
  /** By a refit from a guess by hand. */
  readonly refit: number
  /** Whether that refit meets the other numbers and the trends. */
  readonly meets: boolean
  /** Ends of the predictions of the parameter sets found that meet the others. */
  readonly range: readonly [low: number, high: number]
  /**
   * `determined`: the whole range lies where the claim accepts the number. `open`: the refit does, the range reaches beyond. `missed`: the
   * refit does not. `alone`: the refit does, and every set found that meets the others says the same to 0.1 %, the stored one among them: the search found no way, which is no proof that there is none. `none`: nothing was published.
   */
  readonly verdict: 'determined' | 'open' | 'missed' | 'alone' | 'none'
}

/** The table that scenarios/papers/calibration/leave-one-out.ts writes. */
export async function readLeaveOneOut(): Promise<LeftOutRow[]> {
  return (await readTable('../calibration/leave-one-out.csv')).map(row => {
    const optional = (text: string): number | undefined => (text === '' ? undefined : Number(text))
    const published = optional(row.published)
    const accepted = [optional(row.from), optional(row.to)] as const
    const range = [Number(row.low), Number(row.high)] as const
    const refit = Number(row.refit)
    return {
      device: row.device,
      id: row.number,
      quantity: row.quantity,
      ...(published === undefined ? {} : { published }),
      unit: row.unit,
      accepted,
      refit,
      meets: row.meets === 'yes',
      range,
      verdict: row.number === '' ? 'none' : verdictOf(accepted, refit, range),
    }
  })
}

/** Predictions that differ by no more are one. */
const SAME = 1e-3

function verdictOf(
  [from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY]: LeftOutRow['accepted'],
  refit: number,
  [low, high]: LeftOutRow['range'],
): LeftOutRow['verdict'] {
  if (refit < from || refit > to) return 'missed'
  if (Math.abs(high - low) <= SAME * Math.abs(high)) return 'alone'
  return low >= from && high <= to ? 'determined' : 'open'
}
