import type { ClaimStatus } from '../../scenarios/papers/claims/read-claims.ts'
import type { ClaimRow, Verdict } from './claim-row.ts'

export interface ClaimsSummary {
  readonly statuses: Readonly<Record<ClaimStatus, number>>
  readonly verdicts: Readonly<Record<Verdict, number>>
  /** Predicted and fitted claims that ran, those that are met with a control that fails as it should, and those met without a control. */
  readonly headline: { readonly of: number; readonly met: number; readonly withoutControl: number }
}

const STATUSES: readonly ClaimStatus[] = ['predicted', 'fitted', 'derived', 'input']
const VERDICTS: readonly Verdict[] = ['met', 'met, not telling', 'not met', 'conflict', 'not run']

/** Counts claims by status and verdict. */
export function summarizeClaims(rows: readonly ClaimRow[]): ClaimsSummary {
  const own = rows.filter(row => isOwn(row) && row.verdict !== 'not run')
  const met = own.filter(({ verdict }) => verdict === 'met')
  return {
    statuses: counts(STATUSES, rows, row => row.status),
    verdicts: counts(VERDICTS, rows, row => row.verdict),
    headline: {
      of: own.length,
      met: met.filter(({ control }) => control !== undefined).length,
      withoutControl: met.filter(({ control }) => control === undefined).length,
    },
  }
}

/** A claim that the models answer for: predicted or fitted. Others repeat what was put in. */
export function isOwn({ status }: ClaimRow): boolean {
  return status === 'predicted' || status === 'fitted'
}

/**
 * "41 predicted, 58 fitted, 20 derived, 37 input; 96 met, 4 conflict, 13 not run", and "60 of 86 predicted or fitted claims met".
 * @returns two sentences
 */
export function summaryText(rows: readonly ClaimRow[]): readonly [counts: string, headline: string] {
  const { statuses, verdicts, headline } = summarizeClaims(rows)
  const list = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${count} ${name.replace(',', ' but')}`)
      .join(', ')
  const { of, met, withoutControl } = headline
  const sentence = `${list(statuses)}; ${list({ ...verdicts })}`
  // A run checks its claims; the controls are those of `reproduce`.
  if (withoutControl > 0 && !rows.some(({ control }) => control !== undefined))
    return [
      sentence,
      `${withoutControl} of ${of} predicted or fitted claims met; sneakpath reproduce runs their controls`,
    ]
  const other = withoutControl === 0 ? '' : `; ${withoutControl} more without a control`
  return [
    sentence,
    `${met} of ${of} predicted or fitted claims met, with a control that fails as it should${other}`,
  ]
}

function counts<Name extends string>(
  names: readonly Name[],
  rows: readonly ClaimRow[],
  of: (row: ClaimRow) => Name,
): Record<Name, number> {
  return Object.fromEntries(names.map(name => [name, rows.filter(row => of(row) === name).length])) as Record<
    Name,
    number
  >
}
