import { ConfigError } from '../../arrays/errors.ts'
import { shardFiles } from './read-shards.ts'
import { readManifest } from './study-folder.ts'

/** The answer to a query. */
export interface QueryResult {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (number | string | boolean | null)[])[]
}

const DUCKDB = '@duckdb/node-api'

/**
 * Asks SQL of the results of a study: one table `points`, a row for each run, a column for each setting and figure.
 * @throws ConfigError where it is no study, has no rows yet, DuckDB is not installed, or the SQL is wrong
 */
export async function queryStudy(folder: string, sql: string): Promise<QueryResult> {
  const { columns } = await readManifest(folder)
  const files = await shardFiles(folder)
  if (files.length === 0) throw new ConfigError({ file: folder }, 'no rows yet', 'a study that has run')
  const { DuckDBInstance } = await loadDuckdb()
  const database = await DuckDBInstance.create(':memory:')
  const connection = await database.connect()
  try {
    const list = files.map(file => `'${literalPath(file)}'`).join(', ')
    await connection.run(`CREATE VIEW points AS SELECT * FROM read_parquet([${list}])`)
    const reader = await connection.runAndReadAll(sql)
    return { columns: reader.columnNames(), rows: reader.getRows().map(row => row.map(plainValue)) }
  } catch (error) {
    const [message] = (error as Error).message.split('\n')
    const names = columns.map(({ name }) => name).join(', ')
    throw new ConfigError({ file: 'SQL' }, message!, `a query of the table points with ${names}`)
  } finally {
    connection.closeSync()
    database.closeSync()
  }
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

/** Quotes doubled, and letters that stand for others in a pattern in brackets. */
function literalPath(file: string): string {
  return file.replace(/[[*?]/g, '[$&]').replaceAll("'", "''")
}

function plainValue(value: unknown): number | string | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value)
  return String(value)
}
