import { zipSync } from 'fflate'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { encodeNpy } from '../../arrays/files/write-npy.ts'
import type { StudyColumn } from './plan-study.ts'
import type { StudyRow } from './study-rows.ts'

/**
 * Rows as a Parquet file; the same rows give the same bytes. A figure that a run does not give is null.
 * @returns the bytes
 */
export function encodeShard(rows: readonly StudyRow[], columns: readonly StudyColumn[]): Uint8Array {
  const bytes = parquetWriteBuffer({
    columnData: columnData(rows, columns),
    rowGroupSize: Math.max(rows.length, 1),
    createdBy: 'sneakpath',
  })
  return new Uint8Array(bytes)
}

type Column = Parameters<typeof parquetWriteBuffer>[0]['columnData'][number]

function columnData(rows: readonly StudyRow[], columns: readonly StudyColumn[]): Column[] {
  const settings = columns.filter(({ kind }) => kind === 'setting').map(({ name }) => name)
  const figures = columns.filter(({ kind }) => kind === 'figure').map(({ name }) => name)
  return columns.map(({ name, kind, type }): Column => {
    switch (kind) {
      case 'row': {
        const data = rows.map(row => BigInt(row[name as 'point' | 'repeat' | 'seed']))
        return { name, data, type: 'INT64', nullable: false }
      }
      case 'setting': {
        const data = rows.map(row => row.settings[settings.indexOf(name)]!)
        return { name, data, type: type === 'number' ? 'DOUBLE' : 'STRING', nullable: false }
      }
      case 'figure': {
        const at = figures.indexOf(name)
        const data = rows.map(({ figures: values }) => (Number.isNaN(values[at]!) ? null : values[at]!))
        return { name, data, type: 'DOUBLE', nullable: true }
      }
      case 'failure':
        return { name, data: rows.map(({ failure }) => failure ?? null), type: 'STRING', nullable: true }
      default:
        return kind satisfies never
    }
  })
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

/** An NPZ file; the clock is not in it. */
export function zipNpz(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 1, mtime: new Date(1980, 0, 1) })
}
