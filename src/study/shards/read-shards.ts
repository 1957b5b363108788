import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { parquetRead } from 'hyparquet'
import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { readRegularFile } from '../../export/read-regular-file.ts'
import type { StudyTable } from '../rows/study-table.ts'
import { type ShardLayout, shardName, shardOfName, shardRows } from './shard-layout.ts'
import { readSeal, type ShardSeal, wholeBuffer } from './shard-seal.ts'

/** Where the shards of a study lie, and which study it is. */
export interface ShardPlace {
  readonly folder: string
  readonly layout: ShardLayout
  /** Of the study. */
  readonly hash: string
}

/** Larger files are no shards. */
const MOST_BYTES = 2 ** 30

/** Path of a shard. */
export function shardPath({ folder, layout }: Omit<ShardPlace, 'hash'>, shard: number): string {
  return join(folder, 'shards', `${shardName(layout, shard)}.parquet`)
}

/**
 * The shards of a study that are there, in the order of their rows; whether they are whole is found when they are read.
 * @throws ConfigError where one has a name that no shard of the study has: rows would be left out without a word
 */
export async function listShards({ folder, layout }: Omit<ShardPlace, 'hash'>): Promise<number[]> {
  const shards: number[] = []
  for (const entry of await readdir(join(folder, 'shards')).catch(() => [])) {
    const [, name] = /^(\d+-\d+)\.parquet$/.exec(entry) ?? []
    if (name === undefined) continue
    const shard = shardOfName(layout, name)
    if (shard === undefined) {
      const expected = `names of shards of ${layout.rowsPerShard} rows of ${layout.rows}; delete it where it is not wanted`
      throw new ConfigError({ file: join(folder, 'shards', entry) }, 'a shard of another study', expected)
    }
    shards.push(shard)
  }
  return shards.sort((a, b) => a - b)
}

/**
 * Reads a shard and compares it with what it must be.
 * @returns its bytes and seal, or what is wrong with it in words; 'nothing' where it is not there
 */
export async function openShard(
  place: ShardPlace,
  shard: number,
): Promise<{ readonly bytes: Buffer; readonly seal: ShardSeal } | string> {
  const bytes = await readRegularFile(shardPath(place, shard), MOST_BYTES)
  if (typeof bytes === 'string') return bytes
  const seal = readSeal(bytes)
  if (typeof seal === 'string') return seal
  if (seal.study !== place.hash) return 'rows of another study'
  const { from, to } = shardRows(place.layout, shard)
  if (seal.from === from && seal.to === to) return { bytes, seal }
  return `rows ${seal.from} to ${seal.to - 1} in the place of ${from} to ${to - 1}`
}

/**
 * The bytes of a shard.
 * @throws ConfigError that names it where it is not as it was written
 */
export async function checkedShard(place: ShardPlace, shard: number): Promise<Buffer> {
  const found = await openShard(place, shard)
  if (typeof found !== 'string') return found.bytes
  throw damaged(place, shard, found)
}

/**
 * Reads columns of a study, shard by shard in the order of the rows, so that memory does not grow with them.
 * @param names of all columns
 * @throws ConfigError for a column that is not there or a shard that is damaged
 */
export async function* readShards(
  place: ShardPlace,
  names: readonly string[],
  columns: readonly string[] = names,
): AsyncGenerator<StudyTable> {
  for (const column of columns) {
    if (!names.includes(column))
      throw new ConfigError({ file: place.folder }, `the column "${column}"`, expectedName(column, names))
  }
  for (const shard of await listShards(place)) {
    const { from, to } = shardRows(place.layout, shard)
    const table = await readTable(await checkedShard(place, shard), columns).catch(() => undefined)
    if (table === undefined || columns.some(name => table[name].length !== to - from))
      throw damaged(place, shard, 'other columns than those of the study')
    yield table
  }
}

function damaged(place: ShardPlace, shard: number, found: string): ConfigError {
  const expected = 'a shard as it was written; sneakpath study run computes it again'
  return new ConfigError({ file: shardPath(place, shard) }, found, expected)
}

/** Columns of a Parquet file. */
export async function readTable(bytes: Uint8Array, columns: readonly string[]): Promise<StudyTable> {
  const table: Record<string, (number | string | null)[]> = Object.fromEntries(
    columns.map(name => [name, []]),
  )
  await parquetRead({
    file: wholeBuffer(bytes),
    columns: [...columns],
    onChunk: ({ columnName, columnData }) => {
      const column = table[columnName]
      for (const value of columnData) column.push(typeof value === 'bigint' ? Number(value) : (value ?? null))
    },
  })
  return table
}
