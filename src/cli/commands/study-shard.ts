import { TASK_VARIABLES, taskIndex } from '../../study/shards/task-shards.ts'
import { runTask } from '../../study/work/run-task.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { countFlag, switchFlag } from '../flags/flags.ts'

export const studyShardCommand: Command = defineCommand({
  usage: 'shard <folder>',
  describe: 'Compute one part of a study: what the workers of a cluster call',
  positionals: {
    folder: { describe: 'Folder that sneakpath study run, or study plan --out, made' },
  },
  flags: {
    index: countFlag('index', {
      describe: 'Number of this task, from 0',
      otherwise: TASK_VARIABLES.map(([name]) => name).join(', '),
    }),
    of: countFlag('of', {
      describe: 'Number of tasks that the shards are dealt to',
      otherwise: 'one for each shard',
    }),
    quiet: switchFlag('Print nothing but errors'),
  },
  run: async ({ folder, index, of, quiet }, terminal) => {
    const task = index ?? taskIndex(process.env)
    const { written, there, damaged } = await runTask(folder, { index: task, of, signal: terminal.signal })
    for (const shard of damaged) terminal.note(`warning: ${shard}; it was computed again`)
    if (!quiet) terminal.print(`task ${task}: ${written} shards written, ${there} there already`)
    return EXIT.done
  },
})
