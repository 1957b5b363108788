import { join } from 'node:path'
import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { ownFolder } from '../../export/own-folder.ts'
import { readRegularFile } from '../../export/read-regular-file.ts'
import { assertSameStudy, type StudyFolder } from '../file/study-folder.ts'
import type { StudyRow } from '../rows/study-row.ts'
import { studyRows } from '../rows/study-rows.ts'
import { encodeMaps, encodeShard } from './encode-shard.ts'
import { shardFault } from './inspect-shards.ts'
import { shardPath } from './read-shards.ts'
import { shardName, shardRows } from './shard-layout.ts'
import { sha256 } from './shard-seal.ts'
import { writeOnce } from './write-once.ts'

/** How often progress is told. */
export interface ShardHooks {
  /** Called after each row. */
  readonly progress?: (rows: number) => void
  readonly signal?: AbortSignal
  /** The engine, where the study's engine is a device. */
  readonly device?: ArrayEngine | undefined
}

/** Counts of a shard. */
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
  study: StudyFolder,
  shard: number,
  hooks: ShardHooks = {},
): Promise<ShardReport> {
  const { plan, layout } = study
  const { device } = hooks
  const signal = hooks.signal === undefined ? {} : { signal: hooks.signal }
  const rows: StudyRow[] = []
  for await (const row of studyRows(plan, shardRows(layout, shard), { ...signal, device })) {
    rows.push(row)
    hooks.progress?.(1)
  }
  const checksums: Record<string, string> = {}
  for (const [m, { name }] of plan.source.file.maps.entries()) {
    const map = encodeMaps(rows, m)
    checksums[name] = sha256(map)
    await writeMap(study, name, shard, map)
  }
  const seal = { study: plan.hash, ...shardRows(layout, shard), maps: checksums }
  await writeShard(study, shard, encodeShard(rows, plan.columns, seal))
  const failed = rows.filter(({ failure }) => failure !== undefined)
  const firstFailure = failed[0]?.failure
  return {
    rows: rows.length,
    failures: failed.length,
    ...(firstFailure === undefined ? {} : { firstFailure }),
  }
}

/** In the place of another with the same bytes nothing is written, in that of a damaged one it is. */
async function writeMap(study: StudyFolder, name: string, shard: number, bytes: Uint8Array): Promise<void> {
  const allowed = (): Promise<void> => assertSameStudy(study)
  await allowed()
  const file = join(await ownFolder(study.folder, 'maps', name), `${shardName(study.layout, shard)}.npz`)
  const counts = async (): Promise<boolean> => {
    const there = await readRegularFile(file, bytes.length)
    return typeof there !== 'string' && there.equals(bytes)
  }
  await writeOnce(file, bytes, { allowed, counts })
}

async function writeShard(study: StudyFolder, shard: number, bytes: Uint8Array): Promise<void> {
  const allowed = (): Promise<void> => assertSameStudy(study)
  await allowed()
  await ownFolder(study.folder, 'shards')
  const counts = async (): Promise<boolean> => (await shardFault(study, shard)) === undefined
  await writeOnce(shardPath(study, shard), bytes, { allowed, counts })
}
