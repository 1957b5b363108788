import type { LeftOutRow } from '../../scenarios/papers/claims/read-leave-one-out.ts'
import { wrapText } from '../cli/text/format-definitions.ts'

const INDENT = '     '

/** Words above the table, the same in the report. */
export const LEAVE_ONE_OUT_HEAD =
  'Leave-one-out: each number of a fitted device, predicted by a refit to its other numbers, and the range of the predictions over the parameter sets found that meet them, assumed parameters free as well; other sets may reach further'

/** Texts of a row, the same in the table and in the report. */
export function leftOutText(row: LeftOutRow): {
  readonly published: string
  readonly found: string
  readonly says: string
} {
  const unit = row.unit === '1' ? '' : ` ${row.unit}`
  const [low, high] = row.range
  const [from, to] = row.accepted
  const ends =
    from === undefined
      ? ''
      : to === undefined
        ? `at least ${from}${unit}`
        : `${from} to ${to}${unit} accepted`
  const value = row.published === undefined ? '' : `${row.published}${unit}`
  const refit = `refit ${row.refit}${unit}${row.meets ? '' : ' (misses one of the others)'}`
  return {
    published: [value, ends].filter(text => text !== '').join(', ') || 'nothing',
    found: `${refit}; ${low} to ${high}${unit} over the sets found that meet the others`,
    says: SAYS[row.verdict],
  }
}

const SAYS: Readonly<Record<LeftOutRow['verdict'], string>> = {
  determined: 'determined by the other numbers',
  open: 'met by the refit, left open by the other numbers',
  missed: 'missed by the refit',
  alone: 'met by the refit; no other set that meets the others was found',
  none: 'what the numbers leave open',
}

/**
 * Refits without one number as plain text.
 * @param columns width of the terminal
 */
export function formatLeaveOneOut(rows: readonly LeftOutRow[], columns: number): string {
  const lines = rows.flatMap(row => {
    const { published, found, says } = leftOutText(row)
    const name = row.id === '' ? row.device : `${row.id}  ${row.device}`
    return [
      ...wrapText(`${name}: ${row.quantity}: ${says}`, columns),
      ...[`published ${published}`, found].flatMap(text =>
        wrapText(text, columns - INDENT.length).map(part => `${INDENT}${part}`),
      ),
    ]
  })
  return [
    ...wrapText(`${LEAVE_ONE_OUT_HEAD} (calibration/leave-one-out.ts)`, columns),
    ...lines,
    ...wrapText(leaveOneOutCounts(rows), columns),
  ].join('\n')
}

/** "Of 28 numbers left out refits to the others meet 20; the others determine 8". */
export function leaveOneOutCounts(rows: readonly LeftOutRow[]): string {
  const own = rows.filter(({ verdict }) => verdict !== 'none')
  const missed = own.filter(({ verdict }) => verdict === 'missed').length
  const determined = own.filter(({ verdict }) => verdict === 'determined').length
  const short = own.filter(({ verdict, meets }) => verdict !== 'missed' && !meets).length
  const but = short === 0 ? '' : `, ${short} of them by a refit that misses one of the others`
  return `Of ${own.length} numbers left out refits to the others meet ${own.length - missed}${but}; the others determine ${determined}`
}
