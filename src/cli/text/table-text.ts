import { plainText } from '../../../arrays/plain-text.ts'
import { csvLines } from '../../files/csv-field.ts'

/** Letters of a text in a table. */
const LONGEST_CELL = 200

/** Rows under the names of their columns. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string | boolean | null)[])[]
}

/** Columns beside each other, numbers to the right with 6 digits. */
export function tableText({ columns, rows }: Table): string {
  const texts = rows.map(row => row.map(cellText))
  const names = columns.map(cellText)
  const widths = names.map((name, c) =>
    texts.reduce((widest, row) => Math.max(widest, row[c].length), name.length),
  )
  const right = columns.map((_, c) => rows.every(row => row[c] === null || typeof row[c] === 'number'))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (right[c] ? cell.padStart(widths[c]) : cell.padEnd(widths[c])))
      .join('  ')
      .trimEnd()
  return [line(names), ...texts.map(line)].join('\n')
}

/** Rows as CSV, all digits. */
export function tableCsv({ columns, rows }: Table): string {
  return csvLines([columns, ...rows]).trimEnd()
}

function cellText(value: number | string | boolean | null): string {
  if (value === null) return ''
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(6)))
    : plainText(String(value), LONGEST_CELL)
}
