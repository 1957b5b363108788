import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'

/** A table of what was recorded over time. */
export interface TraceTable {
  /** Seconds since the start of the program; a time stands twice where a drive jumps. */
  readonly time: Float64Array
  /** Each with a value for each time, NaN where there is none. The unit is the last word of the name: "cell_0_3_current_A". */
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[]
}

/**
 * Reads a table of traces/ of a run folder.
 * @param text of the CSV file
 * @param file that stands in errors
 * @throws ConfigError with the line of what no run writes
 */
export function readTrace(text: string, file: string): TraceTable {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const [first = '', ...rows] = lines
  const names = first.split(',')
  if (names[0] !== 'time_s' || names.length < 2)
    throw new ConfigError(
      { file, line: 1 },
      JSON.stringify(first.slice(0, 80)),
      'time_s and names of columns',
    )
  if (names.length * rows.length > INPUT_LIMITS.numbers)
    throw new ConfigError(
      { file },
      `${names.length * rows.length} numbers`,
      `at most ${INPUT_LIMITS.numbers}`,
    )
  const values = names.map(() => new Float64Array(rows.length))
  for (const [k, row] of rows.entries()) {
    const fields = row.split(',')
    if (fields.length !== names.length)
      throw new ConfigError({ file, line: k + 2 }, `${fields.length} fields`, `${names.length}`)
    for (const [c, field] of fields.entries()) values[c][k] = numberOf(field, c > 0, { file, line: k + 2 })
  }
  return {
    time: values[0],
    columns: names.slice(1).map((name, c) => ({ name, values: values[c + 1] })),
  }
}

function numberOf(field: string, mayLack: boolean, place: { file: string; line: number }): number {
  if (field === '' && mayLack) return Number.NaN
  const number = Number(field)
  if (field.trim() === '' || !Number.isFinite(number))
    throw new ConfigError(place, JSON.stringify(field.slice(0, 40)), 'a number')
  return number
}
