import { describeValue } from '../../../arrays/config/describe-value.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { ListInput } from '../file/study-file.ts'
import { readAnyQuantity } from './any-quantity.ts'
import { type AxisValue, type AxisValues, discreteValues, numberValue } from './axis.ts'

const MOST_NAMED = 8

/**
 * The values of a list: numbers where all of them are, else texts.
 * @param path of the axis in the study file
 * @throws ConfigError for a value that stands there twice, or numbers of different units
 */
export function listValues(
  input: ListInput,
  document: SourceDocument,
  path: readonly PropertyKey[],
): AxisValues {
  const quantities = input.list.map(readAnyQuantity)
  const unit = quantities.find(one => one !== undefined && one.unit !== '')?.unit ?? ''
  const values = input.list.map((item, k): AxisValue => {
    const quantity = quantities[k]
    if (quantity === undefined || quantities.includes(undefined)) return { setting: item, cell: textOf(item) }
    if (quantity.unit === unit || quantity.unit === '') return numberValue(quantity.value, unit)
    throw new ConfigError(
      document.place([...path, 'list', k]),
      describeValue(item),
      `a number in ${unit}, as the others`,
    )
  })
  const cells = values.map(({ cell }) => cell)
  const double = cells.findIndex((cell, k) => cells.indexOf(cell) !== k)
  if (double >= 0) {
    throw new ConfigError(
      document.place([...path, 'list', double]),
      `${describeValue(input.list[double])} a second time`,
      'each value once',
    )
  }
  const named = cells
    .slice(0, MOST_NAMED)
    .map(cell => (typeof cell === 'number' ? formatSi(cell, unit) : cell))
  return discreteValues(values, {
    unit,
    type: typeof cells[0] === 'number' ? 'number' : 'text',
    describe: cells.length > MOST_NAMED ? `${named.join(', ')}, ...` : named.join(', '),
  })
}

function textOf(item: unknown): string {
  return typeof item === 'string' ? item : JSON.stringify(item)
}
