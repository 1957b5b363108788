import { join } from 'node:path'
import { loadStudy } from '../../study/load-study.ts'
import { planStudy } from '../../study/plan-study.ts'
import { probeStudy } from '../../study/probe-study.ts'
import { runStudy, type StudyOutcome } from '../../study/run-study.ts'
import { chooseRowsPerShard } from '../../study/shard-layout.ts'
import { createStudyFolder } from '../../study/study-folder.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, ExplainedError } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags.ts'
import { createStudyBar } from '../study-progress.ts'
import { count } from '../study-text.ts'

export const studyRunCommand: Command = defineCommand({
  usage: 'run <file>',
  describe: 'Run a study; what is there already is kept, so that a study that was interrupted goes on',
  positionals: { file: { describe: 'Study file' } },
  flags: {
    out: textFlag('out', { describe: 'Folder of the results', otherwise: 'runs/STUDY' }),
    jobs: countFlag('jobs', { describe: 'Worker threads', otherwise: 'one for each core' }),
    'shard-rows': countFlag('shard-rows', {
      describe: 'Rows in a file of a new study; a worker that is killed loses at most one such file',
      otherwise: 'what takes a few seconds',
    }),
    force: switchFlag('Replace the results of another version of the study'),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
  },
  run: async (flags, terminal) => {
    const { json, quiet, jobs, force } = flags
    const plan = await planStudy(loadStudy(flags.file))
    const out = flags.out ?? join('runs', plan.source.file.study)
    const rowsPerShard =
      flags['shard-rows'] ?? chooseRowsPerShard(plan.rows, (await probeStudy(plan)).secondsPerRow)
    const folder = await createStudyFolder(plan, out, { rowsPerShard: Math.max(1, rowsPerShard), force })
    const bar = createStudyBar(plan.source.file.study, terminal, quiet || json)
    let done = 0
    const outcome = await runStudy(folder, {
      jobs: jobs === undefined ? undefined : Math.max(1, jobs),
      signal: terminal.signal,
      progress: state => {
        done = state.done
        bar.update(state)
      },
    })
      .catch(error => {
        if (!terminal.signal.aborted) throw error
        throw new ExplainedError(
          EXIT.interrupted,
          `interrupted after ${count(done)} of ${count(plan.rows)} rows; whole shards are kept, the same command goes on`,
        )
      })
      .finally(bar.stop)
    warnOfFailures(outcome, terminal)
    if (json)
      terminal.print(JSON.stringify({ study: plan.source.file.study, out, hash: plan.hash, ...outcome }))
    else if (!quiet) terminal.print(outcomeText(outcome, out))
    return outcome.missing.length === 0 ? EXIT.done : EXIT.incomplete
  },
})

function warnOfFailures(
  { failures, firstFailure }: StudyOutcome,
  terminal: { note(text: string): void },
): void {
  if (failures === 0) return
  terminal.note(
    `warning: ${count(failures)} rows have no answer (column "failure"); the first: ${firstFailure}`,
  )
}

function outcomeText({ rows, fresh, missing }: StudyOutcome, out: string): string {
  const there =
    missing.length === 0 ? `${count(rows)} rows` : `${missing.length} shards missing of ${count(rows)} rows`
  return `${there} in ${out}, ${count(fresh)} of them computed now`
}
