import {
  QUANTITIES,
  type QuantityName,
  quantityOfUnit,
  unitFactor,
} from '../../../arrays/config/column-name.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { type ChosenColumn, type ColumnRequest, requestedColumn } from './chosen-column.ts'
import type { MeasuredTable } from './find-table.ts'

/** Gives the column of a quantity; undefined where the table has none. */
export type ColumnChooser = (quantity: QuantityName) => ChosenColumn | undefined

/**
 * How the columns of a table are chosen: as --columns says, else by their names, else by their units where one column alone has it.
 * @throws ConfigError (from the chooser) where two columns could be one quantity, or a name has a unit of something else
 */
export function columnChooser(table: MeasuredTable, requests: readonly ColumnRequest[]): ColumnChooser {
  const asked = requests.map(request => requestedColumn(table, request))
  const taken = new Set(asked.map(({ index }) => index))
  return quantity => {
    const own = asked.find(column => column.quantity === quantity)
    if (own !== undefined) return own
    const free = table.names.map((name, index) => ({ name, index })).filter(({ index }) => !taken.has(index))
    const named = free.filter(({ name }) => name.quantity === quantity)
    const found =
      named.length > 0
        ? named
        : free.filter(
            ({ name }) =>
              name.quantity === undefined &&
              name.unit !== undefined &&
              quantityOfUnit(name.unit) === quantity,
          )
    if (found.length > 1)
      throw twoColumns(
        table,
        quantity,
        found.map(({ name, index }) => ({ text: name.text, number: index + 1 })),
      )
    if (found.length === 0) return undefined
    const { name, index } = found[0]
    const si = QUANTITIES[quantity]
    const unit = name.unit ?? si
    const factor = name.noUnit === undefined ? unitFactor(quantity, unit) : undefined
    if (factor === undefined) {
      const example = si === '1' ? quantity : `${quantity}_${si} or ${quantity}_m${si}`
      throw new ConfigError(
        { ...placeOf(table), ...(name.column === undefined ? {} : { column: name.column }) },
        `the column "${name.text}", whose unit is ${name.noUnit === undefined ? `not one of ${quantity}` : 'none'}`,
        `${quantity.replace('_', ' ')} with its unit, ${example}, or --columns "${quantity}=${index + 1}" with it`,
      )
    }
    return { quantity, name: name.text, index, factor, unit }
  }
}

/** First rows of a table in one line, for an error. */
export function firstRows({ names, body }: MeasuredTable): string {
  const lines = body.slice(0, 2).map(({ fields }) => fields.map(({ text }) => text).join(', '))
  const header = names.some(({ text }) => text !== '') ? [names.map(({ text }) => text).join(', ')] : []
  return [...header, ...lines].join(' | ')
}

export function placeOf({ file, headerLine }: MeasuredTable): { file: string; line?: number } {
  return headerLine === undefined ? { file } : { file, line: headerLine }
}

function twoColumns(
  table: MeasuredTable,
  quantity: QuantityName,
  columns: readonly { readonly text: string; readonly number: number }[],
): ConfigError {
  const what = quantity.replace('_', ' ')
  const found = columns.map(({ text }) => `"${text}"`).join(' and ')
  // A name that stands twice says nothing.
  const [{ text, number }] = columns
  const alike = columns.filter(column => column.text === text).length > 1
  return new ConfigError(
    placeOf(table),
    `${columns.length} columns that could be the ${what}, ${found}, in: ${firstRows(table)}`,
    `--columns "${quantity}=${alike ? number : text}", the one to take`,
  )
}
