import { readFileSync } from 'node:fs'
import { parseString } from 'fast-csv'

type Row = Readonly<Record<string, string>>

/** The rows of a CSV file of this folder, by the names in its header. */
export async function readTable(name: string): Promise<Row[]> {
  const text = readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')
  return new Promise((resolve, reject) => {
    const rows: Row[] = []
    parseString<Row, Row>(text, { headers: true, trim: true })
      .on('error', reject)
      .on('data', (row: Row) => rows.push(row))
      .on('end', () => resolve(rows))
  })
}
