import type { Command } from '../command.ts'
import { describeCommand } from './describe.ts'
import { listCommand } from './list.ts'
import { solveCommand } from './solve.ts'

/** All commands, in the order of --help. */
export const COMMANDS: readonly Command[] = [listCommand, describeCommand, solveCommand]
