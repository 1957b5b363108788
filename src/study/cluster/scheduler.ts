/** Tasks of a study that are to be run: `tasks` of `of`. */
export interface TaskList {
  readonly tasks: readonly number[]
  readonly of: number
}

/** A scheduler, which runs the tasks of a study on many machines. */
export interface Scheduler {
  /** Number of tasks that the shards of a study are dealt to. */
  chooseTasks(shards: number, seconds: number): Promise<number>
  /** Whether tasks of this study wait or run already, from an earlier call. */
  active(): Promise<boolean>
  /**
   * Hands tasks over.
   * @throws ConfigError where it refuses them
   */
  submit(list: TaskList): Promise<void>
  /** Stops what it can when the study is interrupted. @returns what goes on, for the user */
  interrupt(): string
}

/** The tasks in which something is missing. */
export function tasksOf(missing: readonly number[], of: number): number[] {
  return [...new Set(missing.map(shard => shard % of))].sort((a, b) => a - b)
}

/** A word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
