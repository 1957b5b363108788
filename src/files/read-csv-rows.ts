import { encodingOf } from '../../arrays/config/decode-text.ts'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import {
  type Delimiter,
  delimiterOf,
  fieldsOf,
  isCommaNumber,
  JUDGED_LINES,
} from '../../arrays/config/text-fields.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { CsvField, CsvRow, ReadCsvOptions } from '../../arrays/user-files.ts'
import { readUserFileSync, withUserFile } from './open-user-file.ts'
import { piecesOf, tooLarge } from './read-user-file.ts'

/**
 * Reads a CSV file line by line, as people and instruments write them: UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or space,
 * whichever makes most fields of the first lines numbers; fields in quotation marks; decimal commas, which become points.
 * Lines that begin with '#' and empty lines are left out.
 * @param file path as the user gave it
 * @param onRow called for each line of values, in order; what it throws ends the reading
 * @throws ConfigError where the file cannot be read or passes a limit of `INPUT_LIMITS`; the signal's reason
 */
export async function readCsvRows(
  file: string,
  onRow: (row: CsvRow) => void,
  { maxFields = INPUT_LIMITS.numbers, signal }: ReadCsvOptions = {},
): Promise<void> {
  const rows = rowsOf(file, maxFields, onRow)
  await readLines(file, signal, rows.take)
  rows.end()
}

/**
 * The same at once, for a small file.
 * @param maxBytes refuses larger files
 * @throws ConfigError as `readCsvRows`
 */
export function readCsvRowsSync(
  file: string,
  maxBytes: number,
  onRow: (row: CsvRow) => void,
  { maxFields = INPUT_LIMITS.numbers }: Pick<ReadCsvOptions, 'maxFields'> = {},
): void {
  const kind = 'a CSV file'
  const bytes = readUserFileSync(file, kind, maxBytes, size => tooLarge(file, size, maxBytes, kind))
  const rows = rowsOf(file, maxFields, onRow)
  const text = new TextDecoder(encodingOf(bytes, file, kind)).decode(bytes)
  for (const [k, line] of text.split(text.includes('\n') ? '\n' : '\r').entries()) rows.take(line, k + 1)
  rows.end()
}

/** Takes lines and gives on the rows of values, once the first of them have said how they are written. */
function rowsOf(
  file: string,
  maxFields: number,
  onRow: (row: CsvRow) => void,
): { take(text: string, line: number): void; end(): void } {
  const first: { readonly text: string; readonly line: number }[] = []
  let delimiter: Delimiter | undefined
  let count = 0
  const give = (text: string, line: number, mark: Delimiter): void => {
    const fields = fieldsOf(text, mark, INPUT_LIMITS.csvFieldsOfLine)
    if (fields.length > INPUT_LIMITS.csvFieldsOfLine) {
      const most = `at most ${INPUT_LIMITS.csvFieldsOfLine} fields in a line`
      throw new ConfigError({ file, line }, `a line of more fields`, most)
    }
    count += fields.length
    if (count > maxFields)
      throw new ConfigError({ file, line }, 'more fields', `at most ${maxFields} in a file`)
    onRow({ line, fields: mark !== ',' && text.includes(',') ? fields.map(withPoint) : fields })
  }
  const judge = (): void => {
    // A line of a megabyte says no more by its end than by its beginning.
    const mark = delimiterOf(first.map(({ text }) => text.slice(0, 1000)))
    delimiter = mark
    for (const { text, line } of first) give(text, line, mark)
  }
  return {
    take(text, line) {
      const trimmed = text.trim()
      if (trimmed === '' || trimmed.startsWith('#')) return
      if (delimiter !== undefined) return give(text, line, delimiter)
      first.push({ text, line })
      if (first.length === JUDGED_LINES) judge()
    },
    end() {
      if (delimiter === undefined) judge()
    },
  }
}

/** A number that is written with a decimal comma. */
function withPoint(field: CsvField): CsvField {
  return isCommaNumber(field.text) ? { ...field, text: field.text.replace(',', '.') } : field
}

/**
 * Calls `onLine` for each line, numbered from 1: what ends in \n, or in \r in a file that has nothing else. The \r of \r\n goes
 * as other space around a field does.
 */
function readLines(
  file: string,
  signal: AbortSignal | undefined,
  onLine: (text: string, line: number) => void,
): Promise<void> {
  const kind = 'a CSV file'
  const limit = INPUT_LIMITS.csvBytes
  return withUserFile(file, kind, async opened => {
    if (opened.size > limit) throw tooLarge(file, opened.size, limit, kind)
    let decoder: InstanceType<typeof TextDecoder> | undefined
    let bytes = 0
    let line = 0
    let rest = ''
    let lineEnd: string | undefined
    for await (const piece of piecesOf(opened, signal)) {
      bytes += piece.length
      if (bytes > limit) throw tooLarge(file, bytes, limit, kind)
      decoder ??= new TextDecoder(encodingOf(piece, file, kind))
      // A binary file would only give a page of noise in the error.
      if (decoder.encoding === 'utf-8' && piece.includes(0))
        throw new ConfigError({ file }, 'a binary file', kind)
      const text = rest + decoder.decode(piece, { stream: true })
      lineEnd ??= text.includes('\r') && !text.includes('\n') ? '\r' : '\n'
      const lines = text.split(lineEnd)
      rest = lines.pop()!
      for (const found of lines) onLine(found, ++line)
      if (rest.length > INPUT_LIMITS.csvLineLength) {
        const most = `at most ${INPUT_LIMITS.csvLineLength} letters in a line`
        throw new ConfigError({ file, line: line + 1 }, 'a longer line', most)
      }
    }
    if (rest !== '') onLine(rest, line + 1)
  })
}
