import type { Command, CommandGroup } from '../command.ts'

type AnyCommand = Command | CommandGroup

/** All commands by their word, in the order of --help. Each is a module of its own, loaded when it is asked for. */
const COMMANDS: Readonly<Record<string, () => Promise<AnyCommand>>> = {
  tour: async () => (await import('./tour.ts')).tourCommand,
  list: async () => (await import('./list.ts')).listCommand,
  describe: async () => (await import('./describe.ts')).describeCommand,
  run: async () => (await import('./run.ts')).runCommand,
  protocol: async () => (await import('./protocol.ts')).protocolCommand,
  train: async () => (await import('./train.ts')).trainCommand,
  open: async () => (await import('./open.ts')).openCommand,
  study: async () => (await import('./study.ts')).studyCommand,
  export: async () => (await import('./export.ts')).exportCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  fit: async () => (await import('./fit.ts')).fitCommand,
  mvm: async () => (await import('./mvm.ts')).mvmCommand,
  infer: async () => (await import('./infer.ts')).inferCommand,
  margin: async () => (await import('./margin.ts')).marginCommand,
  compare: async () => (await import('./compare.ts')).compareCommand,
  solve: async () => (await import('./solve.ts')).solveCommand,
  spice: async () => (await import('./spice.ts')).spiceCommand,
  reproduce: async () => (await import('./reproduce.ts')).reproduceCommand,
}

/** The command of a word; all of them where the word is none, for --help, completion and the nearest name; for --version none is needed. */
export async function loadCommands(word: string | undefined): Promise<AnyCommand[]> {
  if (word === '--version') return []
  const own = word !== undefined && Object.hasOwn(COMMANDS, word) ? [COMMANDS[word]] : Object.values(COMMANDS)
  return Promise.all(own.map(load => load()))
}
