import type { CommandGroup } from '../command.ts'
import { studyExportCommand } from './study-export.ts'
import { studyPlanCommand } from './study-plan.ts'
import { studyPlotCommand } from './study-plot.ts'
import { studyQueryCommand } from './study-query.ts'
import { studyRunCommand } from './study-run.ts'
import { studyShardCommand } from './study-shard.ts'

/** Many runs of one scenario. */
export const studyCommand: CommandGroup = {
  usage: 'study',
  describe: 'Run a scenario at many settings: sweeps, Monte Carlo, many machines',
  commands: [
    studyPlanCommand,
    studyRunCommand,
    studyQueryCommand,
    studyPlotCommand,
    studyExportCommand,
    studyShardCommand,
  ],
}
