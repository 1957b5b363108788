import { INPUT_LIMITS } from '../../../arrays/config/input-limits.ts'
import {
  type Delimiter,
  delimiterOf,
  fieldsOf,
  isCommaNumber,
  JUDGED_LINES,
} from '../../../arrays/config/text-fields.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { CsvRow } from '../../../arrays/user-files.ts'

/** A text as rows of fields. */
export interface TextTable {
  readonly file: string
  readonly delimiter: Delimiter
  /** Numbers are written 0,5. */
  readonly decimalComma: boolean
  readonly rows: readonly CsvRow[]
}

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
  // Those at the end, where the numbers stand.
  const delimiter = delimiterOf(lines.slice(-JUDGED_LINES).map(({ content }) => content))
  let count = 0
  const rows = lines.map(({ content, line }) => {
    const fields = fieldsOf(content, delimiter)
    count += fields.length
    if (count > INPUT_LIMITS.csvFieldsKept)
      throw new ConfigError({ file, line }, 'more fields', `at most ${INPUT_LIMITS.csvFieldsKept} in a file`)
    return { line, fields }
  })
  const decimalComma =
    delimiter !== ',' && rows.some(({ fields }) => fields.some(field => isCommaNumber(field.text)))
  return { file, delimiter, decimalComma, rows }
}
