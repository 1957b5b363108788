import { setTimeout as sleep } from 'node:timers/promises'
import type { StudyFolder } from '../file/study-folder.ts'
import { failuresIn, inspectShards } from '../shards/inspect-shards.ts'
import { shardCount, shardRows } from '../shards/shard-layout.ts'
import type { StudyOutcome, StudyProgress } from '../work/run-study.ts'
import { type Scheduler, tasksOf } from './scheduler.ts'

export interface CompleteStudyOptions {
  /** Number of tasks that the shards are dealt to; chosen by the scheduler unless given. */
  readonly tasks?: number | undefined
  /** Seconds that all rows take on one core, about, for that choice. */
  readonly seconds: number
  /** Submissions in a row that may bring no new shard. @defaultValue 3 */
  readonly attempts?: number | undefined
  readonly progress?: (state: StudyProgress) => void
  readonly signal?: AbortSignal
}

/** From one look to the next, s: soon at first, later seldom, as administrators of clusters like it. */
const POLL = { first: 0.5, growth: 1.4, most: 15 } as const

/**
 * Runs what is missing of a study on a scheduler, follows it and submits again what is still missing, until all is there or
 * several submissions in a row bring nothing new.
 * @throws ConfigError where the scheduler refuses; the signal's reason when it is aborted
 */
export async function completeStudy(
  folder: StudyFolder,
  scheduler: Scheduler,
  { tasks, seconds, attempts = 3, progress, signal }: CompleteStudyOptions,
): Promise<StudyOutcome> {
  const { layout } = folder
  const count = shardCount(layout)
  const of = Math.min(tasks ?? (await scheduler.chooseTasks(count, seconds)), count)
  const rowsIn = (shards: readonly number[]): number =>
    shards.reduce((sum, shard) => {
      const { from, to } = shardRows(layout, shard)
      return sum + to - from
    }, 0)
  const known = new Set<number>()
  const { missing: todo, damaged } = await inspectShards(folder, known)
  const before = rowsIn(todo)
  let missing: readonly number[] = todo
  const look = async (): Promise<void> => {
    missing = (await inspectShards(folder, known)).missing
    const now = rowsIn(missing)
    progress?.({ done: layout.rows - now, rows: layout.rows, fresh: before - now })
  }
  const follow = async (): Promise<void> => {
    for (
      let wait: number = POLL.first;
      await scheduler.active();
      wait = Math.min(POLL.most, wait * POLL.growth)
    ) {
      await sleep(wait * 1000, undefined, signal === undefined ? {} : { signal })
      await look()
    }
    await look()
  }
  await look()
  // Tasks of an earlier command that was interrupted.
  await follow()
  for (let idle = 0; missing.length > 0 && idle < attempts; ) {
    const had = missing.length
    await scheduler.submit({ tasks: tasksOf(missing, of), of })
    await follow()
    idle = missing.length < had ? 0 : idle + 1
  }
  const fresh = todo.filter(shard => !missing.includes(shard))
  return { rows: layout.rows, fresh: rowsIn(fresh), ...(await failuresIn(folder, fresh)), missing, damaged }
}
