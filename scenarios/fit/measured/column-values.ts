import { numberOf } from '../../../arrays/config/text-fields.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { ChosenColumn } from './chosen-column.ts'
import type { MeasuredTable } from './find-table.ts'

/**
 * The values of a column in SI, one a row.
 * @param mayBeEmpty an empty field is NaN
 * @throws ConfigError with line and column for what is no number
 */
export function columnValues(
  { file, body, decimalComma }: MeasuredTable,
  { name, index, factor }: ChosenColumn,
  { mayBeEmpty = false }: { readonly mayBeEmpty?: boolean } = {},
): Float64Array {
  return Float64Array.from(body, ({ line, fields }) => {
    const field = fields[index]
    if (mayBeEmpty && (field === undefined || field.text === '')) return Number.NaN
    const value = field === undefined ? Number.NaN : numberOf(field.text, decimalComma)
    if (Number.isFinite(value)) return value * factor
    const place = { file, line, ...(field === undefined ? {} : { column: field.column }) }
    const found = field === undefined ? `${fields.length} fields` : JSON.stringify(field.text)
    throw new ConfigError(place, found, `a number in the column ${name}`)
  })
}
