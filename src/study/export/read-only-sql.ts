import type { DuckDBConnection } from '@duckdb/node-api'
import { ConfigError } from '../../../arrays/errors.ts'

/** Functions in the place of a table that make their rows from their arguments or from the table. */
const TABLE_FUNCTIONS: readonly string[] = [
  'generate_series',
  'json_each',
  'json_tree',
  'pragma_table_info',
  'range',
  'repeat',
  'repeat_row',
  'summary',
  'unnest',
]

/** Result of json_serialize_sql. */
type Parsed =
  | { readonly error: true; readonly error_type: string; readonly error_message: string }
  | { readonly error: false; readonly statements: unknown }

/**
 * Lets through only SQL that reads: SELECT in all its forms, from tables and from functions that touch nothing else. DuckDB parses it, so
 * that comments and strings hide nothing; a list of what is allowed, as newer versions of DuckDB bring new functions that write.
 * @throws ConfigError that names what it does beside
 */
export async function refuseOtherThanReading(connection: DuckDBConnection, sql: string): Promise<void> {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($sql::VARCHAR)', { sql })
  const parsed = JSON.parse(String(reader.getRows()[0][0])) as Parsed
  if (parsed.error) {
    if (parsed.error_type !== 'parser') throw refusal('a statement that is not a SELECT')
    throw new ConfigError(
      { file: 'SQL' },
      parsed.error_message.split('\n')[0],
      'a SELECT of the table points',
    )
  }
  const foreign = tableFunctions(parsed.statements).find(
    name => !TABLE_FUNCTIONS.includes(name.toLowerCase()),
  )
  if (foreign !== undefined) throw refusal(`the function ${JSON.stringify(foreign)}`)
}

function refusal(found: string): ConfigError {
  return new ConfigError(
    { file: 'SQL' },
    found,
    'SELECT of the table points; --unrestricted allows all that DuckDB can do with your files',
  )
}

/** Names of the functions that stand in the place of a table, anywhere in the tree of a query. */
function tableFunctions(tree: unknown): string[] {
  const names: string[] = []
  const waiting: unknown[] = [tree]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (typeof node !== 'object' || node === null) continue
    const { type, function: called } = node as { type?: unknown; function?: { function_name?: unknown } }
    if (type === 'TABLE_FUNCTION') names.push(String(called?.function_name))
    waiting.push(...Object.values(node))
  }
  return names
}
