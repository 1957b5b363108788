import { safeCsvCell } from '../export/safe-csv-cell.ts'

/** Rows under the names of their columns. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string | boolean | null)[])[]
}

/** Columns beside each other, numbers to the right with 6 digits. */
export function tableText({ columns, rows }: Table): string {
  const texts = rows.map(row => row.map(cellText))
  const widths = columns.map((name, c) =>
    texts.reduce((widest, row) => Math.max(widest, row[c]!.length), name.length),
  )
  const right = columns.map((_, c) => rows.every(row => row[c] === null || typeof row[c] === 'number'))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (right[c] ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!)))
      .join('  ')
      .trimEnd()
  return [line(columns), ...texts.map(line)].join('\n')
}

/** All digits; texts in quotation marks where they need them, and never as formulas of a spreadsheet. */
export function csvText({ columns, rows }: Table): string {
  const field = (value: number | string | boolean | null): string => {
    const text = value === null ? '' : typeof value === 'string' ? safeText(value) : String(value)
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [columns, ...rows].map(row => row.map(field).join(',')).join('\n')
}

/** Numbers of more digits than fit come as texts. */
function safeText(text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? text : safeCsvCell(text)
}

function cellText(value: number | string | boolean | null): string {
  if (value === null) return ''
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(6)))
    : String(value)
}
