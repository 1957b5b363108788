import type { Command, CommandGroup } from '../command.ts'
import { checkCommand } from './check.ts'
import { describeCommand } from './describe.ts'
import { exportCommand } from './export.ts'
import { fitCommand } from './fit.ts'
import { inferCommand } from './infer.ts'
import { listCommand } from './list.ts'
import { marginCommand } from './margin.ts'
import { mvmCommand } from './mvm.ts'
import { protocolCommand } from './protocol.ts'
import { reproduceCommand } from './reproduce.ts'
import { runCommand } from './run.ts'
import { solveCommand } from './solve.ts'
import { spiceCommand } from './spice.ts'
import { studyCommand } from './study.ts'
import { tourCommand } from './tour.ts'
import { trainCommand } from './train.ts'

/** All commands, in the order of --help. */
export const COMMANDS: readonly (Command | CommandGroup)[] = [
  tourCommand,
  listCommand,
  describeCommand,
  runCommand,
  protocolCommand,
  trainCommand,
  studyCommand,
  exportCommand,
  checkCommand,
  fitCommand,
  mvmCommand,
  inferCommand,
  marginCommand,
  solveCommand,
  spiceCommand,
  reproduceCommand,
]
