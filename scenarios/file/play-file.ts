import { readColumnName, unitFactor } from '../../arrays/config/column-name.ts'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { CURRENT, VOLTAGE } from '../../arrays/network/problem.ts'
import {
  type LineRow,
  type LineSide,
  openLines,
  type SidedSources,
  type SideOfLines,
} from '../../arrays/program/line-sources.ts'
import { MOST_LEVEL, MOST_SECONDS } from '../../arrays/program/program-limits.ts'
import type { CsvRow, UserFiles } from '../../arrays/user-files.ts'

const LINE = /^(word|bit|gate|drain|source)[_ ]?(\d+)$/i

interface Column {
  readonly side: LineSide
  readonly line: number
  readonly unit: 'V' | 'A'
  /** V or A of 1 in the file. */
  readonly factor: number
}

/**
 * Reads the sources of lines over time: the column `time_s` and one column a line, `word_0_V` or `bit_3_A`; other units stand in the same
 * place or in brackets, `time (ms)`, `word_0 [mV]`. A line without a column, or an empty field, floats.
 * @param sides of the array
 * @param shape steps: each row holds until the time of the next, the last only ends the one before; linear: rows are joined by straight
 * lines, so that a line is driven in all rows or in none
 * @throws ConfigError with the line of the file; the signal's reason
 */
export async function readPlayFile(
  file: string,
  sides: readonly SideOfLines[],
  shape: 'steps' | 'linear',
  files: UserFiles,
  signal?: AbortSignal,
): Promise<LineRow[]> {
  const table: CsvRow[] = []
  await files.csvRows(file, row => table.push(row), { maxFields: INPUT_LIMITS.csvFieldsKept, signal })
  const [first, ...body] = table
  if (first === undefined || body.length < 2) {
    throw new ConfigError({ file }, `${Math.max(0, table.length - 1)} rows`, 'a header and at least two rows')
  }
  const header = first.fields.map(({ text }) => text)
  const columns = header.map((name, c) => (c === 0 ? undefined : parseColumn(name, file, sides)))
  columns.forEach((column, c) => {
    const twin = columns.findIndex(other => other?.side === column?.side && other?.line === column?.line)
    if (column === undefined || twin === c) return
    throw new ConfigError(
      { file, line: first.line },
      `a second column of ${column.side} line ${column.line}, "${header[c]}"`,
      'one column a line',
    )
  })
  const time = timeFactor(header[0])
  if (time === undefined)
    throw new ConfigError({ file, line: first.line }, `first column "${header[0]}"`, '"time_s"')
  const values = body.map(({ line, fields }) => {
    if (fields.length !== header.length) {
      throw new ConfigError({ file, line }, `${fields.length} values`, `${header.length} as in the header`)
    }
    return fields.map(({ text }, c) =>
      parseField(
        text,
        { file, line },
        { name: header[c], factor: columns[c]?.factor ?? time, isTime: c === 0 },
      ),
    )
  })
  const rows = values.map(row => sourcesOf(row, columns, sides))
  if (shape === 'linear') refuseGaps(file, body, header, values)
  return values.slice(0, -1).map((row, r) => {
    const seconds = values[r + 1][0] - row[0]
    if (!(seconds > 0)) {
      throw new ConfigError(
        { file, line: body[r + 1].line },
        `time ${values[r + 1][0]} s after ${row[0]} s`,
        'time that rises from row to row',
      )
    }
    return {
      seconds,
      from: rows[r],
      to: rows[shape === 'linear' ? r + 1 : r],
      goesOn: shape === 'linear' && r > 0,
    }
  })
}

/** Seconds of 1 in a column of times; undefined for another column. */
function timeFactor(header: string): number | undefined {
  const { quantity, unit } = readColumnName(header)
  return quantity === 'time' && unit !== undefined ? unitFactor('time', unit) : undefined
}

function parseColumn(name: string, file: string, sides: readonly SideOfLines[]): Column {
  const { bare, unit = '' } = readColumnName(name)
  const match = LINE.exec(bare)
  const known = sides.find(({ side }) => side === match?.[1].toLowerCase())
  const [volts, amps] = [unitFactor('voltage', unit), unitFactor('current', unit)]
  const factor = volts ?? amps
  if (match === null || known === undefined || factor === undefined) {
    const [first, second] = [sides[0], sides[sides.length - 1]]
    throw new ConfigError(
      { file, line: 1 },
      `column "${name}"`,
      `"${first.side}_I_V", "${first.side}_I_A", "${second.side}_J_V" or "${second.side}_J_A"${sides.length > 2 ? ', or the same of a drain line' : ''}`,
    )
  }
  const line = Number(match[2])
  if (line >= known.lines)
    throw new ConfigError({ file, line: 1 }, `column "${name}"`, `a ${known.side} line below ${known.lines}`)
  return { side: known.side, line, unit: volts === undefined ? 'A' : 'V', factor }
}

/** No straight line leads from an open line to a driven one. */
function refuseGaps(
  file: string,
  body: readonly CsvRow[],
  header: readonly string[],
  values: readonly (readonly number[])[],
): void {
  header.forEach((name, c) => {
    const open = values.map(row => Number.isNaN(row[c]))
    const change = open.findIndex(own => own !== open[0])
    if (change < 0) return
    throw new ConfigError(
      { file, line: body[change].line },
      `${open[change] ? 'no value' : 'a value'} in column ${name} after ${open[change] ? 'a value' : 'none'}`,
      'with "shape: linear" a value in every row or in none',
    )
  })
}

function parseField(
  field: string,
  place: { readonly file: string; readonly line: number },
  { name, factor, isTime }: { readonly name: string; readonly factor: number; readonly isTime: boolean },
): number {
  if (field === '' && !isTime) return Number.NaN
  const value = Number(field) * factor
  const most = isTime ? MOST_SECONDS : MOST_LEVEL
  if (field === '' || !(Math.abs(value) <= most)) {
    throw new ConfigError(place, `"${field}" in column ${name}`, `a number of at most ${most}`)
  }
  return value
}

/** One row of the table as sources of all sides. */
function sourcesOf(
  row: readonly number[],
  columns: readonly (Column | undefined)[],
  sides: readonly SideOfLines[],
): SidedSources {
  const sources = Object.fromEntries(sides.map(({ side, lines }) => [side, openLines(lines)]))
  columns.forEach((column, c) => {
    if (column === undefined || Number.isNaN(row[c])) return
    const own = sources[column.side]
    own.kind[column.line] = column.unit === 'V' ? VOLTAGE : CURRENT
    own.value[column.line] = row[c]
  })
  return sources
}
