import { readFileSync } from 'node:fs'
import { parseString } from 'fast-csv'

export type ClaimKind = 'value' | 'bound' | 'trend'

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
}

type Row = Readonly<Record<string, string>>

/** The table of claims, in its order. */
export async function readClaims(): Promise<Claim[]> {
  const text = readFileSync(new URL('./claims.csv', import.meta.url), 'utf8')
  return new Promise((resolve, reject) => {
    const claims: Claim[] = []
    parseString<Row, Row>(text, { headers: true, trim: true })
      .on('error', reject)
      .on('data', (row: Row) => claims.push(claimOf(row)))
      .on('end', () => resolve(claims))
  })
}

function claimOf(row: Row): Claim {
  const number = (text: string): number | undefined => (text === '' ? undefined : Number(text))
  const { id, seed, where, device, quantity, protocol, kind, value, low, high, unit, note } = row as Readonly<
    Record<keyof Claim, string>
  >
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
  }
}
