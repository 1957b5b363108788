import { ConfigError } from '../../arrays/errors.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import type { CsvRow } from '../../arrays/user-files.ts'
import { createGrowingNumbers, type GrowingNumbers } from './growing-numbers.ts'
import { readCsvRows } from './read-csv-rows.ts'

/** A decimal number as people and programs write it; hexadecimal, NaN and infinity are not data. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/**
 * Reads a matrix of plain numbers, one line a word line, one field a bit line; the maps of a run folder are
 * such files, and so are those of numpy.savetxt.
 * @param file path as the user gave it
 * @param signal ends the reading
 * @returns plane of shape [lines, fields a line], in the unit of the file
 * @throws ConfigError with line, column and [i][j] where a field is no finite number or a line has another
 * length than the first, or the file passes a limit; the signal's reason
 */
export async function readMatrixCsv(file: string, signal?: AbortSignal): Promise<Plane> {
  const data = createGrowingNumbers()
  let rows = 0
  let columns = 0
  const keep = (row: CsvRow): void => {
    if (rows === 0) columns = row.fields.length
    if (row.fields.length !== columns) {
      throw new ConfigError(
        { file, path: `[${rows}]`, line: row.line, column: 1 },
        count(row.fields.length, 'value'),
        `${columns} as in the lines before`,
      )
    }
    appendNumbers(data, row, rows, file)
    rows++
  }
  await readCsvRows(file, keep, { signal })
  if (rows === 0) throw new ConfigError({ file }, 'no values', 'a matrix of numbers')
  return planeOf(data.take(), [rows, columns])
}

function appendNumbers(data: GrowingNumbers, row: CsvRow, i: number, file: string): void {
  row.fields.forEach((field, j) => {
    const value = NUMBER.test(field.text) ? Number(field.text) : Number.NaN
    if (!Number.isFinite(value)) {
      const found = field.text === '' ? 'an empty field' : JSON.stringify(field.text.slice(0, 40))
      const place = { file, path: `[${i}][${j}]`, line: row.line, column: field.column }
      throw new ConfigError(place, found, 'a finite number')
    }
    data.push(value)
  })
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
