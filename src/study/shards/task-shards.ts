import { ConfigError } from '../../../arrays/errors.ts'

/** Variables by which a scheduler tells a task its number, and the number of its first task. */
export const TASK_VARIABLES: readonly (readonly [name: string, first: number])[] = [
  ['SLURM_ARRAY_TASK_ID', 0],
  ['PBS_ARRAY_INDEX', 0],
  ['SGE_TASK_ID', 1],
  ['JOB_COMPLETION_INDEX', 0],
]

/**
 * The number of this task, from 0.
 * @param environment of the process; SGE says "undefined" outside an array job
 * @throws ConfigError where no scheduler says one, or something that is no number
 */
export function taskIndex(environment: Readonly<Record<string, string | undefined>>): number {
  for (const [name, first] of TASK_VARIABLES) {
    const text = environment[name]
    if (text === undefined || text === '' || text === 'undefined') continue
    const index = Number(text) - first
    if (/^\d+$/.test(text) && index >= 0) return index
    throw new ConfigError({ file: name }, JSON.stringify(text), `a whole number from ${first}`)
  }
  const names = TASK_VARIABLES.map(([name]) => name).join(', ')
  throw new ConfigError({ file: '--index' }, 'nothing', `a number, or one of ${names} in the environment`)
}

/**
 * The shards of one of `tasks` tasks: every tasks-th, so that long rows at one end of a study are spread over all.
 * @param count shards of the study
 */
export function taskShards(task: number, tasks: number, count: number): number[] {
  const shards: number[] = []
  for (let shard = task; shard < count; shard += tasks) shards.push(shard)
  return shards
}
