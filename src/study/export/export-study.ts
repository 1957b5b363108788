import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { format as csvFormat } from 'fast-csv'
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { ConfigError } from '../../../arrays/errors.ts'
import { EXPORTS } from '../../export/may-replace-run.ts'
import { refuseLink } from '../../export/own-folder.ts'
import { isTaken, placeFiles } from '../../export/place-files.ts'
import { csvText } from '../../files/csv-field.ts'
import { encodeNpy } from '../../files/write-npy.ts'
import { readManifest } from '../file/read-manifest.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import { parquetColumns, type StudyTable } from '../rows/study-table.ts'
import { readShards } from '../shards/read-shards.ts'
import { encodeNpyIntegers, encodeNpyTexts, zipNpz } from './zip-npz.ts'

/** Formats of an export of a study, each one file. */
export const STUDY_EXPORTS = ['csv', 'npz', 'parquet'] as const
export type StudyExport = (typeof STUDY_EXPORTS)[number]

export interface ExportStudyOptions {
  readonly formats: readonly StudyExport[]
  /** Folder for the files. @defaultValue 'exports' in the folder of the study */
  readonly out?: string | undefined
  /** Replace files that are there. @defaultValue false */
  readonly force?: boolean
}

/**
 * Writes the rows of a study that are there into one file, in their order: CSV (empty where there is no value), NPZ (an array for each
 * column, NaN where there is no value) or Parquet.
 * @returns paths of the files
 * @throws ConfigError where it is no study, a shard is damaged, a file is in the way, or nothing can be written; no file is left then
 */
export async function exportStudy(
  folder: string,
  { formats, out, force = false }: ExportStudyOptions,
): Promise<string[]> {
  const manifest = await readManifest(folder)
  const { columns, study } = manifest
  const names = columns.map(({ name }) => name)
  const place = { folder, layout: manifest, hash: manifest.hash }
  const target = out ?? join(folder, EXPORTS)
  if (out === undefined) await refuseLink(target)
  const files = [...new Set(formats)].map(format => ({ format, file: `${study}.${format}` }))
  for (const { file } of files) {
    if (!force && (await isTaken(join(target, file))))
      throw new ConfigError({ file: join(target, file) }, 'a file', 'a new file, or --force')
  }
  await placeFiles(
    target,
    files.map(({ file }) => file),
    {
      name: EXPORTS,
      force,
      fill: async partial => {
        for (const { format, file } of files)
          await WRITERS[format](join(partial, file), columns, readShards(place, names))
      },
    },
  )
  return files.map(({ file }) => join(target, file))
}

type Writer = (
  file: string,
  columns: readonly StudyColumn[],
  tables: AsyncIterable<StudyTable>,
) => Promise<void>

const WRITERS: Readonly<Record<StudyExport, Writer>> = { csv: writeCsv, npz: writeNpz, parquet: writeParquet }

async function writeCsv(
  file: string,
  columns: readonly StudyColumn[],
  tables: AsyncIterable<StudyTable>,
): Promise<void> {
  const stream = csvFormat({
    headers: columns.map(({ name }) => csvText(name)),
    alwaysWriteHeaders: true,
    includeEndRowDelimiter: true,
  })
  await pipeline(csvRows(columns, tables), stream, createWriteStream(file))
}

/** Texts of a user must be no formula to a spreadsheet; numbers are no texts. */
async function* csvRows(
  columns: readonly StudyColumn[],
  tables: AsyncIterable<StudyTable>,
): AsyncGenerator<(number | string | null)[]> {
  for await (const table of tables) {
    for (let row = 0; row < rowsOf(table, columns); row++) {
      yield columns.map(({ name }) => {
        const value = table[name][row]
        return typeof value === 'string' ? csvText(value) : value
      })
    }
  }
}

/** Row groups of a good size for those who read them, however small the shards were. */
const ROWS_PER_GROUP = 100_000

async function writeParquet(
  file: string,
  columns: readonly StudyColumn[],
  tables: AsyncIterable<StudyTable>,
): Promise<void> {
  const writer = fileWriter(file)
  let parquet: ParquetWriter | undefined
  const write = (table: StudyTable): void => {
    const columnData = parquetColumns(table, columns)
    parquet ??= new ParquetWriter({
      writer,
      schema: schemaFromColumnData({ columnData }),
      createdBy: 'sneakpath',
    })
    void parquet.write({ columnData, rowGroupSize: ROWS_PER_GROUP })
  }
  let waiting = emptyTable(columns)
  for await (const table of tables) {
    append(waiting, table)
    if (rowsOf(waiting, columns) < ROWS_PER_GROUP) continue
    write(waiting)
    waiting = emptyTable(columns)
  }
  if (parquet === undefined || rowsOf(waiting, columns) > 0) write(waiting)
  void parquet!.finish()
}

async function writeNpz(
  file: string,
  columns: readonly StudyColumn[],
  tables: AsyncIterable<StudyTable>,
): Promise<void> {
  const all = emptyTable(columns)
  for await (const table of tables) append(all, table)
  const arrays = columns.map(({ name, type }): [string, Uint8Array] => {
    const values = all[name]
    if (type === 'text') return [`${name}.npy`, encodeNpyTexts(values.map(value => String(value ?? '')))]
    if (type === 'integer') return [`${name}.npy`, encodeNpyIntegers(values as number[])]
    const numbers = Float64Array.from(values, value => (value === null ? Number.NaN : (value as number)))
    return [`${name}.npy`, encodeNpy(numbers, [numbers.length])]
  })
  await writeFile(file, zipNpz(arrays))
}

function emptyTable(columns: readonly StudyColumn[]): StudyTable {
  return Object.fromEntries(columns.map(({ name }) => [name, []]))
}

function append(table: StudyTable, more: StudyTable): void {
  for (const [name, values] of Object.entries(table)) for (const value of more[name]) values.push(value)
}

function rowsOf(table: StudyTable, columns: readonly StudyColumn[]): number {
  return table[columns[0].name].length
}
