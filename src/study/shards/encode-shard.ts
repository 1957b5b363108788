import { parquetWriteBuffer } from 'hyparquet-writer'
import { encodeNpy } from '../../files/write-npy.ts'
import { zipNpz } from '../export/zip-npz.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import type { StudyRow } from '../rows/study-row.ts'
import { parquetColumns, type StudyTable } from '../rows/study-table.ts'
import { closeSeal, SEAL_KEY, type ShardSeal, sealText } from './shard-seal.ts'

/** Rows as a Parquet file under its seal; the same rows give the same bytes. A figure that a run does not give is null. */
export function encodeShard(
  rows: readonly StudyRow[],
  columns: readonly StudyColumn[],
  seal: ShardSeal,
): Uint8Array {
  const bytes = parquetWriteBuffer({
    columnData: parquetColumns(tableOf(rows, columns), columns),
    rowGroupSize: Math.max(rows.length, 1),
    createdBy: 'sneakpath',
    kvMetadata: [{ key: SEAL_KEY, value: sealText(seal) }],
  })
  return closeSeal(new Uint8Array(bytes))
}

function tableOf(rows: readonly StudyRow[], columns: readonly StudyColumn[]): StudyTable {
  const settings = columns.filter(({ kind }) => kind === 'setting').map(({ name }) => name)
  const figures = columns.filter(({ kind }) => kind === 'figure').map(({ name }) => name)
  const valueIn = (row: StudyRow, { name, kind }: StudyColumn): number | string | null => {
    switch (kind) {
      case 'row':
        return row[name as 'point' | 'repeat' | 'seed']
      case 'setting':
        return row.settings[settings.indexOf(name)]
      case 'figure': {
        const value = row.figures[figures.indexOf(name)]
        return Number.isNaN(value) ? null : value
      }
      case 'failure':
        return row.failure ?? null
      default:
        return kind satisfies never
    }
  }
  return Object.fromEntries(columns.map(column => [column.name, rows.map(row => valueIn(row, column))]))
}

/**
 * One map of every row as an NPZ file, "point-12-repeat-0" each; rows without an answer are not in it.
 * @param map index in the study's list
 */
export function encodeMaps(rows: readonly StudyRow[], map: number): Uint8Array {
  const files = rows.flatMap(row => {
    const found = row.maps[map]
    if (found === undefined) return []
    return [[`point-${row.point}-repeat-${row.repeat}.npy`, encodeNpy(found.values, found.size)] as const]
  })
  return zipNpz(files)
}
