import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../../arrays/network/problem.ts'
import type { PlayRow } from '../../arrays/program/program.ts'
import { MOST_LEVEL, MOST_SECONDS } from '../../arrays/program/program-limits.ts'
import type { CsvRow, UserFiles } from '../../arrays/user-files.ts'

const HEADER = /^(word|bit)_(\d+)_(V|A)$/

interface Column {
  readonly side: 'word' | 'bit'
  readonly line: number
  readonly unit: 'V' | 'A'
}

/**
 * Reads the sources of lines over time: the column `time_s` and one column a line, `word_0_V` or `bit_3_A`. Each row holds
 * until the time of the next; the last row only ends the one before. A line without a column, or an empty field, floats.
 * Sources stand at the left of word lines and the bottom of bit lines, with the ohms that the array gives there.
 * @throws ConfigError with the line of the file; the signal's reason
 */
export async function readPlayFile(
  file: string,
  spec: ArraySpec,
  files: UserFiles,
  signal?: AbortSignal,
): Promise<PlayRow[]> {
  const table: CsvRow[] = []
  await files.csvRows(file, row => table.push(row), { maxFields: INPUT_LIMITS.csvFieldsKept, signal })
  const [first, ...body] = table
  if (first === undefined || body.length < 2) {
    throw new ConfigError({ file }, `${Math.max(0, table.length - 1)} rows`, 'a header and at least two rows')
  }
  const header = first.fields.map(({ text }) => text)
  const columns = header.map((name, c) => (c === 0 ? undefined : parseColumn(name, file, spec)))
  columns.forEach((column, c) => {
    const twin = columns.findIndex(other => other?.side === column?.side && other?.line === column?.line)
    if (column === undefined || twin === c) return
    throw new ConfigError(
      { file, line: first.line },
      `a second column of ${column.side} line ${column.line}, "${header[c]}"`,
      'one column a line',
    )
  })
  if (header[0] !== 'time_s') {
    throw new ConfigError({ file, line: first.line }, `first column "${header[0]}"`, '"time_s"')
  }
  const values = body.map(({ line, fields }) => {
    if (fields.length !== header.length) {
      throw new ConfigError({ file, line }, `${fields.length} values`, `${header.length} as in the header`)
    }
    return fields.map(({ text }, c) => parseField(text, file, line, header[c]))
  })
  return values.slice(0, -1).map((row, r) => {
    const seconds = values[r + 1][0] - row[0]
    if (!(seconds > 0)) {
      throw new ConfigError(
        { file, line: body[r + 1].line },
        `time ${values[r + 1][0]} s after ${row[0]} s`,
        'time that rises from row to row',
      )
    }
    return { seconds, ...endsOf(row, columns, spec) }
  })
}

function parseColumn(name: string, file: string, spec: ArraySpec): Column {
  const match = HEADER.exec(name)
  if (match === null)
    throw new ConfigError(
      { file, line: 1 },
      `column "${name}"`,
      '"word_I_V", "word_I_A", "bit_J_V" or "bit_J_A"',
    )
  const column = { side: match[1] as 'word' | 'bit', line: Number(match[2]), unit: match[3] as 'V' | 'A' }
  const lines = spec.size[column.side === 'word' ? 0 : 1]
  if (column.line >= lines)
    throw new ConfigError({ file, line: 1 }, `column "${name}"`, `a ${column.side} line below ${lines}`)
  return column
}

function parseField(field: string, file: string, line: number, column: string): number {
  if (field === '' && column !== 'time_s') return Number.NaN
  const value = Number(field)
  const most = column === 'time_s' ? MOST_SECONDS : MOST_LEVEL
  if (field === '' || !(Math.abs(value) <= most)) {
    throw new ConfigError({ file, line }, `"${field}" in column ${column}`, `a number of at most ${most}`)
  }
  return value
}

function endsOf(
  row: readonly number[],
  columns: readonly (Column | undefined)[],
  spec: ArraySpec,
): Omit<PlayRow, 'seconds'> {
  const left = open(spec.size[0], spec.left.ohms)
  const bottom = open(spec.size[1], spec.bottom.ohms)
  columns.forEach((column, c) => {
    if (column === undefined || Number.isNaN(row[c])) return
    const ends = column.side === 'word' ? left : bottom
    ends.kind[column.line] = column.unit === 'V' ? VOLTAGE : CURRENT
    ends.value[column.line] = row[c]
  })
  return { left, bottom, right: open(spec.size[0], spec.right.ohms), top: open(spec.size[1], spec.top.ohms) }
}

function open(lines: number, ohms: Float64Array): LineEnds {
  return { kind: new Uint8Array(lines).fill(FLOAT), value: new Float64Array(lines), ohms }
}
