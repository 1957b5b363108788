import type { LeftOutRow } from '../../scenarios/papers/claims/read-leave-one-out.ts'
import { wrapText } from '../cli/text/format-definitions.ts'

const INDENT = '     '

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
    found: `${refit}; ${low} to ${high}${unit} over the sets that meet the others`,
    says: SAYS[row.verdict],
  }
}

const SAYS: Readonly<Record<LeftOutRow['verdict'], string>> = {
  determined: 'determined by the other numbers',
  open: 'met by the refit, left open by the other numbers',
  missed: 'missed by the refit',
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
  const head =
    'Leave-one-out: each number predicted by a refit of its device to the others (calibration/leave-one-out.ts)'
  return [...wrapText(head, columns), ...lines, ...wrapText(leaveOneOutCounts(rows), columns)].join('\n')
}

/** "Of 28 numbers left out refits to the others meet 20; the others determine 8". */
export function leaveOneOutCounts(rows: readonly LeftOutRow[]): string {
  const own = rows.filter(({ verdict }) => verdict !== 'none')
  const missed = own.filter(({ verdict }) => verdict === 'missed').length
  const determined = own.filter(({ verdict }) => verdict === 'determined').length
  return `Of ${own.length} numbers left out refits to the others meet ${own.length - missed}; the others determine ${determined}`
}
