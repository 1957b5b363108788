import { ConfigError } from '../../../arrays/errors.ts'
import { openStudyFolder } from '../file/study-folder.ts'
import { computeShard, type ShardHooks } from '../shards/compute-shard.ts'
import { faultText, shardFault } from '../shards/inspect-shards.ts'
import { listShards } from '../shards/read-shards.ts'
import { shardCount } from '../shards/shard-layout.ts'
import { taskShards } from '../shards/task-shards.ts'
import { openStudyEngine } from './engines.ts'

export interface RunTaskOptions extends ShardHooks {
  /** Number of the task, from 0. */
  readonly index: number
  /** Number of tasks that the shards are dealt to. @defaultValue one for each shard */
  readonly of?: number | undefined
}

/** Result of a task. */
export interface TaskReport {
  /** Shards that it wrote. */
  readonly written: number
  /** Shards that were there already. */
  readonly there: number
  /** Shards that were not as they were written, and computed again: "FILE: found WHAT". */
  readonly damaged: readonly string[]
}

/**
 * Computes the shards of one task of a study, one after the other on this thread: what every worker on every machine does.
 * @throws ConfigError where the folder is no study, this machine would compute other rows, or there is no such task
 */
export async function runTask(folder: string, { index, of, ...hooks }: RunTaskOptions): Promise<TaskReport> {
  const study = await openStudyFolder(folder)
  const count = shardCount(study.layout)
  const tasks = of ?? count
  if (!(index >= 0 && index < tasks)) {
    throw new ConfigError({ file: folder, path: 'task' }, String(index), `a task from 0 to ${tasks - 1}`)
  }
  await listShards(study)
  const report = { written: 0, there: 0, damaged: [] as string[] }
  const device = await openStudyEngine(study.plan.engine, { file: folder })
  try {
    for (const shard of taskShards(index, tasks, count)) {
      const fault = await shardFault(study, shard)
      if (fault === undefined) {
        report.there++
        continue
      }
      if (fault !== 'nothing') report.damaged.push(faultText(study, shard, fault))
      await computeShard(study, shard, { ...hooks, device })
      report.written++
    }
  } finally {
    await device?.close()
  }
  return report
}
