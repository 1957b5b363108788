import { group } from 'd3-array'
import type { ClaimRow } from './claim-row.ts'

/** Columns before the quantity, and the space between columns. */
const ID_WIDTH = 5
const GAP = '  '

/**
 * Simulated against published figures as a table of plain text, for a terminal of the given width. Each claim has one line of
 * figures and its note below; claims that were not run are gathered at the end by reason.
 * @param rows as `reproduceClaims` gives them
 * @param width columns of the terminal; 60 is the least that is used
 */
export function formatClaimsTable(rows: readonly ClaimRow[], width: number): string {
  const columns = Math.max(60, width)
  const ran = rows.filter(row => row.verdict !== 'not run')
  const cells = ran.map(row => ({ row, published: publishedText(row), simulated: simulatedText(row) }))
  const widest = (texts: readonly string[]): number => Math.max(...texts.map(text => text.length))
  const publishedWidth = widest(['published', ...cells.map(({ published }) => published)])
  const simulatedWidth = widest(['simulated', ...cells.map(({ simulated }) => simulated)])
  const rest = columns - ID_WIDTH - publishedWidth - simulatedWidth - 'conflict'.length - 4 * GAP.length
  const quantityWidth = Math.max(12, rest)
  const line = (
    id: string,
    quantity: string,
    published: string,
    simulated: string,
    verdict: string,
  ): string =>
    [
      id.padEnd(ID_WIDTH),
      shorten(quantity, quantityWidth).padEnd(quantityWidth),
      published.padEnd(publishedWidth),
      simulated.padEnd(simulatedWidth),
      verdict,
    ]
      .join(GAP)
      .trimEnd()
  const lines = cells.flatMap(({ row, published, simulated }) => [
    line(row.id, row.quantity, published, simulated, row.verdict),
    ...(row.kind === 'trend' ? indent(`published: ${row.paper.text || row.quantity}`, columns) : []),
    ...indent(row.note, columns),
  ])
  const head = ran.length === 0 ? [] : [line('claim', 'quantity', 'published', 'simulated', 'verdict')]
  return [...head, ...lines, ...notRunLines(rows, columns), countLine(rows)].join('\n')
}

/** "2.1e-6; 0.0015 A", "13 to 17 pA", ">= 20 uS", "trend". */
function publishedText({ kind, paper, unit }: ClaimRow): string {
  const { value, low, high } = paper
  if (kind === 'trend') return 'trend'
  if (value.length > 0) {
    const interval = low === undefined || high === undefined ? '' : ` (${short(low)} to ${short(high)})`
    return `${value.map(short).join('; ')}${interval} ${unitText(unit)}`.trimEnd()
  }
  const bound = low === undefined ? `<= ${short(high!)}` : `>= ${short(low)}`
  return `${bound} ${unitText(unit)}`.trimEnd()
}

/** Values with their unit; of a long series its ends. */
function simulatedText({ simulated, unit }: ClaimRow): string {
  const texts = simulated.map(short)
  const shown = texts.length <= 3 ? texts.join('; ') : `${texts[0]} .. ${texts.at(-1)}`
  return `${shown} ${unitText(unit)}`.trimEnd()
}

function unitText(unit: string): string {
  return unit === '1' ? '' : unit
}

function notRunLines(rows: readonly ClaimRow[], columns: number): string[] {
  const byReason = group(
    rows.filter(row => row.verdict === 'not run'),
    row => row.note,
  )
  return [...byReason].flatMap(([reason, same]) =>
    wrap(`not run: ${same.map(row => row.id).join(' ')}: ${reason}`, columns, '  '),
  )
}

function countLine(rows: readonly ClaimRow[]): string {
  const verdicts = ['pass', 'fail', 'conflict', 'not run'] as const
  return verdicts
    .map(verdict => [verdict, rows.filter(row => row.verdict === verdict).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(', ')
}

function indent(note: string, columns: number): string[] {
  const margin = ' '.repeat(ID_WIDTH + GAP.length)
  return note === '' ? [] : wrap(note, columns - margin.length, '').map(text => `${margin}${text}`)
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

/** Lines of at most `width` characters, broken at spaces; all but the first begin with `hanging`. */
function wrap(text: string, width: number, hanging: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = `${hanging}${word}`
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}
