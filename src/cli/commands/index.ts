import type { Command, CommandGroup } from '../command.ts'

type AnyCommand = Command | CommandGroup

/** All commands by their word, in the order of --help. Each is a module of its own, loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<AnyCommand>>> = {
  list: async () => (await import('./list.ts')).listCommand,
  describe: async () => (await import('./describe.ts')).describeCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  run: async () => (await import('./run.ts')).runCommand,
  fit: async () => (await import('./fit.ts')).fitCommand,
  mvm: async () => (await import('./mvm.ts')).mvmCommand,
  infer: async () => (await import('./infer.ts')).inferCommand,
  margin: async () => (await import('./margin.ts')).marginCommand,
  solve: async () => (await import('./solve.ts')).solveCommand,
  spice: async () => (await import('./spice.ts')).spiceCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  reproduce: async () => (await import('./reproduce.ts')).reproduceCommand,
  study: async () => (await import('./study.ts')).studyCommand,
  tour: async () => (await import('./tour.ts')).tourCommand,
}

/** The command of a word; all of them where the word is none, for --help, completion and the nearest name. */
export function loadCommands(word: string | undefined): Promise<AnyCommand[]> {
  const own = word !== undefined && Object.hasOwn(COMMANDS, word) ? [COMMANDS[word]] : Object.values(COMMANDS)
  return Promise.all(own.map(load => load()))
}
