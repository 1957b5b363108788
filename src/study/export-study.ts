import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { format as csvFormat } from 'fast-csv'
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { ConfigError } from '../../arrays/errors.ts'
import { csvText } from '../../arrays/files/csv-field.ts'
import { encodeNpy } from '../../arrays/files/write-npy.ts'
import { fileError } from '../export/file-errors.ts'
import { readShards } from './read-shards.ts'
import type { StudyColumn } from './study-columns.ts'
import { readManifest } from './study-folder.ts'
import { parquetColumns, type StudyTable } from './study-table.ts'
import { exists } from './write-once.ts'
import { encodeNpyIntegers, encodeNpyTexts, zipNpz } from './zip-npz.ts'

/** What the rows of a study can be written as, each one file. */
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
 * @throws ConfigError where it is no study, a file is in the way, or nothing can be written
 */
export async function exportStudy(
  folder: string,
  { formats, out = join(folder, 'exports'), force = false }: ExportStudyOptions,
): Promise<string[]> {
  const manifest = await readManifest(folder)
  const { columns } = manifest
  const read = (): AsyncIterable<StudyTable> =>
    readShards(
      folder,
      manifest,
      columns.map(({ name }) => name),
    )
  const files = [...new Set(formats)].map(format => ({
    format,
    path: join(out, `${manifest.study}.${format}`),
  }))
  for (const { path } of files) {
    if (!force && (await exists(path)))
      throw new ConfigError({ file: path }, 'a file', 'a new file, or --force')
  }
  for (const { format, path } of files) {
    const partial = `${path}.partial-${process.pid}`
    try {
      await mkdir(out, { recursive: true })
      await WRITERS[format](partial, columns, read())
      await rename(partial, path)
    } catch (error) {
      await rm(partial, { force: true })
      throw fileError(error, path)
    }
  }
  return files.map(({ path }) => path)
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
  const target = createWriteStream(file)
  const finished = once(target, 'finish')
  stream.pipe(target)
  for await (const table of tables) {
    for (let row = 0; row < rowsOf(table, columns); row++) {
      const values = columns.map(({ name }) => cellOf(table[name]![row]))
      if (!stream.write(values)) await once(stream, 'drain')
    }
  }
  stream.end()
  await finished
}

function cellOf(value: unknown): unknown {
  return typeof value === 'string' ? csvText(value) : value
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
    const values = all[name]!
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
  for (const [name, values] of Object.entries(table)) for (const value of more[name]!) values.push(value)
}

function rowsOf(table: StudyTable, columns: readonly StudyColumn[]): number {
  return table[columns[0]!.name]!.length
}
