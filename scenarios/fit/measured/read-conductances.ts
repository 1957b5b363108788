import { ConfigError } from '../../../arrays/errors.ts'
import type { UnderstoodMeasurement } from '../measurement.ts'
import type { ColumnChooser } from './choose-columns.ts'
import { columnValues } from './column-values.ts'
import type { MeasuredTable } from './find-table.ts'
import { joinBranches, splitBranches } from './pulse-branches.ts'
import type { PulseProtocol } from './pulse-protocol.ts'

const FEWEST = 10
const FLAG = '--pulses "up 3.2 V 300 us; down -2.8 V 300 us; read 0.5 V"'

/**
 * Reads conductances against pulses (columns direction, pulse and conductance, or conductance alone), or against time at rest.
 * @throws ConfigError where --pulses or --interval must say more, or for rows that are wrong
 */
export function readConductances(
  table: MeasuredTable,
  columnOf: ColumnChooser,
  protocol: PulseProtocol,
  interval: number | undefined,
): UnderstoodMeasurement {
  const { file } = table
  const { read } = protocol
  if (read === undefined)
    throw new ConfigError(
      { file },
      'conductances and no volts that they were read at',
      `${FLAG}; "read 0.5 V" alone for a retention`,
    )
  const conductance = columnValues(table, columnOf('conductance')!)
  if (conductance.length < FEWEST)
    throw new ConfigError({ file }, `${conductance.length} conductances`, `${FEWEST} or more`)
  if (protocol.up === undefined && protocol.down === undefined)
    return retention(table, columnOf, conductance, { read, interval })
  const branches = splitBranches(table, columnOf, conductance)
  for (const { direction, line } of branches) {
    if (protocol[direction] !== undefined) continue
    throw new ConfigError(
      { file, line },
      `rows of direction ${direction}`,
      `their pulse in --pulses, "${direction} 3 V 100 us"`,
    )
  }
  const joined = joinBranches(branches, protocol)
  const text = branches.map(
    ({ direction, rows, turned }) =>
      `${rows.length} rows ${direction}${turned ? `, read from their end because their conductance ${direction === 'down' ? 'rises' : 'falls'}` : ''}`,
  )
  return {
    measurement: {
      file,
      seconds: joined.seconds,
      drive: joined.drive,
      response: joined.conductance.map(value => value * read),
      driveKind: 'voltage',
      responseUnit: 'A',
      reads: {
        volts: read,
        pauseSeconds: protocol.pause,
        pulses: joined.pulses,
        forms: [protocol.up ?? [], protocol.down ?? []].flat(),
      },
    },
    understood: `conductance against pulses, read at ${read} V: ${text.join('; ')}`,
  }
}

function retention(
  table: MeasuredTable,
  columnOf: ColumnChooser,
  conductance: Float64Array,
  { read, interval }: { readonly read: number; readonly interval: number | undefined },
): UnderstoodMeasurement {
  const { file } = table
  const column = columnOf('time')
  if (column === undefined && interval === undefined) {
    throw new ConfigError(
      { file },
      'conductances without pulses and without time',
      `${FLAG}, or a column time_s of a retention`,
    )
  }
  const seconds =
    column === undefined ? conductance.map((_, k) => k * interval!) : columnValues(table, column)
  const back = seconds.findIndex((time, k) => k > 0 && time < seconds[k - 1])
  if (back !== -1) {
    throw new ConfigError(
      { file, line: table.body[back].line },
      `${seconds[back]} s after ${seconds[back - 1]} s`,
      'a time that does not run backwards',
    )
  }
  const start = seconds[0]
  return {
    measurement: {
      file,
      seconds: seconds.map(time => time - start),
      drive: new Float64Array(seconds.length),
      response: conductance.map(value => value * read),
      driveKind: 'voltage',
      responseUnit: 'A',
      reads: { volts: read, pauseSeconds: 0, pulses: new Float64Array(seconds.length), forms: [] },
    },
    understood: `conductance at rest against time, read at ${read} V; ${seconds.length} rows`,
  }
}
