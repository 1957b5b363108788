import { readTable } from './read-table.ts'

export type ClaimKind = 'value' | 'bound' | 'trend'

/**
 * Status of a met claim: `predicted` (nothing in its protocol was fitted to it), `fitted`, `derived` (follows from other
 * claims) or `input` (the published figure is a parameter).
 */
export type ClaimStatus = 'predicted' | 'fitted' | 'derived' | 'input'

/** One published figure, as in scenarios/papers/claims/claims.csv. */
export interface Claim {
  /** "A01". */
  readonly id: string
  /** Key of `PAPERS`. */
  readonly seed: string
  /** Figure, table or place in the text. */
  readonly where: string
  readonly device: string
  readonly quantity: string
  readonly protocol: string
  readonly kind: ClaimKind
  /** Published values in order, one or several; empty for trends and for bounds without a figure. */
  readonly value: readonly number[]
  /** Ends of the accepted interval, where the table gives them. */
  readonly low: number | undefined
  readonly high: number | undefined
  /** Empty for trends. */
  readonly unit: string
  readonly note: string
  /** Of claim-status.csv, and what makes it so. */
  readonly status: ClaimStatus
  readonly because: string
  /** Words of the paper; absent where the table has the statement in paraphrase. */
  readonly quote?: string
}

/** The table of claims, in its order. */
export async function readClaims(): Promise<Claim[]> {
  const statuses = new Map((await readTable('claim-status.csv')).map(row => [row.id, row]))
  return (await readTable('claims.csv')).map(row => claimOf(row, statuses.get(row.id)))
}

type Row = Readonly<Record<string, string>>

/** @throws RangeError for a claim without a status */
function claimOf(row: Row, standing: Row | undefined): Claim {
  const number = (text: string): number | undefined => (text === '' ? undefined : Number(text))
  const { id, seed, where, device, quantity, protocol, kind, value, low, high, unit, note } = row
  if (standing === undefined) {
    throw new RangeError(`claim-status.csv: found no row ${id}; expected one for each claim`)
  }
  const quote = quoteOf(note)
  return {
    id,
    seed,
    where,
    device,
    quantity,
    protocol,
    kind: kind as ClaimKind,
    value: value === '' ? [] : value.split(';').map(Number),
    low: number(low),
    high: number(high),
    unit,
    note,
    status: standing.status as ClaimStatus,
    because: standing.because,
    ...(quote === undefined ? {} : { quote }),
  }
}

/** The words that a note gives after `src`, in single quotes. */
function quoteOf(note: string): string | undefined {
  return /src '(.+?)'(?=[;,. ]|$)/.exec(note)?.[1]
}
