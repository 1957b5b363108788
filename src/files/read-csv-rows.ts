import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { CsvField, CsvRow, ReadCsvOptions } from '../../arrays/user-files.ts'
import { readUserFileSync, withUserFile } from './open-user-file.ts'
import { piecesOf, tooLarge } from './read-user-file.ts'

/**
 * Reads a CSV file line by line: comma, semicolon, tab or space, whichever the first line of values uses.
 * Lines that begin with '#' and empty lines are left out; quotation marks have no special meaning, because no
 * number needs them.
 * @param file path as the user gave it
 * @param onRow called for each line of values, in order; what it throws ends the reading
 * @throws ConfigError where the file cannot be read or passes a limit of `INPUT_LIMITS`; the signal's reason
 */
export async function readCsvRows(
  file: string,
  onRow: (row: CsvRow) => void,
  { maxFields = INPUT_LIMITS.numbers, signal }: ReadCsvOptions = {},
): Promise<void> {
  await readLines(file, signal, rowsOf(file, maxFields, onRow))
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
  if (bytes.includes(0)) throw new ConfigError({ file }, 'a binary file', kind)
  const onLine = rowsOf(file, maxFields, onRow)
  const text = new TextDecoder().decode(bytes)
  for (const [k, line] of text.split(text.includes('\n') ? '\n' : '\r').entries()) onLine(line, k + 1)
}

/** Takes lines and gives on the rows of values. */
function rowsOf(
  file: string,
  maxFields: number,
  onRow: (row: CsvRow) => void,
): (text: string, line: number) => void {
  let delimiter: string | undefined
  let count = 0
  return (text, line) => {
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.startsWith('#')) return
    delimiter ??= delimiterOf(text)
    const fields = fieldsOf(text, delimiter)
    if (fields.length > INPUT_LIMITS.csvFieldsOfLine) {
      const most = `at most ${INPUT_LIMITS.csvFieldsOfLine} fields in a line`
      throw new ConfigError({ file, line }, `a line of more fields`, most)
    }
    count += fields.length
    if (count > maxFields)
      throw new ConfigError({ file, line }, 'more fields', `at most ${maxFields} in a file`)
    onRow({ line, fields })
  }
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
    const decoder = new TextDecoder()
    let bytes = 0
    let line = 0
    let rest = ''
    let lineEnd: string | undefined
    for await (const piece of piecesOf(opened, signal)) {
      bytes += piece.length
      if (bytes > limit) throw tooLarge(file, bytes, limit, kind)
      // A binary file would only give a page of noise in the error.
      if (piece.includes(0)) throw new ConfigError({ file }, 'a binary file', kind)
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

function delimiterOf(line: string): string {
  return [',', ';', '\t'].find(mark => line.includes(mark)) ?? (/\S\s+\S/.test(line) ? ' ' : ',')
}

/** At most one field more than a line may have. */
function fieldsOf(line: string, delimiter: string): CsvField[] {
  const fields: CsvField[] = []
  let start = 1
  for (const raw of line.split(delimiter)) {
    const text = raw.trim()
    // Columns of numbers are often aligned with several spaces.
    if (delimiter !== ' ' || text !== '') {
      fields.push({ text, column: text === raw ? start : start + raw.length - raw.trimStart().length })
      if (fields.length > INPUT_LIMITS.csvFieldsOfLine) return fields
    }
    start += raw.length + 1
  }
  return fields
}
