/** A job, or a task of a job array, in the queue. */
export interface QueuedJob {
  readonly name: string
  /** "RUNNING", "COMPLETED"; newer versions of Slurm give several. */
  readonly states: readonly string[]
}

/** States that a job will not leave by itself. */
const ENDED = new Set([
  'BOOT_FAIL',
  'CANCELLED',
  'COMPLETED',
  'DEADLINE',
  'FAILED',
  'NODE_FAIL',
  'OUT_OF_MEMORY',
  'PREEMPTED',
  'REVOKED',
  'TIMEOUT',
])
/** Beside an end: it is not over yet, or starts again. */
const GOES_ON = new Set([
  'COMPLETING',
  'REQUEUED',
  'REQUEUE_FED',
  'REQUEUE_HOLD',
  'SPECIAL_EXIT',
  'STAGE_OUT',
])

/** Whether a job waits, runs or comes again. */
export function isActive({ states }: QueuedJob): boolean {
  return !states.some(state => ENDED.has(state)) || states.some(state => GOES_ON.has(state))
}

/**
 * The jobs of `squeue --json`; those that ended stay in it for minutes.
 * @throws SyntaxError where it is no JSON
 */
export function readQueue(json: string): QueuedJob[] {
  const { jobs = [] } = JSON.parse(json) as { jobs?: { name?: string; job_state?: string | string[] }[] }
  return jobs.map(({ name = '', job_state = [] }) => ({ name, states: [job_state].flat() }))
}
