import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError } from '../../../arrays/errors.ts'
import { ownFolder } from '../../export/own-folder.ts'
import type { StudyFolder } from '../file/study-folder.ts'
import { type CommandResult, runCommand } from './run-command.ts'
import type { Scheduler } from './scheduler.ts'
import { isActive, readQueue } from './slurm-queue.ts'
import { workerCommand } from './worker-command.ts'

export interface SlurmOptions {
  /** Further options of sbatch, "--partition=main". */
  readonly sbatch?: readonly string[]
  /** Command in the place of this program, where it lies elsewhere on the nodes. */
  readonly worker?: string | undefined
}

/** A task starts in a second or two, so that it should run this long at least, s. */
const LEAST_SECONDS = 60
/** Default of Slurm. */
const DEFAULT_ARRAY_SIZE = 1001
/** A controller that restarts is away for seconds; one that is away for so long stays away. */
const PATIENCE_MS = 600_000
const RETRY_MS = 2000

const UNREACHABLE =
  /unable to contact slurm controller|connection refused|socket timed out|zero bytes were transmitted/i

/** Job arrays of Slurm: one job for each submission, named after the study and its folder, so that it is found again. */
export function slurmScheduler(
  { plan, folder }: Pick<StudyFolder, 'plan' | 'folder'>,
  { sbatch = [], worker }: SlurmOptions = {},
): Scheduler {
  const place = createHash('sha256').update(plan.hash).update(resolve(folder)).digest('hex').slice(0, 12)
  const name = `sneakpath-${place}`
  let latest = ''
  const activeJobs = async (): Promise<number> => {
    const { stdout } = await patiently('squeue', ['--json'])
    return readQueue(stdout).filter(job => job.name === name && isActive(job)).length
  }
  return {
    chooseTasks: async (shards, seconds) => {
      const { stdout } = await patiently('scontrol', ['show', 'config'])
      const most = Number(/^MaxArraySize\s*=\s*(\d+)/m.exec(stdout)?.[1] ?? DEFAULT_ARRAY_SIZE)
      return Math.max(1, Math.min(shards, most, Math.ceil(seconds / LEAST_SECONDS)))
    },
    active: async () => (await activeJobs()) > 0,
    submit: async list => {
      const logs = await ownFolder(resolve(folder), 'jobs')
      const options = [
        '--parsable',
        `--job-name=${name}`,
        `--array=${arrayText(list.tasks)}`,
        // A percent sign of the folder's own would be taken for a pattern.
        `--output=${logs.replaceAll('%', '%%')}/slurm-%A_%a.out`,
      ]
      const script = `#!/bin/sh\nexec ${workerCommand(folder, list.of, worker)}\n`
      const { code, stdout, stderr } = await patiently('sbatch', [...options, ...sbatch], script)
      if (code !== 0) {
        const [line] = stderr.trim().split('\n')
        throw new ConfigError(
          { file: 'sbatch' },
          line ?? `exit code ${code}`,
          'a job array that Slurm accepts',
        )
      }
      latest = stdout.trim().split(';')[0]
    },
    interrupt: () =>
      `job ${latest === '' ? name : latest} goes on; the same command follows it, scancel --name=${name} ends it`,
  }
}

/** Tries again while the controller is away. */
async function patiently(program: string, args: readonly string[], input = ''): Promise<CommandResult> {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const result = await runCommand(program, args, input)
    if (result.code === 0 || !UNREACHABLE.test(result.stderr) || performance.now() > deadline) return result
    await sleep(RETRY_MS)
  }
}

/** "0-9,12,14-15". */
export function arrayText(tasks: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const task of tasks) {
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === task - 1) last[1] = task
    else ranges.push([task, task])
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',')
}
