/** Characters that a spreadsheet takes for the start of a formula, in quotation marks too. */
const FORMULA = /^[=+\-@\t\r]/

/** A decimal number, which no formula begins with. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * A text as a cell of a CSV file: one that a spreadsheet would compute gets an apostrophe before it, which says that it is a text.
 */
export function csvText(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
}

/** A field of a line of a CSV file (RFC 4180): numbers with all digits, texts as `csvText` makes them, in quotation marks where they need them. */
export function csvField(value: number | string | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value)
  const text = csvText(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Lines of a CSV file, the last one ended too. */
export function csvLines(rows: readonly (readonly (number | string | boolean | null)[])[]): string {
  return rows.map(row => `${row.map(csvField).join(',')}\n`).join('')
}
