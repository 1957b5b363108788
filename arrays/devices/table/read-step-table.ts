import { readQuantity } from '../../config/quantity.ts'
import { ConfigError } from '../../errors.ts'
import type { CsvRow, UserFiles } from '../../user-files.ts'
import type { StepCurve, StepTable } from './step-table.ts'

const COLUMNS = ['direction', 'conductance_S', 'change_S', 'spread'] as const
const HEADER = 'direction,conductance_S,change_S, and spread where it was measured'
/** Rows of a direction: each is a place where the law of the device bends. */
const MOST_ROWS = 500
const MOST_BYTES = 2 ** 20

type Column = (typeof COLUMNS)[number]
type Direction = 'up' | 'down'

interface Row {
  readonly line: number
  readonly direction: Direction
  readonly conductance: number
  readonly change: number
  readonly spread: number | undefined
}

/**
 * Reads measured steps from a CSV file with the columns `direction` (up or down), `conductance_S` (before a pulse), `change_S`
 * (what the pulse changes, below 0 where it lowers) and, where it was measured, `spread` (relative standard deviation of a step).
 * Rows may stand in any order.
 * @throws ConfigError with file and line
 */
export function readStepTable(file: string, files: UserFiles): StepTable {
  let columns: readonly Column[] | undefined
  const rows: Row[] = []
  files.csvRowsAtOnce(file, MOST_BYTES, row => {
    if (columns === undefined) columns = readHeader(file, row)
    else rows.push(readRow(file, row, columns))
  })
  const [up, down] = [curveOf(file, rows, 'up'), curveOf(file, rows, 'down')]
  const ends = [up, down].flatMap(({ conductance }) => [conductance[0], conductance.at(-1)!])
  const spreads = rows.flatMap(({ spread }) => spread ?? [])
  return {
    up,
    down,
    range: [Math.min(...ends), Math.max(...ends)],
    spread: spreads.length === 0 ? undefined : spreads.reduce((sum, each) => sum + each) / spreads.length,
  }
}

function readHeader(file: string, { line, fields }: CsvRow): Column[] {
  const names = fields.map(({ text }) => text)
  for (const [k, name] of names.entries()) {
    if (!(COLUMNS as readonly string[]).includes(name) || names.indexOf(name) !== k)
      throw new ConfigError({ file, line, column: fields[k].column }, `the column "${name}"`, HEADER)
  }
  for (const name of COLUMNS.slice(0, 3)) {
    if (!names.includes(name)) throw new ConfigError({ file, line }, `no column ${name}`, HEADER)
  }
  return names as Column[]
}

function readRow(file: string, { line, fields }: CsvRow, columns: readonly Column[]): Row {
  if (fields.length !== columns.length) {
    const expected = `${columns.length}, one for each column`
    throw new ConfigError({ file, line }, `${fields.length} fields`, expected)
  }
  const refuse = (column: Column, expected: string): never => {
    const { text, column: at } = fields[columns.indexOf(column)]
    const found = text === '' ? 'an empty field' : JSON.stringify(text.slice(0, 40))
    throw new ConfigError({ file, line, column: at, path: column }, found, expected)
  }
  const textOf = (column: Column): string => fields[columns.indexOf(column)]?.text ?? ''
  const numberOf = (column: Column, unit: string): number => {
    const read = readQuantity(textOf(column), unit)
    return 'value' in read ? read.value : refuse(column, read.expected)
  }
  const direction = textOf('direction')
  if (direction !== 'up' && direction !== 'down') return refuse('direction', 'up or down')
  const conductance = numberOf('conductance_S', 'S')
  if (!(conductance > 0)) refuse('conductance_S', 'a conductance above 0 S')
  const spread = textOf('spread') === '' ? undefined : numberOf('spread', '1')
  if (spread !== undefined && !(spread >= 0 && spread <= 10)) refuse('spread', '0 to 10')
  return { line, direction, conductance, change: numberOf('change_S', 'S'), spread }
}

function curveOf(file: string, all: readonly Row[], direction: Direction): StepCurve {
  const rows = all
    .filter(row => row.direction === direction)
    .sort((a, b) => a.conductance - b.conductance || a.line - b.line)
  const sign = direction === 'up' ? 1 : -1
  if (rows.length < 2 || rows.length > MOST_ROWS) {
    const line = (rows[0] ?? all.at(-1))?.line
    const found = `${rows.length === 0 ? 'no rows' : rows.length === 1 ? 'one row' : `${rows.length} rows`} of direction ${direction}`
    const expected = `2 to ${MOST_ROWS}, at different conductances`
    throw new ConfigError({ file, ...(line === undefined ? {} : { line }) }, found, expected)
  }
  for (const [k, { conductance, line }] of rows.entries()) {
    if (conductance !== rows[k + 1]?.conductance) continue
    const found = `${conductance} S in direction ${direction} as in line ${line}`
    throw new ConfigError({ file, line: rows[k + 1].line }, found, 'one row, the mean of both')
  }
  if (!rows.some(({ change }) => sign * change > 0)) {
    const found = `no change ${sign > 0 ? 'above' : 'below'} 0 in direction ${direction}`
    const expected = 'change_S above 0 where a pulse raises the conductance, below 0 where it lowers it'
    throw new ConfigError({ file, line: rows[0].line }, found, expected)
  }
  return {
    conductance: Float64Array.from(rows, row => row.conductance),
    change: Float64Array.from(rows, row => row.change),
    lines: rows.map(({ line }) => line),
  }
}
