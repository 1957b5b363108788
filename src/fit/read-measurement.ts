import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { readQuantity } from '../../arrays/config/quantity.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { CsvRow } from '../../arrays/user-files.ts'
import type { MeasuredDrive, Measurement } from '../../scenarios/fit/measurement.ts'
import { readCsvRows } from '../files/read-csv-rows.ts'

/** Fewer rows with a response than this say nothing about a device. */
const FEWEST = 10

/** Quantities that a column may be named after, with their SI unit. */
const QUANTITIES: Readonly<Record<string, string>> = {
  time: 's',
  voltage: 'V',
  current: 'A',
  gate_voltage: 'V',
  gate_current: 'A',
}

interface Column {
  readonly name: string
  readonly index: number
  /** SI value of 1 in the unit of the column. */
  readonly factor: number
}

/** What the model of the data needs. */
export interface MeasurementNeeds {
  /** The drives that its device can have, the first one taken where the data has both. */
  readonly drives: readonly MeasuredDrive[]
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Reads measured time, drive and response from a CSV file whose first line names the columns with their unit: time_s, time_ms,
 * voltage_V, current_uA, for a device with a gate gate_voltage_V or gate_current_nA. A row's drive has been applied since the row
 * before, and its response was taken at its time; an empty response was not measured.
 * @throws ConfigError with file and line for missing columns, wrong units, values that are no numbers, too few of them, rows of other lengths,
 * a response of zeros, or time that runs backwards; the signal's reason
 */
export async function readMeasurement(
  file: string,
  { drives, signal }: MeasurementNeeds,
): Promise<Measurement> {
  const rows: CsvRow[] = []
  await readCsvRows(file, row => rows.push(row), { maxFields: INPUT_LIMITS.csvFieldsKept, signal })
  const [head, ...body] = rows
  if (head === undefined)
    throw new ConfigError({ file }, 'an empty file', 'a line of column names, time_s,voltage_V,current_A')
  const columns = readHead(file, head)
  const { driveKind, drive, response } = chooseColumns(file, head.line, columns, drives)
  const time = columns.get('time')!
  for (const { line, fields } of body) {
    if (fields.length === head.fields.length) continue
    throw new ConfigError(
      { file, line },
      `${fields.length} fields`,
      `${head.fields.length}, one for each column; a response that was not measured is an empty field`,
    )
  }
  const seconds = body.map(row => fieldOf(file, row, time))
  for (let k = 1; k < seconds.length; k++) {
    if (seconds[k] >= seconds[k - 1]) continue
    const place = { file, line: body[k].line, column: body[k].fields[time.index].column }
    throw new ConfigError(
      place,
      `${time.name} ${body[k].fields[time.index].text} after ${body[k - 1].fields[time.index].text}`,
      'a time that does not run backwards',
    )
  }
  const found = body.map(row => fieldOf(file, row, response, true))
  const measured = found.filter(value => !Number.isNaN(value)).length
  if (measured < FEWEST) {
    throw new ConfigError(
      { file, line: body.at(-1)?.line ?? head.line },
      `${measured} values of ${response.name}`,
      `${FEWEST} or more`,
    )
  }
  if (found.every(value => Number.isNaN(value) || value === 0))
    throw new ConfigError({ file }, `${response.name} 0 in every row`, 'a response of the device')
  return {
    file,
    seconds: Float64Array.from(seconds),
    drive: Float64Array.from(body, row => fieldOf(file, row, drive)),
    response: Float64Array.from(found),
    driveKind,
    responseUnit: driveKind === 'current' ? 'V' : 'A',
  }
}

function readHead(file: string, { line, fields }: CsvRow): Map<string, Column> {
  const columns = new Map<string, Column>()
  fields.forEach(({ text, column }, index) => {
    const place = { file, line, column }
    const [, quantity = '', unit] = /^(.*?)(?:_([^_]*))?$/.exec(text.replaceAll('"', '')) ?? []
    const wanted = ownValue(QUANTITIES, quantity.toLowerCase())
    if (wanted === undefined) {
      if (/^(?:time|voltage|current)/i.test(text))
        throw new ConfigError(
          place,
          `the column "${text}"`,
          'a name with its unit at the end, time_s, voltage_mV',
        )
      return
    }
    const one = unit === undefined ? undefined : readQuantity(`1 ${unit}`, wanted)
    if (one === undefined || !('value' in one)) {
      throw new ConfigError(
        place,
        `the column "${text}"`,
        `${quantity} with its unit, ${quantity}_${wanted} or ${quantity}_m${wanted}`,
      )
    }
    if (columns.has(quantity.toLowerCase()))
      throw new ConfigError(place, `a second column of ${quantity}`, 'one of each')
    columns.set(quantity.toLowerCase(), { name: text, index, factor: one.value })
  })
  return columns
}

function chooseColumns(
  file: string,
  line: number,
  columns: ReadonlyMap<string, Column>,
  drives: readonly MeasuredDrive[],
): { driveKind: MeasuredDrive; drive: Column; response: Column } {
  const missing = (found: string, expected: string): ConfigError =>
    new ConfigError({ file, line }, found, expected)
  const list = [...columns.values()].map(({ name }) => name).join(', ') || 'none'
  if (!columns.has('time')) throw missing(`the columns ${list}`, 'a column time_s')
  const driveKind = drives.find(kind => columns.has(kind.replace(' ', '_')))
  if (driveKind === undefined) {
    const names = drives.map(kind => `${kind.replace(' ', '_')}_${kind.endsWith('voltage') ? 'V' : 'A'}`)
    throw missing(`the columns ${list}`, `a column ${names.join(' or ')}, what drives the device`)
  }
  const answer = driveKind === 'current' ? 'voltage' : 'current'
  const response = columns.get(answer)
  if (response === undefined) {
    throw missing(
      `the columns ${list}`,
      `a column ${answer}_${answer === 'voltage' ? 'V' : 'A'}, the response`,
    )
  }
  return { driveKind, drive: columns.get(driveKind.replace(' ', '_'))!, response }
}

function fieldOf(file: string, row: CsvRow, { name, index, factor }: Column, mayBeEmpty = false): number {
  const field = row.fields[index]
  if (mayBeEmpty && (field === undefined || field.text === '')) return Number.NaN
  const value = field === undefined || field.text === '' ? Number.NaN : Number(field.text)
  if (Number.isFinite(value)) return value * factor
  const place = { file, line: row.line, ...(field === undefined ? {} : { column: field.column }) }
  throw new ConfigError(
    place,
    field === undefined ? `${row.fields.length} fields` : JSON.stringify(field.text),
    `a number in the column ${name}`,
  )
}
