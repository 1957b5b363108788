import { resolve } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigError } from '../../../arrays/errors.ts'
import { readManifest } from '../file/read-manifest.ts'
import { checkedShard, listShards, shardPath } from '../shards/read-shards.ts'
import { refuseOtherThanReading } from './read-only-sql.ts'

/** The answer to a query. */
export interface QueryResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string | boolean | null)[])[]
}

export interface QueryOptions {
  /** All that DuckDB can do, other files and extensions among it. @defaultValue false: what is read stays inside the study */
  readonly unrestricted?: boolean
  readonly signal?: AbortSignal | undefined
}

const DUCKDB = '@duckdb/node-api'

/** No file but the shards, no extension, no secrets of other programs, no file for what memory does not hold; and no way back. */
const LOCKED = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  'SET allow_persistent_secrets = false',
  "SET temp_directory = ''",
  'SET enable_external_access = false',
  'SET lock_configuration = true',
]

/**
 * Asks SQL of the results of a study: one table `points`, a row for each run, a column for each setting and figure.
 * @throws ConfigError where it is no study, has no rows yet, a shard is damaged, DuckDB is not installed, the SQL is wrong or, unless
 * `unrestricted`, does anything but read the study; the signal's reason when it is aborted
 */
export async function queryStudy(
  folder: string,
  sql: string,
  { unrestricted = false, signal }: QueryOptions = {},
): Promise<QueryResult> {
  const manifest = await readManifest(folder)
  const place = { folder, layout: manifest, hash: manifest.hash }
  const shards = await listShards(place)
  if (shards.length === 0) throw new ConfigError({ file: folder }, 'no rows yet', 'a study that has run')
  for (const shard of shards) await checkedShard(place, shard)
  const files = shards.map(shard => resolve(shardPath(place, shard)))
  const { DuckDBInstance } = await loadDuckdb()
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  const interrupt = (): void => connection.interrupt()
  signal?.addEventListener('abort', interrupt)
  try {
    // DuckDB asks for the pattern as well as for the file that it finds by it.
    const patterns = files.map(literalPath)
    const allowed = [...new Set([...files, ...patterns])].map(textLiteral).join(', ')
    if (!unrestricted) await connection.run(`SET allowed_paths = [${allowed}]`)
    const list = patterns.map(textLiteral).join(', ')
    await connection.run(`CREATE VIEW points AS SELECT * FROM read_parquet([${list}])`)
    if (!unrestricted) {
      for (const setting of LOCKED) await connection.run(setting)
      await refuseOtherThanReading(connection, sql)
    }
    return await ask(connection, sql)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof ConfigError) throw error
    const [message] = (error as Error).message.split('\n')
    const names = manifest.columns.map(({ name }) => name).join(', ')
    throw new ConfigError({ file: 'SQL' }, message!, `a query of the table points with ${names}`)
  } finally {
    signal?.removeEventListener('abort', interrupt)
    connection.closeSync()
    database.closeSync()
  }
}

async function ask(connection: DuckDBConnection, sql: string): Promise<QueryResult> {
  const reader = await connection.runAndReadAll(sql)
  return { columns: reader.columnNames(), rows: reader.getRows().map(row => row.map(plainValue)) }
}

async function loadDuckdb(): Promise<typeof import('@duckdb/node-api')> {
  try {
    return await import('@duckdb/node-api')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw new ConfigError(
      { file: 'study query' },
      `no ${DUCKDB}, which is not installed with Sneakpath`,
      `it beside Sneakpath: npm install ${DUCKDB}`,
    )
  }
}

/** Letters that stand for others in a pattern, in brackets. */
function literalPath(file: string): string {
  return file.replace(/[[*?]/g, '[$&]')
}

function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function plainValue(value: unknown): number | string | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
  return String(value)
}
