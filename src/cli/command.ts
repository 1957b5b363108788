import type { Flag, FlagValues } from './flags/flags.ts'
import type { Terminal } from './terminal.ts'

/** Argument of a command without a flag: one word, in the place of <name> in its usage. */
export interface Positional {
  readonly describe: string
  /** May be left out: [name] in the usage. */
  readonly optional?: boolean
  /** Words that shell completion offers. */
  readonly complete?: () => string[] | Promise<string[]>
}

type Positionals = Readonly<Record<string, Positional>>
type Flags = Readonly<Record<string, Flag<unknown>>>

/** One command of `sneakpath`. */
export interface Command {
  /** As yargs writes it: "run <scenario>". */
  readonly usage: string
  readonly describe: string
  readonly positionals: Positionals
  readonly flags: Flags
  /**
   * Does the work.
   * @param given what yargs found
   * @returns the exit code
   */
  run(given: Readonly<Record<string, unknown>>, terminal: Terminal): Promise<number>
}

/** Commands behind one word: `sneakpath study run`. */
export interface CommandGroup {
  /** The word. */
  readonly usage: string
  readonly describe: string
  readonly commands: readonly Command[]
}

/** Declares a command, with the types of its arguments taken from its flags. */
export function defineCommand<const P extends Positionals, const F extends Flags>(command: {
  readonly usage: string
  readonly describe: string
  readonly positionals: P
  readonly flags: F
  readonly run: (
    values: FlagValues<F> & {
      readonly [Name in keyof P]: P[Name] extends { readonly optional: true } ? string | undefined : string
    },
    terminal: Terminal,
  ) => Promise<number>
}): Command {
  const { usage, describe, positionals, flags, run } = command
  return {
    usage,
    describe,
    positionals,
    flags,
    run: async (given, terminal) => {
      const words = Object.keys(positionals).map(name => [name, given[name]])
      const values = Object.entries(flags).map(([name, flag]) => [name, flag.read(given[name])])
      return run(Object.fromEntries([...words, ...values]) as Parameters<typeof run>[0], terminal)
    },
  }
}
