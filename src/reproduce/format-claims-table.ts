import { group } from 'd3-array'
import { wrapText } from '../cli/text/format-definitions.ts'
import type { ClaimRow } from './claim-row.ts'
import { controlText, publishedText, simulatedText, statementText } from './claim-text.ts'
import { summaryText } from './claims-summary.ts'

/** Space between columns, the widths of the ids, the statuses and the verdicts, and where text below a claim begins. */
const GAP = '  '
const ID_WIDTH = 3
const STATUS_WIDTH = 9
const VERDICT_WIDTH = 16
const INDENT = ' '.repeat(ID_WIDTH + GAP.length)
/** Widest column of figures: longer ones stand below their claim. */
const FIGURES_WIDTH = 26
/** Narrower than this the quantity stands below the figures. */
const QUANTITY_WIDTH = 24

/**
 * Simulated against published figures as a table of plain text for a terminal, paper by paper. Each claim has one line of figures,
 * and below it what was published in words, how it was simulated, what is wrong with it, its control and where its status comes from; where the figures do
 * not fit beside each other they stand one below the other. Claims that were not run are gathered at the end by reason.
 * @param rows as `reproduceClaims` gives them
 * @param columns width of the terminal
 */
export function formatClaimsTable(rows: readonly ClaimRow[], columns: number): string {
  const ran = rows.filter(row => row.verdict !== 'not run')
  const layout = layoutOf(ran, columns)
  const papers = group(ran, row => row.paper.name)
  const blocks = [...papers].flatMap(([name, own]) => [
    ...wrapText(name, columns),
    ...(layout.kind === 'lists' ? [] : headLines(layout)),
    ...own.flatMap(row => [
      ...(layout.kind === 'lists' ? listLines(row, columns) : tableLines(row, layout, columns)),
      ...commentLines(row, columns),
    ]),
    '',
  ])
  const summary = summaryText(rows).flatMap(sentence => wrapText(sentence, columns))
  return [...blocks, ...notRunLines(rows, columns), ...summary].join('\n')
}

type Layout =
  | { readonly kind: 'lists' }
  | {
      readonly kind: 'table'
      readonly published: number
      readonly simulated: number
      /** 0: the quantity stands below. */
      readonly quantity: number
    }

function layoutOf(rows: readonly ClaimRow[], columns: number): Layout {
  const widest = (head: string, texts: readonly string[]): number =>
    Math.max(head.length, ...texts.map(text => text.length).filter(length => length <= FIGURES_WIDTH))
  const published = widest('published', rows.map(publishedText))
  const simulated = widest('simulated', rows.map(simulatedText))
  const rest = columns - ID_WIDTH - published - simulated - STATUS_WIDTH - VERDICT_WIDTH - 5 * GAP.length
  if (rest + GAP.length < 0) return { kind: 'lists' }
  return { kind: 'table', published, simulated, quantity: rest >= QUANTITY_WIDTH ? rest : 0 }
}

type Table = Extract<Layout, { kind: 'table' }>

function headLines(layout: Table): string[] {
  const cells = { id: 'id', quantity: 'quantity', published: 'published', simulated: 'simulated' }
  return [tableLine({ ...cells, status: 'status', verdict: 'verdict' }, layout)]
}

function tableLine(
  cells: Readonly<Record<'id' | 'quantity' | 'published' | 'simulated' | 'status' | 'verdict', string>>,
  { quantity, published, simulated }: Table,
): string {
  return [
    cells.id.padEnd(ID_WIDTH),
    ...(quantity === 0 ? [] : [shorten(cells.quantity, quantity).padEnd(quantity)]),
    cells.published.padEnd(published),
    cells.simulated.padEnd(simulated),
    cells.status.padEnd(STATUS_WIDTH),
    cells.verdict,
  ].join(GAP)
}

function tableLines(row: ClaimRow, layout: Table, columns: number): string[] {
  const { id, quantity, status, verdict } = row
  const [published, simulated] = [publishedText(row), simulatedText(row)]
  const long = (text: string): boolean => text.length > FIGURES_WIDTH
  return [
    tableLine(
      {
        id,
        quantity,
        published: long(published) ? 'below' : published,
        simulated: long(simulated) ? 'below' : simulated,
        status,
        verdict,
      },
      layout,
    ),
    ...(layout.quantity === 0 ? below(quantity, columns) : []),
    ...(long(published) ? below(`published: ${published}`, columns) : []),
    ...(long(simulated) ? below(`simulated: ${simulated}`, columns) : []),
  ]
}

function listLines(row: ClaimRow, columns: number): string[] {
  return [
    ...wrapText(`${row.id}${GAP}${row.status}${GAP}${row.verdict}`, columns),
    ...below(row.quantity, columns),
    ...(row.kind === 'trend' ? [] : below(`published: ${publishedText(row)}`, columns)),
    ...below(`simulated: ${simulatedText(row)}`, columns),
  ]
}

function commentLines(row: ClaimRow, columns: number): string[] {
  const { kind, status, because, note, beside, reason, holdsFor } = row
  const control = controlText(row)
  const lines = [
    kind === 'trend' ? `published: ${statementText(row)}` : '',
    reason === undefined ? '' : `${row.verdict}: ${reason}`,
    holdsFor ?? '',
    `protocol: ${note}`,
    beside === undefined ? '' : `accuracies: ${beside}`,
    control === undefined ? '' : `control, ${control}`,
    `${status}: ${because}`,
  ]
  return lines.flatMap(line => below(line, columns))
}

function notRunLines(rows: readonly ClaimRow[], columns: number): string[] {
  const byReason = group(
    rows.filter(row => row.verdict === 'not run'),
    row => row.note,
  )
  return [...byReason].flatMap(([reason, same]) => [
    ...wrapText(`not run: ${reason}`, columns),
    ...below(same.map(row => row.id).join(' '), columns),
  ])
}

function below(text: string, columns: number): string[] {
  return text === '' ? [] : wrapText(text, columns - INDENT.length).map(part => `${INDENT}${part}`)
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3).trimEnd()}...`
}
