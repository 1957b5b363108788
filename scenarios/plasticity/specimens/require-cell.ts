import { OptionError } from '../../../arrays/errors.ts'
/** @throws RangeError for a cell outside an array */
export function requireCell(
  what: string,
  [i, j]: readonly [number, number],
  [rows, columns]: readonly [number, number],
): void {
  if (Number.isInteger(i) && Number.isInteger(j) && i >= 0 && i < rows && j >= 0 && j < columns) return
  throw new OptionError(
    what,
    `cell ${i},${j}`,
    `a row from 0 to ${rows - 1} and a column from 0 to ${columns - 1}`,
  )
}
