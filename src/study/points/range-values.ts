import { describeValue } from '../../../arrays/config/describe-value.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { formatSi } from '../../plots/drawing/si-format.ts'
import type { RangeInput } from '../file/study-file.ts'
import { readAnyQuantity } from './any-quantity.ts'
import { type AxisValues, numberValue } from './axis.ts'

interface Ends {
  readonly from: number
  readonly to: number
  readonly unit: string
}

/**
 * The values of a range: `steps` of them with both ends, or all between.
 * @param path of the axis in the study file
 * @param whole numbers are rounded
 * @throws ConfigError for ends that are no numbers, of different units, in the wrong order, or not above 0 on a logarithmic scale
 */
export function rangeValues(
  { range }: RangeInput,
  document: SourceDocument,
  path: readonly PropertyKey[],
  whole: boolean,
): AxisValues {
  const { from, to, unit } = readEnds(range, document, [...path, 'range'])
  const { steps, scale } = range
  const fail = (key: string, found: string, expected: string): never => {
    throw new ConfigError(document.place([...path, 'range', key]), found, expected)
  }
  const single = steps === 1
  if (single ? from !== to : !(from < to)) {
    fail(
      'to',
      `an empty range from ${range.from} to ${range.to}`,
      single ? 'equal ends for 1 step' : `a number above ${range.from}`,
    )
  }
  if (scale === 'log' && !(from > 0))
    fail('from', describeValue(range.from), 'a number above 0 on a log scale')
  const between = (share: number): number => {
    if (share === 0) return from
    if (share === 1) return to
    const value = scale === 'log' ? from * (to / from) ** share : from + (to - from) * share
    if (whole) return Math.round(value)
    // Without the last digits, so that a tenth of 1 is 0.1.
    return steps === undefined ? value : Number(value.toPrecision(12))
  }
  const at = (place: number) => {
    if (steps === undefined) return numberValue(between(place), unit)
    const step = Math.min(steps - 1, Math.floor(place * steps))
    return numberValue(between(single ? 0 : step / (steps - 1)), unit)
  }
  const size = steps === undefined ? 'any value' : `${steps} values`
  return {
    unit,
    type: 'number',
    describe: `${formatSi(from, unit)} to ${formatSi(to, unit)}, ${size}, ${scale}`,
    count: steps,
    at,
    trials: [numberValue(from, unit), numberValue(to, unit)],
  }
}

/** Two ends with one unit. */
function readEnds(
  input: { readonly from: number | string; readonly to: number | string },
  document: SourceDocument,
  path: readonly PropertyKey[],
): Ends {
  const [from, to] = (['from', 'to'] as const).map(key => {
    const quantity = readAnyQuantity(input[key])
    if (quantity !== undefined) return quantity
    throw new ConfigError(
      document.place([...path, key]),
      describeValue(input[key]),
      'a number, or a number with its unit ("10 ohm")',
    )
  }) as [NonNullable<ReturnType<typeof readAnyQuantity>>, NonNullable<ReturnType<typeof readAnyQuantity>>]
  if (from.unit !== to.unit && from.unit !== '' && to.unit !== '') {
    throw new ConfigError(
      document.place([...path, 'to']),
      describeValue(input.to),
      `a number in ${from.unit}, as "from"`,
    )
  }
  return { from: from.value, to: to.value, unit: from.unit || to.unit }
}
