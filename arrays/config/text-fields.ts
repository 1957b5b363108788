import type { CsvField } from '../user-files.ts'

export type Delimiter = ',' | ';' | '\t' | ' '

const DELIMITERS: readonly Delimiter[] = ['\t', ';', ',', ' ']
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const COMMA_NUMBER = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/

/** Lines that a delimiter is judged by. */
export const JUDGED_LINES = 200

/** The tab, semicolon, comma or space that makes most fields of some lines numbers. */
export function delimiterOf(lines: readonly string[]): Delimiter {
  const scores = DELIMITERS.map(delimiter =>
    lines.reduce((sum, line) => sum + numberShare(line, delimiter), 0),
  )
  return DELIMITERS[scores.indexOf(Math.max(...scores))]
}

/** How much a line looks like numbers between these delimiters; lines of one field say little. */
function numberShare(line: string, delimiter: Delimiter): number {
  const fields = fieldsOf(line, delimiter).filter(({ text }) => text !== '')
  const numbers = fields.filter(({ text }) => !Number.isNaN(numberOf(text, delimiter !== ','))).length
  // Where nothing is a number the names are judged, of which more are better.
  return fields.length === 0
    ? 0
    : (numbers / fields.length) * (fields.length > 1 ? 1 : 0.5) + 1e-6 * fields.length
}

/** The number that a field is; NaN for another text. */
export function numberOf(text: string, decimalComma: boolean): number {
  if (NUMBER.test(text)) return Number(text)
  return decimalComma && isCommaNumber(text) ? Number(text.replace(',', '.')) : Number.NaN
}

/** A number that is written 0,5. */
export function isCommaNumber(text: string): boolean {
  return COMMA_NUMBER.test(text)
}

/**
 * The fields of a line. Those in quotation marks may hold the delimiter.
 * @param most ends the reading one field beyond
 */
export function fieldsOf(
  line: string,
  delimiter: Delimiter,
  most: number = Number.POSITIVE_INFINITY,
): CsvField[] {
  const fields: CsvField[] = []
  const keep = (text: string, raw: string, start: number): void => {
    // Columns of numbers are often aligned with several spaces.
    if (delimiter === ' ' && text === '') return
    fields.push({ text, column: start + 1 + (text === '' ? 0 : raw.length - raw.trimStart().length) })
  }
  if (!line.includes('"')) {
    let start = 0
    for (const raw of line.split(delimiter)) {
      keep(raw.trim(), raw, start)
      if (fields.length > most) break
      start += raw.length + 1
    }
    return fields
  }
  for (let start = 0; ; ) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(line.slice(start))
    const whole = quoted?.[0].length ?? 0
    const closed = quoted !== null && (start + whole === line.length || line[start + whole] === delimiter)
    const found = line.indexOf(delimiter, closed ? start + whole : start)
    const end = found === -1 ? line.length : found
    const raw = line.slice(start, end)
    keep(closed ? quoted[1].replaceAll('""', '"').trim() : raw.trim(), raw, start)
    if (found === -1 || fields.length > most) return fields
    start = end + 1
  }
}
