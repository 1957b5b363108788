import type { schemaFromColumnData } from 'hyparquet-writer'
import type { StudyColumn } from './study-columns.ts'

/** Rows by column: numbers in SI, texts, null where there is no value. */
export type StudyTable = Readonly<Record<string, (number | string | null)[]>>

type ColumnSource = Parameters<typeof schemaFromColumnData>[0]['columnData'][number]

/** A table as the Parquet writer takes it. */
export function parquetColumns(table: StudyTable, columns: readonly StudyColumn[]): ColumnSource[] {
  return columns.map(({ name, type, kind }): ColumnSource => {
    const data = table[name]
    const nullable = kind === 'figure' || kind === 'failure'
    switch (type) {
      case 'integer':
        return { name, data: data.map(value => BigInt(value as number)), type: 'INT64', nullable }
      case 'number':
        return { name, data, type: 'DOUBLE', nullable }
      case 'text':
        return { name, data, type: 'STRING', nullable }
      default:
        return type satisfies never
    }
  })
}
