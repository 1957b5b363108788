import type { HeldOutRow } from '../../scenarios/papers/claims/read-held-out.ts'
import { wrapText } from '../cli/text/format-definitions.ts'

const INDENT = '     '

/**
 * The held-out predictions as plain text: what nobody had fitted, and what the models said of it in November 2026.
 * @param columns width of the terminal
 */
export function formatHeldOut(rows: readonly HeldOutRow[], columns: number): string {
  const lines = rows.flatMap(({ id, paper, statement, published, simulated, verdict, reason }) => {
    const why = reason === '' ? '' : ` (${reason})`
    return [
      ...wrapText(`${id}  ${verdict}${why}`, columns),
      ...[`${paper}: ${statement}`, `published ${published}; simulated ${simulated}`].flatMap(text =>
        wrapText(text, columns - INDENT.length).map(part => `${INDENT}${part}`),
      ),
    ]
  })
  const head = 'Held-out predictions: statements and refits that nothing was fitted to, as of November 2026'
  return [...wrapText(head, columns), ...lines, ...wrapText(heldOutCounts(rows), columns)].join('\n')
}

/** "Of 35 held-out predictions 10 met, 6 partly, 19 not met". */
export function heldOutCounts(rows: readonly HeldOutRow[]): string {
  const counts = (['met', 'partly', 'not met'] as const).map(
    verdict => `${rows.filter(row => row.verdict === verdict).length} ${verdict}`,
  )
  return `Of ${rows.length} held-out predictions ${counts.join(', ')}`
}
