import yargs, { type Argv } from 'yargs'
import { packageVersion } from '../package-version.ts'
import { offerNodeThread } from '../threads/second-thread.ts'
import type { Command, CommandGroup } from './command.ts'
import { loadCommands } from './commands/index.ts'
import { EXIT, explainError } from './exit-code.ts'
import { checkArguments } from './flags/check-arguments.ts'
import { COMPLETE, completeWords } from './flags/complete-words.ts'
import { flagGroup } from './flags/flag-groups.ts'
import { usageError } from './flags/usage-error.ts'
import type { Terminal } from './terminal.ts'

/** Widest help text; longer lines are hard to read. */
const WIDEST = 100

/**
 * Runs one command line.
 * @param args without node and script
 * @returns the exit code; errors that are not the user's are thrown
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  offerNodeThread()
  let code: number = EXIT.done
  if (args.length === 0) {
    const { shortHelp } = await import('./text/short-help.ts')
    terminal.print(shortHelp(terminal))
    return code
  }
  const commands = await loadCommands(args[0] === COMPLETE && args.length > 3 ? args[2] : args[0])
  const parser = createParser(args, commands, terminal)
  addCommands(parser, commands, '', args)
  try {
    if (args[0] !== COMPLETE) checkArguments(args, commands)
    const found = await findCommand(parser, args)
    if (found !== undefined) code = await found.command.run(found.given, terminal)
    return code
  } catch (error) {
    const explained = explainError(error)
    if (explained === undefined) throw error
    // Half a line is no mistake: a note would stand in the line that is being typed.
    if (args[0] !== COMPLETE) terminal.note(`sneakpath: ${explained.line}`)
    return explained.code
  }
}

function createParser(
  args: readonly string[],
  commands: readonly (Command | CommandGroup)[],
  terminal: Terminal,
): Argv {
  return yargs()
    .scriptName('sneakpath')
    .usage('$0 <command>\n\nSimulates crossbar arrays of ionic and memristive synapses.')
    .locale('en')
    .version(packageVersion())
    .help()
    .alias('help', 'h')
    .wrap(Math.min(WIDEST, terminal.columns))
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'greedy-arrays': false,
      'dot-notation': false,
      'boolean-negation': false,
      'camel-case-expansion': false,
      'duplicate-arguments-array': true,
    })
    .exitProcess(false)
    .strict()
    .recommendCommands()
    .demandCommand(1)
    .completion(
      'completion',
      'Print a script for shell completion (bash, zsh)',
      (current: string, _argv: unknown, filter: () => void, done: (words: string[]) => void) => {
        // After the flag and the name of the program come the words so far, the last of them at the cursor.
        void completeWords(commands, args.slice(2, -1), current).then(words => {
          if (words === undefined) filter()
          else done(words)
        })
      },
    )
    .fail((message, error) => {
      throw explainFailure(message, error, args)
    })
}

/**
 * The command of a line and its flags, handed over by being thrown: after a handler that returns, yargs puts together the whole
 * help, which nobody asked for and which takes longer than many a command.
 */
class FoundCommand extends Error {
  readonly command: Command
  readonly given: Readonly<Record<string, unknown>>

  constructor(command: Command, given: Readonly<Record<string, unknown>>) {
    super('a command')
    this.command = command
    this.given = given
  }
}

/** Undefined where a line asks for none: --help and --version. */
async function findCommand(parser: Argv, args: readonly string[]): Promise<FoundCommand | undefined> {
  try {
    await parser.parseAsync([...args])
    return undefined
  } catch (error) {
    if (error instanceof FoundCommand) return error
    throw error
  }
}

/**
 * @param prefix words before the command, "study "
 * @param args the whole command line
 */
function addCommands(
  parser: Argv,
  commands: readonly (Command | CommandGroup)[],
  prefix: string,
  args: readonly string[],
): Argv {
  for (const command of commands) {
    const { usage, describe } = command
    if ('commands' in command) {
      parser.command(usage, describe, builder =>
        addCommands(builder, command.commands, `${prefix}${usage} `, args).demandCommand(1),
      )
    } else {
      parser.command(
        usage,
        describe,
        builder => declare(builder, command, prefix, args),
        argv => {
          throw new FoundCommand(command, argv)
        },
      )
    }
  }
  return parser
}

function declare(builder: Argv, command: Command, prefix: string, args: readonly string[]): Argv {
  for (const [name, { describe }] of Object.entries(command.positionals)) {
    builder.positional(name, { type: 'string', describe })
  }
  for (const [name, { kind, describe, otherwise, hidden = false }] of Object.entries(command.flags)) {
    builder.option(name, {
      hidden,
      group: flagGroup(command.usage.split(' ')[0], name),
      type: kind === 'switch' ? 'boolean' : 'string',
      array: kind === 'list',
      requiresArg: kind !== 'switch',
      describe,
      defaultDescription: otherwise,
    })
  }
  return builder.fail((message, error) => {
    throw explainFailure(message, error, args, { ...command, usage: prefix + command.usage })
  })
}

/** An error of a command as it is; an error of yargs in one line. */
function explainFailure(
  message: string | null,
  error: Error | undefined,
  args: readonly string[],
  command?: Command,
): Error {
  if (error !== undefined && error.name !== 'YError') return error
  return usageError(message ?? error?.message ?? '', args, command)
}
