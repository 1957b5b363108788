import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetRead } from 'hyparquet'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { StudyManifest } from './study-manifest.ts'
import type { StudyTable } from './study-table.ts'

/** Paths of the shards that are there, in the order of their rows. */
export async function shardFiles(folder: string): Promise<string[]> {
  const entries = await readdir(join(folder, 'shards')).catch(() => [])
  return entries
    .filter(name => /^\d+-\d+\.parquet$/.test(name))
    .sort()
    .map(name => join(folder, 'shards', name))
}

/**
 * Reads columns of a study, shard by shard in the order of the rows, so that memory does not grow with them.
 * @throws ConfigError for a column that is not there or a shard that cannot be read
 */
export async function* readShards(
  folder: string,
  manifest: StudyManifest,
  columns: readonly string[],
): AsyncGenerator<StudyTable> {
  const names = manifest.columns.map(({ name }) => name)
  for (const column of columns) {
    if (!names.includes(column))
      throw new ConfigError({ file: folder }, `the column "${column}"`, expectedName(column, names))
  }
  for (const file of await shardFiles(folder)) {
    try {
      yield await readShard(file, columns)
    } catch (error) {
      throw new ConfigError(
        { file },
        (error as Error).message,
        'a shard that can be read; delete it and run the study again',
      )
    }
  }
}

/** Columns of one shard. */
export async function readShard(file: string, columns: readonly string[]): Promise<StudyTable> {
  const bytes = await readFile(file)
  const table: Record<string, (number | string | null)[]> = Object.fromEntries(
    columns.map(name => [name, []]),
  )
  await parquetRead({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    columns: [...columns],
    onChunk: ({ columnName, columnData }) => {
      const column = table[columnName]!
      for (const value of columnData) column.push(typeof value === 'bigint' ? Number(value) : (value ?? null))
    },
  })
  return table
}
