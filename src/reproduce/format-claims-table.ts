import { group } from 'd3-array'
import { wrapText } from '../cli/text/format-definitions.ts'
import type { ClaimRow } from './claim-row.ts'

/** Space between columns, the width of the ids and of the verdicts, and where text below a claim begins. */
const GAP = '  '
const ID_WIDTH = 5
const VERDICT_WIDTH = 8
const INDENT = ' '.repeat(ID_WIDTH + GAP.length)
/** Narrower than this the quantity stands below the figures. */
const QUANTITY_WIDTH = 24

/**
 * Simulated against published figures as a table of plain text for a terminal. Each claim has one line of figures, and below
 * it what was published (trends) and how it was simulated; where the figures do not fit beside each other they stand
 * one below the other. Claims that were not run are gathered at the end by reason.
 * @param rows as `reproduceClaims` gives them
 * @param columns width of the terminal
 */
export function formatClaimsTable(rows: readonly ClaimRow[], columns: number): string {
  const ran = rows.filter(row => row.verdict !== 'not run')
  const published = ['published', ...ran.map(publishedText)]
  const simulated = ['simulated', ...ran.map(simulatedText)]
  const publishedWidth = longest(published)
  const simulatedWidth = longest(simulated)
  const rest = columns - ID_WIDTH - publishedWidth - simulatedWidth - VERDICT_WIDTH - 4 * GAP.length
  const beside = rest >= QUANTITY_WIDTH
  const line = (k: number, id: string, quantity: string, verdict: string): string =>
    [
      id.padEnd(ID_WIDTH),
      ...(beside ? [shorten(quantity, rest).padEnd(rest)] : []),
      published[k].padEnd(publishedWidth),
      simulated[k].padEnd(simulatedWidth),
      verdict,
    ].join(GAP)
  const comments = (row: ClaimRow, k: number): string[] => [
    ...(row.kind === 'trend' ? below(`published: ${row.paper.text || row.quantity}`, columns) : []),
    ...below(noteOf(ran, k), columns),
  ]
  // Without the quantity there is no gap for it either.
  if (rest + GAP.length < 0) {
    const blocks = ran.flatMap((row, k) => [
      `${row.id.padEnd(ID_WIDTH)}${GAP}${row.verdict}`,
      ...below(row.quantity, columns),
      ...(row.kind === 'trend' ? [] : below(`published ${published[k + 1]}`, columns)),
      ...below(`simulated ${simulated[k + 1]}`, columns),
      ...comments(row, k),
    ])
    return [...blocks, ...notRunLines(rows, columns), ...wrapText(countLine(rows), columns)].join('\n')
  }
  const lines = ran.flatMap((row, k) => [
    line(k + 1, row.id, row.quantity, row.verdict),
    ...(beside ? [] : below(row.quantity, columns)),
    ...comments(row, k),
  ])
  const head = ran.length === 0 ? [] : [line(0, 'claim', 'quantity', 'verdict')]
  return [...head, ...lines, ...notRunLines(rows, columns), countLine(rows)].join('\n')
}

/** The note of a row, or the claim above it that has the same. */
function noteOf(rows: readonly ClaimRow[], k: number): string {
  const { note } = rows[k]
  const first = rows.find(row => row.note === note)!
  return note === '' || first === rows[k] || note.length < 40 ? note : `as ${first.id}`
}

/** "2.1e-6; 0.0015 A", "13 to 17 pA", ">= 20 uS", "trend". */
function publishedText({ kind, paper, unit }: ClaimRow): string {
  const { value, low, high } = paper
  if (kind === 'trend') return 'trend'
  if (value.length > 0) {
    const interval = low === undefined || high === undefined ? '' : ` (${short(low)} to ${short(high)})`
    return withUnit(`${value.map(short).join('; ')}${interval}`, unit)
  }
  return withUnit(low === undefined ? `<= ${short(high!)}` : `>= ${short(low)}`, unit)
}

/** Values with their unit; of a long series its ends. */
function simulatedText({ simulated, unit }: ClaimRow): string {
  const texts = simulated.map(short)
  return withUnit(texts.length <= 3 ? texts.join('; ') : `${texts[0]} .. ${texts.at(-1)}`, unit)
}

function withUnit(figures: string, unit: string): string {
  return unit === '1' || unit === '' ? figures : `${figures} ${unit}`
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

/** "39 pass, 1 conflict, 109 not run". */
function countLine(rows: readonly ClaimRow[]): string {
  const count = (verdict: ClaimRow['verdict']): number => rows.filter(row => row.verdict === verdict).length
  return (['pass', 'fail', 'conflict', 'not run'] as const)
    .filter(verdict => count(verdict) > 0)
    .map(verdict => `${count(verdict)} ${verdict}`)
    .join(', ')
}

function below(text: string, columns: number): string[] {
  return text === '' ? [] : wrapText(text, columns - INDENT.length).map(part => `${INDENT}${part}`)
}

/** Four digits; as 2.1e-6 where zeros would hide them. */
function short(value: number): string {
  const rounded = Number(value.toPrecision(4))
  const size = Math.abs(rounded)
  return size !== 0 && (size < 1e-3 || size >= 1e5)
    ? rounded.toExponential().replace('e+', 'e')
    : String(rounded)
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3).trimEnd()}...`
}

function longest(texts: readonly string[]): number {
  return Math.max(...texts.map(text => text.length))
}
