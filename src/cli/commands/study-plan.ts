import { isPlainPath } from '../../study/cluster/folder-name.ts'
import { loadStudy } from '../../study/file/load-study.ts'
import { createStudyFolder } from '../../study/file/study-folder.ts'
import { planStudy } from '../../study/work/plan-study.ts'
import { probeStudy } from '../../study/work/probe-study.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag, switchFlag, textFlag } from '../flags/flags.ts'
import { estimateOf, planText } from '../text/study-text.ts'

export const studyPlanCommand: Command = defineCommand({
  usage: 'plan <file>',
  describe:
    'Check a study and print its points, its size and how long it will take; only a few rows are tried',
  positionals: { file: { describe: 'Study file' } },
  flags: {
    jobs: countFlag('jobs', { describe: 'Worker threads to reckon with', otherwise: 'one for each core' }),
    out: textFlag('out', {
      describe: 'Make the folder of the results there, for workers that others start (sneakpath study shard)',
      otherwise: 'nothing is written',
    }),
    'shard-rows': countFlag('shard-rows', {
      describe: 'Rows in a file of a new folder; a worker that is killed loses at most one such file',
      otherwise: 'what takes a few seconds',
    }),
    force: switchFlag('Replace the results of another version of the study'),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
  },
  run: async ({ file, jobs, out, force, json, ...flags }, terminal) => {
    const plan = await planStudy(loadStudy(file))
    const estimate = estimateOf(plan, await probeStudy(plan), { jobs, rowsPerShard: flags['shard-rows'] })
    if (out !== undefined) await createStudyFolder(plan, out, { rowsPerShard: estimate.rowsPerShard, force })
    if (out !== undefined && !isPlainPath(out)) {
      terminal.note(
        `warning: ${out}: schedulers may expand letters of this path in a job file; letters, digits and . _ - are safe (docs/clusters.md)`,
      )
    }
    if (json) {
      const { hash, rows, columns, points } = plan
      const { study } = plan.source.file
      terminal.print(JSON.stringify({ study, hash, points: points.count, rows, columns, ...estimate }))
    } else {
      terminal.print(planText(plan, estimate, terminal))
    }
    return EXIT.done
  },
})
