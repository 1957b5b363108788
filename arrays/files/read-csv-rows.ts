import { parseString } from 'fast-csv'
import { ConfigError } from '../errors.ts'
import { readUserFile } from './read-user-file.ts'

/** One field of a CSV file. */
export interface CsvField {
  /** Without surrounding space. */
  readonly text: string
  /** 1-based column of its first character. */
  readonly column: number
}

/** One line of a CSV file that is neither empty nor a comment. */
export interface CsvRow {
  /** 1-based. */
  readonly line: number
  readonly fields: readonly CsvField[]
}

/** Larger text files are refused: NPY holds the same numbers in a quarter of the space. */
export const MAX_CSV_BYTES: number = 2 ** 28

/**
 * Reads a CSV file line by line: comma, semicolon, tab or space, whichever the first line of values uses.
 * Lines that begin with '#' and empty lines are left out; quotation marks have no special meaning, because no
 * number needs them.
 * @param file path as the user gave it
 * @param onRow called for each line of values, in order; what it throws ends the reading
 * @throws ConfigError where the file cannot be read or is larger than `MAX_CSV_BYTES`
 */
export async function readCsvRows(file: string, onRow: (row: CsvRow) => void): Promise<void> {
  const bytes = await readUserFile(file, MAX_CSV_BYTES, 'a CSV file')
  // A binary file would only give a page of noise in the error.
  if (bytes.includes(0)) throw new ConfigError({ file }, 'a binary file', 'a CSV file')
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  const delimiter = delimiterOf(text)
  let line = 0
  await new Promise<void>((resolve, reject) => {
    // With quoting and skipping off, fast-csv gives one row a line, so that the line number is known.
    const stream = parseString<string[], string[]>(text, { delimiter, quote: null, ignoreEmpty: false })
    stream.on('error', reject)
    stream.on('data', (texts: string[]) => {
      if (stream.destroyed) return
      line++
      const fields = fieldsOf(texts, delimiter)
      if (fields.length === 0 || fields[0]?.text.startsWith('#')) return
      if (fields.length === 1 && fields[0]?.text === '') return
      try {
        onRow({ line, fields })
      } catch (error) {
        stream.destroy(error as Error)
      }
    })
    stream.on('end', () => resolve())
  })
}

function delimiterOf(text: string): string {
  const first = /^(?!\s*#).*\S.*$/m.exec(text)?.[0] ?? ''
  return [',', ';', '\t'].find(mark => first.includes(mark)) ?? (/\S\s+\S/.test(first) ? ' ' : ',')
}

function fieldsOf(texts: readonly string[], delimiter: string): CsvField[] {
  const fields: CsvField[] = []
  let start = 1
  for (const raw of texts) {
    const text = raw.trim()
    // Columns of numbers are often aligned with several spaces.
    if (delimiter !== ' ' || text !== '') {
      fields.push({ text, column: start + raw.length - raw.trimStart().length })
    }
    start += raw.length + 1
  }
  return fields
}
