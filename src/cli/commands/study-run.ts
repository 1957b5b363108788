import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'
import { FULL_DISK } from '../../export/file-errors.ts'
import { completeStudy } from '../../study/cluster/complete-study.ts'
import { refuseFolderName } from '../../study/cluster/folder-name.ts'
import { parallelScheduler } from '../../study/cluster/gnu-parallel.ts'
import type { Scheduler } from '../../study/cluster/scheduler.ts'
import { slurmScheduler } from '../../study/cluster/slurm.ts'
import { loadStudy } from '../../study/file/load-study.ts'
import { createStudyFolder } from '../../study/file/study-folder.ts'
import { planStudy, studyRowsPerShard } from '../../study/work/plan-study.ts'
import { probeStudy } from '../../study/work/probe-study.ts'
import { runStudy, type StudyOutcome, type StudyProgress } from '../../study/work/run-study.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, ExplainedError } from '../exit-code.ts'
import { choiceFlag, countFlag, listFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { createStudyBar } from '../study-progress.ts'
import type { Terminal } from '../terminal.ts'
import { count, obstacleText } from '../text/study-text.ts'

export const studyRunCommand: Command = defineCommand({
  usage: 'run <file>',
  describe: 'Run a study; what is there already is kept, so that a study that was interrupted goes on',
  positionals: { file: { describe: 'Study file' } },
  flags: {
    out: textFlag('out', { describe: 'Folder of the results', otherwise: 'runs/STUDY' }),
    engine: choiceFlag('engine', ['local', 'slurm', 'parallel'], {
      describe: 'Threads of this machine, job arrays of Slurm, or GNU parallel',
      otherwise: 'local',
    }),
    jobs: countFlag('jobs', {
      describe: 'Worker threads; with parallel, tasks at a time on each machine',
      otherwise: 'one for each core',
    }),
    tasks: countFlag('tasks', {
      describe: 'Tasks that the study is dealt to on slurm and parallel',
      otherwise: 'what runs a minute each, within the limits of the cluster',
    }),
    attempts: countFlag('attempts', {
      describe: 'Submissions in a row that may bring nothing new',
      otherwise: '3',
    }),
    sbatch: listFlag('Option for sbatch, "--time=2:00:00"; repeatable'),
    'ssh-logins': textFlag('ssh-logins', {
      describe: 'File of ssh logins for parallel; ":" is this machine',
      otherwise: 'this machine',
    }),
    worker: textFlag('worker', {
      describe: 'Command that is sneakpath on the other machines',
      otherwise: 'this program at the same path',
    }),
    'shard-rows': countFlag('shard-rows', {
      describe: 'Rows in a file of a new study; a worker that is killed loses at most one such file',
      otherwise: 'what takes a few seconds',
    }),
    force: switchFlag('Replace the results of another version of the study'),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
  },
  run: async (flags, terminal) => {
    const { json, quiet, force, tasks, attempts } = flags
    const plan = await planStudy(loadStudy(flags.file))
    const { study } = plan.source.file
    const obstacle = obstacleText(plan)
    if (obstacle !== undefined && !quiet) terminal.note(`engine auto: float64; ${obstacle}`)
    const out = flags.out ?? join('runs', study)
    if (flags.engine === 'slurm' || flags.engine === 'parallel') refuseFolderName(out, flags.engine)
    const { secondsPerRow } = await probeStudy(plan)
    const rowsPerShard = flags['shard-rows'] ?? studyRowsPerShard(plan, secondsPerRow)
    const begun = existsSync(join(out, 'manifest.json'))
    const folder = await createStudyFolder(plan, out, {
      rowsPerShard: Math.max(1, rowsPerShard),
      force,
    }).catch(error => {
      throw begun ? orFull(error) : error
    })
    const jobs = flags.jobs === undefined ? undefined : Math.max(1, flags.jobs)
    const { worker } = flags
    const schedulers: Readonly<Record<string, () => Scheduler>> = {
      slurm: () => slurmScheduler(folder, { sbatch: flags.sbatch, worker }),
      parallel: () => parallelScheduler(folder, { sshLogins: flags['ssh-logins'], jobs, worker }),
    }
    const scheduler = schedulers[flags.engine ?? 'local']?.()
    const bar = createStudyBar(study, terminal, quiet || json)
    let done = 0
    const hooks = {
      signal: terminal.signal,
      progress: (state: StudyProgress) => {
        done = state.done
        bar.update(state)
      },
    }
    const running =
      scheduler === undefined
        ? runStudy(folder, { jobs, ...hooks })
        : completeStudy(folder, scheduler, {
            tasks: tasks === undefined ? undefined : Math.max(1, tasks),
            seconds: plan.rows * secondsPerRow,
            attempts: attempts === undefined ? undefined : Math.max(1, attempts),
            ...hooks,
          })
    const outcome = await running
      .catch(error => {
        const next = scheduler?.interrupt() ?? 'the same command goes on'
        if (!terminal.signal.aborted) throw orFull(error)
        const there = `${count(done)} of ${count(plan.rows)} rows`
        throw new ExplainedError(
          EXIT.interrupted,
          `interrupted after ${there}, whole shards are kept; ${next}`,
        )
      })
      .finally(bar.stop)
    note(outcome, out, terminal)
    if (json) terminal.print(JSON.stringify({ study, out, hash: plan.hash, ...outcome }))
    else if (!quiet && outcome.missing.length === 0) {
      terminal.print(
        `${count(outcome.rows)} ${outcome.rows === 1 ? 'row' : 'rows'} in ${out}, ${count(outcome.fresh)} of them computed now`,
      )
    }
    return outcome.missing.length === 0 ? EXIT.done : EXIT.incomplete
  },
})

/** A full disk ends a study that goes on later: the rows that were written stay. */
function orFull(error: unknown): unknown {
  if (!(error instanceof ConfigError && error.found === FULL_DISK)) return error
  const expected = 'room for all rows: those that are written stay, and the same command goes on'
  return new ExplainedError(EXIT.incomplete, new ConfigError(error.place, FULL_DISK, expected).message)
}

function note(
  { failures, firstFailure, missing, rows, damaged }: StudyOutcome,
  out: string,
  terminal: Terminal,
): void {
  for (const shard of damaged) terminal.note(`warning: ${shard}; it was computed again`)
  if (failures > 0) {
    terminal.note(
      `warning: ${count(failures)} rows have no answer (column "failure"); the first: ${firstFailure}`,
    )
  }
  if (missing.length > 0) {
    const shards = missing.length === 1 ? '1 shard' : `${count(missing.length)} shards`
    terminal.note(
      `sneakpath: ${out}: ${shards} of the study's ${count(rows)} rows missing for good; what the workers said is in ${join(out, 'jobs')}`,
    )
  }
}
