import { join } from 'node:path'
import { readRegularFile } from '../../export/read-regular-file.ts'
import { assertSameStudy, type StudyFolder } from '../file/study-folder.ts'
import { listShards, openShard, readTable, type ShardPlace, shardPath } from './read-shards.ts'
import { shardCount, shardName } from './shard-layout.ts'
import { sha256 } from './shard-seal.ts'

/** Shards of a study that are there. */
export interface ShardState {
  /** Shards that are not there, or not as they were written. */
  readonly missing: readonly number[]
  /** Those of them that are not as they were written: "FILE: found WHAT". */
  readonly damaged: readonly string[]
}

const MOST_MAP_BYTES = 2 ** 31 - 1

/**
 * Reads every shard with its maps and compares it with what was written.
 * @param known shards that were found whole before, which are not read again; those that are found whole now are added
 * @throws ConfigError where another study has taken the folder
 */
export async function inspectShards(study: StudyFolder, known: Set<number> = new Set()): Promise<ShardState> {
  await assertSameStudy(study)
  const there = new Set(await listShards(study))
  const missing: number[] = []
  const damaged: string[] = []
  for (let shard = 0; shard < shardCount(study.layout); shard++) {
    if (there.has(shard) && known.has(shard)) continue
    const fault = there.has(shard) ? await shardFault(study, shard) : 'nothing'
    if (fault === undefined) {
      known.add(shard)
      continue
    }
    missing.push(shard)
    if (fault !== 'nothing') damaged.push(faultText(study, shard, fault))
  }
  return { missing, damaged }
}

/** The fault in a shard or its maps, in words; 'nothing' where it is not there, undefined where it is whole. */
export async function shardFault(study: StudyFolder, shard: number): Promise<string | undefined> {
  const found = await openShard(study, shard)
  if (typeof found === 'string') return found
  for (const { name } of study.plan.source.file.maps) {
    const file = join(study.folder, 'maps', name, `${shardName(study.layout, shard)}.npz`)
    const map = await readRegularFile(file, MOST_MAP_BYTES)
    if (typeof map === 'string') return `${map} in the place of its map ${name}`
    if (sha256(map) !== found.seal.maps[name]) return `other bytes than were written in its map ${name}`
  }
  return undefined
}

/** "FILE: found WHAT". */
export function faultText(place: Omit<ShardPlace, 'hash'>, shard: number, fault: string): string {
  return `${shardPath(place, shard)}: found ${fault}`
}

/** Rows without an answer in some shards, and why the first has none. */
export async function failuresIn(
  study: StudyFolder,
  shards: readonly number[],
): Promise<{ failures: number; firstFailure?: string }> {
  const found: string[] = []
  for (const shard of shards) {
    const opened = await openShard(study, shard)
    if (typeof opened === 'string') continue
    const { failure } = await readTable(opened.bytes, ['failure'])
    for (const reason of failure!) if (reason !== null) found.push(String(reason))
  }
  return found.length === 0 ? { failures: 0 } : { failures: found.length, firstFailure: found[0] }
}
