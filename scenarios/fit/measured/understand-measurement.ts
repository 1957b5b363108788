import { QUANTITIES, type QuantityName } from '../../../arrays/config/column-name.ts'
import { decodeText } from '../../../arrays/config/decode-text.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { MeasuredDrive, UnderstoodMeasurement } from '../measurement.ts'
import { type ColumnChooser, columnChooser, firstRows, placeOf } from './choose-columns.ts'
import { type ChosenColumn, namesColumn, readColumnsFlag } from './chosen-column.ts'
import { columnValues } from './column-values.ts'
import { findTable, type MeasuredTable } from './find-table.ts'
import { readPulseProtocol } from './pulse-protocol.ts'
import { readConductances } from './read-conductances.ts'
import { textRows } from './text-rows.ts'

/** Part of the limit from which on a current is at it. */
const AT_LIMIT = 0.99
/** Fewer rows with a response than this say nothing about a device. */
const FEWEST = 10

/** Settings that the reader cannot see in the file. */
export interface MeasuredOptions {
  /** The drives that the model's device can have, the first one taken where the data has both. */
  readonly drives: readonly MeasuredDrive[]
  /** `--columns`: "time=Time (s), voltage=2, current=-CH2/50ohm". */
  readonly columns?: string | undefined
  /** Speed of a sweep without times, V/s (A/s where a current drives). */
  readonly rate?: number | undefined
  /** Between rows without times, s. */
  readonly interval?: number | undefined
  /** Limit of the current, A: rows at 99 % of it or more were driven by it. */
  readonly compliance?: number | undefined
  /** `--pulses` of a table of conductances. */
  readonly pulses?: string | undefined
}

/**
 * Reads measured time, drive and response, or conductances against pulses or time, from the text of an instrument's file.
 * A row's drive has been applied since the row before, and its response was taken at its time; an empty response was not measured.
 * @param file its name in errors
 * @throws ConfigError with file and line for columns that are missing or could be two things, wrong units, values that are no numbers, too few of
 * them, rows of other lengths, a response of zeros, time that runs backwards, or current that flows out where the voltage is positive
 */
export function understandMeasurement(
  bytes: Uint8Array,
  file: string,
  options: MeasuredOptions,
): UnderstoodMeasurement {
  const requests = options.columns === undefined ? [] : readColumnsFlag(options.columns)
  const text = textRows(decodeText(bytes, file), file)
  const table = findTable(text, names => {
    const asked = requests.filter(request => namesColumn(names, request)).length
    const known = new Set(names.flatMap(({ quantity }) => quantity ?? [])).size
    return asked > 0
      ? asked === requests.filter(({ text: name }) => !/^-?\d+$/.test(name)).length
      : known >= 2
  })
  const columnOf = columnChooser(table, requests)
  if (columnOf('conductance') !== undefined && columnOf('voltage') === undefined) {
    const protocol = readPulseProtocol(options.pulses ?? '')
    return withFormat(table, readConductances(table, columnOf, protocol, options.interval))
  }
  if (options.pulses !== undefined) throw missing(table, 'conductance', 'S', 'for --pulses')
  return withFormat(table, readRun(table, columnOf, options))
}

function readRun(
  table: MeasuredTable,
  columnOf: ColumnChooser,
  options: MeasuredOptions,
): UnderstoodMeasurement {
  const { file } = table
  const { driveKind, drive, response } = chooseDrive(table, columnOf, options.drives)
  const timeColumn = options.interval ?? options.rate ?? columnOf('time')
  if (timeColumn === undefined) throw missing(table, 'time', 's', 'or --rate 0.1V/s, or --interval 10ms')
  for (const { line, fields } of table.body) {
    if (fields.length === table.names.length) continue
    const expected = `${table.names.length}, one for each column; a response that was not measured is an empty field`
    throw new ConfigError({ file, line }, `${fields.length} fields`, expected)
  }
  const volts = columnValues(table, drive)
  const values = columnValues(table, response, { mayBeEmpty: true })
  const measured = values.filter(value => !Number.isNaN(value)).length
  if (measured < FEWEST) {
    const line = table.body.at(-1)?.line ?? table.headerLine
    throw new ConfigError(
      { file, ...(line === undefined ? {} : { line }) },
      `${measured} values of ${response.name}`,
      `${FEWEST} or more`,
    )
  }
  if (values.every(value => Number.isNaN(value) || value === 0))
    throw new ConfigError({ file }, `${response.name} 0 in every row`, 'a response of the device')
  const time = timeOf(table, timeColumn, volts, options)
  if (driveKind === 'voltage' || driveKind === 'current')
    checkPower(table, { drive, response }, volts, values)
  const columns = [drive, response].map(columnText)
  const limited = limitedRows(file, driveKind, options.compliance, { volts, values })
  const held = limited?.reduce((sum, row) => sum + row, 0) ?? 0
  return {
    measurement: {
      file,
      seconds: time.seconds,
      drive: volts,
      response: values,
      driveKind,
      responseUnit: driveKind === 'current' ? 'V' : 'A',
      ...(limited === undefined ? {} : { limited }),
    },
    understood: `${[time.text, ...columns].join(', ')}; ${values.length} rows${held === 0 ? '' : `, ${held} of them driven by their current`}`,
  }
}

/** Rows in which the instrument held the current; undefined without --compliance. */
function limitedRows(
  file: string,
  driveKind: MeasuredDrive,
  compliance: number | undefined,
  { volts, values }: { readonly volts: Float64Array; readonly values: Float64Array },
): Uint8Array | undefined {
  if (compliance === undefined) return undefined
  if (driveKind !== 'voltage')
    throw new ConfigError(
      { file: '--compliance' },
      `a ${driveKind} as the drive`,
      'a drive by voltage, whose current is limited',
    )
  const limited = Uint8Array.from(values, (value, k) =>
    Math.abs(value) >= AT_LIMIT * compliance && volts[k] !== 0 ? 1 : 0,
  )
  if (limited.includes(1)) return limited
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0)
  throw new ConfigError(
    { file },
    `currents up to ${largest} A`,
    `rows at the --compliance of ${compliance} A`,
  )
}

/** Times of a column, or as --rate or --interval says. */
function timeOf(
  table: MeasuredTable,
  column: ChosenColumn | number,
  drive: Float64Array,
  { rate, interval }: MeasuredOptions,
): { readonly seconds: Float64Array; readonly text: string } {
  if (interval !== undefined)
    return { seconds: drive.map((_, k) => k * interval), text: `time every ${interval} s` }
  if (typeof column === 'number') {
    let now = 0
    const seconds = drive.map((value, k) => (now += k === 0 ? 0 : Math.abs(value - drive[k - 1]) / column))
    return { seconds, text: `time by the sweep at ${rate} V/s` }
  }
  const seconds = columnValues(table, column)
  for (let k = 1; k < seconds.length; k++) {
    if (seconds[k] >= seconds[k - 1]) continue
    const [row, before] = [table.body[k], table.body[k - 1]]
    throw new ConfigError(
      { file: table.file, line: row.line, column: row.fields[column.index].column },
      `${column.name} ${row.fields[column.index].text} after ${before.fields[column.index].text}`,
      'a time that does not run backwards',
    )
  }
  return { seconds, text: columnText(column) }
}

function chooseDrive(
  table: MeasuredTable,
  columnOf: ColumnChooser,
  drives: readonly MeasuredDrive[],
): { driveKind: MeasuredDrive; drive: ChosenColumn; response: ChosenColumn } {
  for (const driveKind of drives) {
    const drive = columnOf(driveKind.replace(' ', '_') as QuantityName)
    if (drive === undefined) continue
    const answer = driveKind === 'current' ? 'voltage' : 'current'
    const response = columnOf(answer)
    if (response === undefined) throw missing(table, answer, QUANTITIES[answer], 'the response')
    return { driveKind, drive, response }
  }
  const names = drives.map(kind => kind.replace(' ', '_') as QuantityName)
  throw missing(
    table,
    names[0],
    QUANTITIES[names[0]],
    names.length > 1 ? `or ${names.slice(1).join(', ')}, what drives the device` : 'what drives the device',
  )
}

/** Current flows into the terminal at which the voltage is positive. */
function checkPower(
  { file }: MeasuredTable,
  { drive, response }: { readonly drive: ChosenColumn; readonly response: ChosenColumn },
  volts: Float64Array,
  values: Float64Array,
): void {
  const power = values.reduce((sum, value, k) => sum + (Number.isNaN(value) ? 0 : value * volts[k]), 0)
  if (power >= 0) return
  const current = drive.quantity === 'current' ? drive : response
  const flag = `--columns "current=-${/[",=]/.test(current.name) ? current.index + 1 : current.name}"`
  throw new ConfigError(
    { file },
    `the sum of voltage times current ${power.toPrecision(3)} W, below 0`,
    `current into the terminal at which the voltage is positive; ${flag} turns its sign`,
  )
}

function missing(table: MeasuredTable, quantity: QuantityName, unit: string, more: string): ConfigError {
  const names = table.names.map(({ text }) => text).filter(text => text !== '')
  const found =
    names.length === 0
      ? `${table.names.length} columns without names: ${firstRows(table)}`
      : `the columns ${names.join(', ')}`
  const example = names.length === 0 ? `--columns "${quantity}=1"` : `--columns "${quantity}=NAME"`
  return new ConfigError(
    placeOf(table),
    found,
    `a column ${quantity}_${unit}, ${more}; ${example} says which one it is`,
  )
}

function columnText({ quantity, name, unit }: ChosenColumn): string {
  return `${quantity.replace('_', ' ')} = "${name}" in ${unit}`
}

function withFormat(
  table: MeasuredTable,
  { measurement, understood }: UnderstoodMeasurement,
): UnderstoodMeasurement {
  const marks = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', ' ': 'spaces' }
  const header = table.headerLine === undefined ? 'no header' : `header in line ${table.headerLine}`
  const numbers = table.decimalComma ? ', decimal commas' : ''
  return { measurement, understood: `${understood} (${header}, ${marks[table.delimiter]}${numbers})` }
}
