import type { FittedCounts } from '../../scenarios/papers/claims/fitted-counts.ts'
import { wrapText } from '../cli/text/format-definitions.ts'

export const FITTED_COUNTS_HEAD =
  'Fitted devices: parameters against independent published numbers (what follows from other claims is not counted; settings of protocols are no parameters)'

/** "13 parameters fitted and 5 assumed, against 8 numbers and 2 bounds: more parameters than numbers". */
export function fittedCountsText({ fitted, assumed, numbers, bounds, trends }: FittedCounts): string {
  const against = [
    count(numbers, 'number'),
    ...(bounds === 0 ? [] : [count(bounds, 'bound')]),
    ...(trends === 0 ? [] : [count(trends, 'trend')]),
  ].join(' and ')
  const relation =
    fitted > numbers
      ? 'more parameters than numbers'
      : fitted === numbers
        ? 'as many parameters as numbers'
        : 'fewer parameters than numbers'
  return `${count(fitted, 'parameter')} fitted and ${assumed} assumed, against ${against}: ${relation}`
}

/** Name of a row: the device, and those that have the same fitted values. */
export function fittedNames({ device, sharedBy }: FittedCounts): string {
  return sharedBy.length === 0 ? device : `${device} (also ${sharedBy.join(', ')})`
}

/**
 * Parameters against numbers as plain text.
 * @param columns width of the terminal
 */
export function formatFittedCounts(rows: readonly FittedCounts[], columns: number): string {
  const lines = rows.flatMap(row => [
    ...wrapText(`${fittedNames(row)}: ${fittedCountsText(row)}`, columns),
    ...wrapText(row.claims.join(' '), columns - 5).map(part => `     ${part}`),
  ])
  return [...wrapText(FITTED_COUNTS_HEAD, columns), ...lines].join('\n')
}

function count(of: number, noun: string): string {
  return `${of} ${noun}${of === 1 ? '' : 's'}`
}
