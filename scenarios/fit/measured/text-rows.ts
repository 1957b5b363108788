import { INPUT_LIMITS } from '../../../arrays/config/input-limits.ts'
import { ConfigError } from '../../../arrays/errors.ts'

export interface TextField {
  /** Without quotation marks and surrounding space. */
  readonly text: string
  /** 1-based column of its first character. */
  readonly column: number
}

/** A line that is neither empty nor a comment. */
export interface TextRow {
  /** 1-based. */
  readonly line: number
  readonly fields: readonly TextField[]
}

export type Delimiter = ',' | ';' | '\t' | ' '

/** A text as rows of fields. */
export interface TextTable {
  readonly file: string
  readonly delimiter: Delimiter
  /** Numbers are written 0,5. */
  readonly decimalComma: boolean
  readonly rows: readonly TextRow[]
}

const DELIMITERS: readonly Delimiter[] = ['\t', ';', ',', ' ']
/** Lines that the delimiter is judged by: those at the end, where the numbers stand. */
const JUDGED = 200
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const COMMA_NUMBER = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/

/**
 * Splits a text into rows: by the tab, semicolon, comma or space that makes most fields numbers. Fields in quotation marks may hold
 * the delimiter; lines that are empty or begin with '#' are left out.
 * @throws ConfigError for an empty text, and one of more fields than `INPUT_LIMITS.csvFieldsKept`
 */
export function textRows(text: string, file: string): TextTable {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((content, k) => ({ content, line: k + 1 }))
    .filter(({ content }) => content.trim() !== '' && !content.trim().startsWith('#'))
  if (lines.length === 0)
    throw new ConfigError({ file }, 'an empty file', 'a line of column names, time_s,voltage_V,current_A')
  const judged = lines.slice(-JUDGED).map(({ content }) => content)
  const scores = DELIMITERS.map(delimiter =>
    judged.reduce((sum, each) => sum + numberShare(each, delimiter), 0),
  )
  const delimiter = DELIMITERS[scores.indexOf(Math.max(...scores))]
  let count = 0
  const rows = lines.map(({ content, line }) => {
    const fields = fieldsOf(content, delimiter)
    count += fields.length
    if (count > INPUT_LIMITS.csvFieldsKept)
      throw new ConfigError({ file, line }, 'more fields', `at most ${INPUT_LIMITS.csvFieldsKept} in a file`)
    return { line, fields }
  })
  const decimalComma =
    delimiter !== ',' && rows.some(({ fields }) => fields.some(field => COMMA_NUMBER.test(field.text)))
  return { file, delimiter, decimalComma, rows }
}

/** The number that a field is; NaN for another text. */
export function numberOf(text: string, decimalComma: boolean): number {
  if (NUMBER.test(text)) return Number(text)
  return decimalComma && COMMA_NUMBER.test(text) ? Number(text.replace(',', '.')) : Number.NaN
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

function fieldsOf(line: string, delimiter: Delimiter): TextField[] {
  const fields: TextField[] = []
  let start = 0
  for (;;) {
    const quoted = /^\s*"((?:[^"]|"")*)"\s*/.exec(line.slice(start))
    const whole = quoted?.[0].length ?? 0
    const closed = quoted !== null && (start + whole === line.length || line[start + whole] === delimiter)
    const found = line.indexOf(delimiter, closed ? start + whole : start)
    const end = found === -1 ? line.length : found
    const raw = line.slice(start, end)
    const text = closed ? quoted[1].replaceAll('""', '"').trim() : raw.trim()
    // Columns of numbers are often aligned with several spaces.
    if (delimiter !== ' ' || text !== '') {
      fields.push({ text, column: start + 1 + (text === '' ? 0 : raw.length - raw.trimStart().length) })
    }
    if (found === -1) return fields
    start = end + 1
  }
}
