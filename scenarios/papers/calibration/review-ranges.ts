import { readClaims } from '../claims/read-claims.ts'
import type { Ranges } from './claim-holds.ts'

/** Where the table gives no interval. */
const TOLERANCE = 0.05

/** Accepted intervals of the review's claims, one pair for each value; trends have none. */
export async function reviewRanges(): Promise<Ranges> {
  const claims = (await readClaims()).filter(({ seed, kind }) => seed === '004' && kind !== 'trend')
  return Object.fromEntries(
    claims.map(({ id, kind, value, low, high }) => {
      if (low !== undefined || high !== undefined || kind === 'bound') {
        return [id, [low ?? Number.NEGATIVE_INFINITY, high ?? Number.POSITIVE_INFINITY]]
      }
      return [id, value.flatMap(v => [v * (1 - TOLERANCE), v * (1 + TOLERANCE)])]
    }),
  )
}
