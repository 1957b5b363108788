import type { ArgumentsCamelCase, InferredOptionTypes, Options, PositionalOptions } from 'yargs'
import type { Terminal } from './terminal.ts'

/** A positional of a command; `complete` gives shell completion its words. */
export type Positional = PositionalOptions & { readonly type: 'string'; readonly complete?: () => string[] }

/** One command of `sneakpath`. */
export interface Command {
  /** As yargs writes it: "run <scenario>". */
  readonly usage: string
  readonly describe: string
  readonly positionals: Readonly<Record<string, Positional>>
  readonly flags: Readonly<Record<string, Options>>
  /** Does the work. @returns the exit code */
  run(argv: unknown, terminal: Terminal): Promise<number>
}

/** Declares a command, with the types of its arguments taken from its flags. */
export function defineCommand<
  const Flags extends Record<string, Options>,
  const Positionals extends Record<string, Positional>,
>(command: {
  readonly usage: string
  readonly describe: string
  readonly positionals: Positionals
  readonly flags: Flags
  readonly run: (
    argv: ArgumentsCamelCase<InferredOptionTypes<Flags>> & { [Name in keyof Positionals]: string },
    terminal: Terminal,
  ) => Promise<number>
}): Command {
  return {
    ...command,
    run: (argv, terminal) => command.run(argv as Parameters<typeof command.run>[0], terminal),
  }
}
