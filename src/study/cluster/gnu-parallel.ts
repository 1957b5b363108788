import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'
import { fileError } from '../../export/file-errors.ts'
import { ownFolder } from '../../export/own-folder.ts'
import type { StudyFolder } from '../file/study-folder.ts'
import { missingProgram, runCommand } from './run-command.ts'
import type { Scheduler } from './scheduler.ts'
import { workerCommand } from './worker-command.ts'

export interface ParallelOptions {
  /** File of ssh logins as GNU parallel reads it, ":" for this machine; without it only this machine works. */
  readonly sshLogins?: string | undefined
  /** Tasks at a time on each machine. @defaultValue one for each core */
  readonly jobs?: number | undefined
  /** Command in the place of this program, where it lies elsewhere on the machines. */
  readonly worker?: string | undefined
}

/** A worker needs about half a second to start, so that a task should run this long at least, s. */
const LEAST_SECONDS = 15
/** More tasks than this gain nothing. */
const MOST_TASKS = 1000

/** GNU parallel, on this machine or over ssh; the folder must stand at the same place on all machines. */
export function parallelScheduler(
  { folder }: Pick<StudyFolder, 'folder'>,
  { sshLogins, jobs, worker }: ParallelOptions = {},
): Scheduler {
  let running: ChildProcess | undefined
  return {
    chooseTasks: async (shards, seconds) => {
      const { stdout } = await runCommand('parallel', ['--version'])
      if (!stdout.startsWith('GNU parallel')) {
        throw new ConfigError({ file: '--engine' }, 'another program of the name parallel', 'GNU parallel')
      }
      return Math.max(1, Math.min(shards, MOST_TASKS, Math.ceil(seconds / LEAST_SECONDS)))
    },
    active: async () => running !== undefined && running.exitCode === null && running.signalCode === null,
    submit: async ({ tasks, of }) => {
      const logs = await ownFolder(folder, 'jobs')
      await (await openLog(join(logs, 'parallel.log'))).close()
      const log = await openLog(join(logs, 'parallel.out'))
      const options = [
        '--will-cite',
        '--halt=never',
        '--null',
        `--joblog=+${join(logs, 'parallel.log')}`,
        ...(jobs === undefined ? [] : [`--jobs=${jobs}`]),
        ...(sshLogins === undefined ? [] : [`--sshloginfile=${sshLogins}`]),
      ]
      running = spawn('parallel', options, {
        stdio: ['pipe', log.fd, log.fd],
      })
      try {
        await once(running, 'spawn')
      } catch (error) {
        throw missingProgram('parallel', error)
      } finally {
        await log.close()
      }
      running.stdin!.on('error', () => {
        // It ended before it read all; the missing shards say so.
      })
      // Whole commands as input: GNU parallel expands {= perl expressions =} and the like in a command, but not in its input.
      running.stdin!.end(tasks.map(task => `${workerCommand(folder, of, worker, task)}\0`).join(''))
    },
    interrupt: () => {
      // The first signal lets running tasks end, the second does not.
      running?.kill('SIGTERM')
      running?.kill('SIGTERM')
      return 'the same command goes on'
    },
  }
}

/** A log is written on, but not through a link that others put there, and not into a pipe. */
async function openLog(path: string): Promise<FileHandle> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  try {
    return await open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK)
  } catch (error) {
    throw fileError(error, path)
  }
}
