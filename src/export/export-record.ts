import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readUserFile } from '../files/read-user-file.ts'
import { readTrace, type TraceTable } from '../run-folder/read-trace.ts'
import { EXPORTS } from './may-replace-run.ts'
import { refuseLink } from './own-folder.ts'
import { placeFiles } from './place-files.ts'
import { readRunIndex } from './read-run-index.ts'
import { traceFile } from './run-index.ts'

/** Options of the export of a record. */
export interface RecordExport {
  /** Folder for the file; left out, 'exports' inside the run folder. */
  readonly out?: string | undefined
  /** Replace a file that is there and differs. */
  readonly force: boolean
  readonly signal: AbortSignal
}

/** Columns of the table, for the first line. */
const HEADER = 'time_s,place,quantity,value\n'

/**
 * Writes a record of a run as a long table, NAME-long.csv: a row for each time, place and quantity, SI. A place is `cell_0_3`,
 * `word_0`; a quantity carries its unit, `conductance_S`. A value that there is not is an empty field.
 * @param folder a run folder
 * @param record as the table in `traces/` is named
 * @returns path of the file
 * @throws ConfigError where it is no run folder, has no such record or its table is damaged, or a file is in the way
 */
export async function exportRecord(
  folder: string,
  record: string,
  { out, force, signal }: RecordExport,
): Promise<string> {
  const names = ((await readRunIndex(folder)).traces ?? []).map(({ name }) => name)
  if (!names.includes(record)) {
    const expected =
      names.length === 0 ? 'a run that records ("record" in the scenario)' : expectedName(record, names)
    throw new ConfigError({ file: folder, path: 'record' }, JSON.stringify(record), expected)
  }
  const file = join(folder, traceFile(record))
  const bytes = await readUserFile(file, INPUT_LIMITS.csvBytes, 'a table of a record', signal)
  const table = readTrace(bytes.toString('utf8'), file)
  const name = `${record}-long.csv`
  const target = out ?? join(folder, EXPORTS)
  if (out === undefined) await refuseLink(target)
  await placeFiles(target, [name], {
    name: EXPORTS,
    force,
    signal,
    fill: partial =>
      pipeline(Readable.from(longRows(table, file)), createWriteStream(join(partial, name)), { signal }),
  })
  return join(target, name)
}

function* longRows({ time, columns }: TraceTable, file: string): Generator<string> {
  const ends = columns.map(({ name }) => {
    const parts = /^([a-z]+(?:_\d+)+)_(.+)$/.exec(name)
    if (parts === null)
      throw new ConfigError({ file, line: 1 }, JSON.stringify(name), 'a place and a quantity')
    return `,${parts[1]},${parts[2]},`
  })
  yield HEADER
  for (const [row, seconds] of time.entries()) {
    yield columns
      .map(({ values }, k) => `${seconds}${ends[k]}${Number.isNaN(values[row]) ? '' : values[row]}\n`)
      .join('')
  }
}
