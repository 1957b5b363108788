import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ArrayEngine } from '../../arrays/engine/array-engine.ts'
import { fileError } from '../export/file-errors.ts'
import { encodeMaps, encodeShard } from './encode-shard.ts'
import { shardName, shardRows } from './shard-layout.ts'
import type { StudyFolder } from './study-folder.ts'
import type { StudyRow } from './study-row.ts'
import { studyRows } from './study-rows.ts'
import { writeOnce } from './write-once.ts'

/** How often progress is told. */
export interface ShardHooks {
  /** Called after each row. */
  readonly progress?: (rows: number) => void
  readonly signal?: AbortSignal
  /** What computes, where the study's engine is a device. */
  readonly device?: ArrayEngine | undefined
}

/** What a shard held. */
export interface ShardReport {
  readonly rows: number
  /** Rows without an answer. */
  readonly failures: number
  /** Why the first of them has none. */
  readonly firstFailure?: string
}

/**
 * Computes one shard and puts it into its place. Its maps go first: the shard is what says that its rows are there.
 * @throws ConfigError where a point cannot be computed or nothing can be written; the signal's reason when it is aborted
 */
export async function computeShard(
  { plan, layout, folder }: StudyFolder,
  shard: number,
  hooks: ShardHooks = {},
): Promise<ShardReport> {
  const { maps } = plan.source.file
  const { device } = hooks
  const signal = hooks.signal === undefined ? {} : { signal: hooks.signal }
  const rows: StudyRow[] = []
  for await (const row of studyRows(plan, shardRows(layout, shard), { ...signal, device })) {
    rows.push(row)
    hooks.progress?.(1)
  }
  const name = shardName(layout, shard)
  for (const [m, map] of maps.entries()) {
    await writeOnce(join(await madeFolder(folder, 'maps', map.name), `${name}.npz`), encodeMaps(rows, m))
  }
  await writeOnce(
    join(await madeFolder(folder, 'shards'), `${name}.parquet`),
    encodeShard(rows, plan.columns),
  )
  const failed = rows.filter(({ failure }) => failure !== undefined)
  const firstFailure = failed[0]?.failure
  return {
    rows: rows.length,
    failures: failed.length,
    ...(firstFailure === undefined ? {} : { firstFailure }),
  }
}

async function madeFolder(...parts: string[]): Promise<string> {
  const place = join(...parts)
  await mkdir(place, { recursive: true }).catch(error => {
    throw fileError(error, place)
  })
  return place
}
