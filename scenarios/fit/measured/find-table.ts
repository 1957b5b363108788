import { type ColumnName, readColumnName, unitOf } from '../../../arrays/config/column-name.ts'
import { numberOf } from '../../../arrays/config/text-fields.ts'
import type { CsvRow } from '../../../arrays/user-files.ts'
import type { TextTable } from './text-rows.ts'

/** The names and the rows of a measured table. */
export interface MeasuredTable {
  readonly file: string
  readonly decimalComma: boolean
  readonly delimiter: TextTable['delimiter']
  /** Line of the names; undefined where there are none. */
  readonly headerLine: number | undefined
  /** One a column; empty texts where there is no header. */
  readonly names: readonly ColumnName[]
  readonly body: readonly CsvRow[]
}

/**
 * Finds the names and the rows of numbers: in EC-Lab's files where "Nb header lines" says, in those of the Keysight B1500 at `DataName`
 * and `DataValue`, otherwise the first line that names what `isHeader` looks for, else the line before the numbers. A second line of
 * units gives the first one its units.
 * @param isHeader whether a line of names is the header
 */
export function findTable(
  text: TextTable,
  isHeader: (names: readonly ColumnName[]) => boolean,
): MeasuredTable {
  const rows = withoutMarks(text)
  const start = firstNumbers(rows, text.decimalComma)
  const before = start === -1 ? rows : rows.slice(0, start)
  const declared = declaredHeader(rows)
  const found = declared ?? before.findIndex(row => isHeader(namesOf(row)))
  const above = start > 0 && rows[start - 1].fields.length >= rows[start].fields.length ? start - 1 : -1
  const last = found !== -1 ? found : start === -1 ? 0 : above
  const common = { file: text.file, decimalComma: text.decimalComma, delimiter: text.delimiter }
  if (last === -1) {
    const width = rows[0].fields.length
    const names = Array.from({ length: width }, () => ({ text: '', bare: '' }))
    return { ...common, headerLine: undefined, names, body: trimmed(rows.slice(Math.max(0, start)), width) }
  }
  const { header, names, next } = headerFrom(rows, last)
  const width = names.length
  return { ...common, headerLine: header.line, names, body: trimmed(rows.slice(next), width) }
}

/** A header with its line of units, whichever of the two `k` is. */
function headerFrom(
  rows: readonly CsvRow[],
  k: number,
): { header: CsvRow; names: readonly ColumnName[]; next: number } {
  const isUnits = (row: CsvRow | undefined): boolean =>
    row !== undefined &&
    hasText(row) &&
    row.fields.every(({ text }) => text === '' || unitOf(text.replace(/^[[(]|[\])]$/g, '')) !== undefined)
  const sameWidth = (a: CsvRow, b: CsvRow): boolean => Math.abs(a.fields.length - b.fields.length) <= 1
  const [above, here, below] = [rows[k - 1], rows[k], rows[k + 1]]
  if (isUnits(here) && above !== undefined && sameWidth(above, here) && !isUnits(above))
    return { header: above, names: withUnits(above, here), next: k + 1 }
  if (below !== undefined && isUnits(below) && sameWidth(here, below))
    return { header: here, names: withUnits(here, below), next: k + 2 }
  return { header: here, names: namesOf(here), next: k + 1 }
}

function hasText({ fields }: CsvRow): boolean {
  return fields.some(({ text }) => text !== '')
}

function withUnits(header: CsvRow, units: CsvRow): ColumnName[] {
  return namesOf(header).map((name, k) => {
    const unit = unitOf((units.fields[k]?.text ?? '').replace(/^[[(]|[\])]$/g, ''))
    return name.unit !== undefined || unit === undefined ? name : { ...name, unit }
  })
}

/** Names of a line, without those that a trailing separator makes. */
function namesOf({ fields }: CsvRow): ColumnName[] {
  const last = fields.findLastIndex(({ text }) => text !== '')
  return fields.slice(0, last + 1).map(({ text, column }) => ({ ...readColumnName(text), column }))
}

/** Rows without the empty fields that trailing separators make. */
function trimmed(rows: readonly CsvRow[], width: number): CsvRow[] {
  return rows.map(row => {
    const extra = row.fields.slice(width)
    return extra.length > 0 && extra.every(({ text }) => text === '')
      ? { line: row.line, fields: row.fields.slice(0, width) }
      : row
  })
}

/** Rows of `DataName` and `DataValue` without these words, and only those, in a file that has them. */
function withoutMarks({ rows }: TextTable): readonly CsvRow[] {
  const isMark = ({ fields }: CsvRow, mark: string): boolean => fields[0]?.text === mark
  const first = rows.findIndex(row => isMark(row, 'DataName'))
  if (first === -1) return rows
  const values = rows.slice(first).filter(row => isMark(row, 'DataValue'))
  return [rows[first], ...values].map(({ line, fields }) => ({ line, fields: fields.slice(1) }))
}

/** Index of the header that a file says itself where it is. */
function declaredHeader(rows: readonly CsvRow[]): number | undefined {
  for (const { fields } of rows.slice(0, 10)) {
    const [, count] = /^Nb header lines\s*:\s*(\d+)/i.exec(fields.map(({ text }) => text).join(' ')) ?? []
    if (count === undefined) continue
    const found = rows.findIndex(({ line }) => line === Number(count))
    return found === -1 ? undefined : found
  }
  return undefined
}

/** Index of the first of rows of one width whose fields are mostly numbers; -1 where there is none. */
function firstNumbers(rows: readonly CsvRow[], decimalComma: boolean): number {
  const isNumbers = ({ fields }: CsvRow): boolean => {
    const filled = fields.filter(({ text }) => text !== '')
    return 2 * filled.filter(({ text }) => !Number.isNaN(numberOf(text, decimalComma))).length > filled.length
  }
  return rows.findIndex((row, k) => {
    const next = rows.slice(k, k + 3)
    return next.every(each => isNumbers(each) && each.fields.length === row.fields.length)
  })
}
