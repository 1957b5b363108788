import yargs, { type Argv } from 'yargs'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { packageVersion } from '../package-version.ts'
import type { Command, CommandGroup } from './command.ts'
import { COMMANDS } from './commands/index.ts'
import { commandName, completeWords } from './complete-words.ts'
import { EXIT, explainError } from './exit-code.ts'
import type { Terminal } from './terminal.ts'

/** Widest help text; longer lines are hard to read. */
const WIDEST = 100

/** What the script for shell completion calls. */
const COMPLETE = '--get-yargs-completions'

const COMMAND_LINE = { file: 'command line' }

/**
 * Runs one command line.
 * @param args without node and script
 * @returns the exit code; errors that are not the user's are thrown
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.done
  const parser = createParser(args, terminal)
  addCommands(parser, COMMANDS, '', async (command, given) => {
    code = await command.run(given, terminal)
  })
  try {
    refuseUnknownCommand(args)
    refuseRepeated(args)
    await parser.parseAsync([...args])
    return code
  } catch (error) {
    const explained = explainError(error)
    if (explained === undefined) throw error
    terminal.note(`sneakpath: ${explained.line}`)
    return explained.code
  }
}

function createParser(args: readonly string[], terminal: Terminal): Argv {
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
        const words = completeWords(COMMANDS, args.slice(2, -1), current)
        if (words === undefined) filter()
        else done(words)
      },
    )
    .fail((message, error) => {
      throw explainFailure(message, error)
    })
}

type Runner = (command: Command, given: Readonly<Record<string, unknown>>) => Promise<void>

/** @param prefix words before the command, "study " */
function addCommands(
  parser: Argv,
  commands: readonly (Command | CommandGroup)[],
  prefix: string,
  run: Runner,
): Argv {
  for (const command of commands) {
    const { usage, describe } = command
    if ('commands' in command) {
      parser.command(usage, describe, builder =>
        addCommands(builder, command.commands, `${prefix}${usage} `, run).demandCommand(1),
      )
    } else {
      parser.command(
        usage,
        describe,
        builder => declare(builder, command, prefix),
        argv => run(command, argv),
      )
    }
  }
  return parser
}

function declare(builder: Argv, command: Command, prefix: string): Argv {
  for (const [name, { describe }] of Object.entries(command.positionals)) {
    builder.positional(name, { type: 'string', describe })
  }
  for (const [name, { kind, describe, otherwise }] of Object.entries(command.flags)) {
    builder.option(name, {
      type: kind === 'switch' ? 'boolean' : 'string',
      array: kind === 'list',
      requiresArg: kind !== 'switch',
      describe,
      defaultDescription: otherwise,
    })
  }
  return builder.fail((message, error) => {
    throw explainFailure(message, error, { ...command, usage: prefix + command.usage })
  })
}

/** What a command threw as it is; what yargs found wrong in one line. */
function explainFailure(message: string | null, error: Error | undefined, command?: Command): Error {
  if (error !== undefined && error.name !== 'YError') return error
  return usageError(message ?? error?.message ?? '', command)
}

/** Flags that stand once are given once: yargs would make a list of two values, and lose one of two switches. */
function refuseRepeated(args: readonly string[]): void {
  if (args[0] === COMPLETE) return
  const end = args.indexOf('--')
  const names = args.slice(0, end === -1 ? args.length : end).map(arg => /^--([^=]+)/.exec(arg)?.[1])
  for (const name of new Set(names)) {
    const times = names.filter(other => other === name).length
    const repeatable = commandsOf(COMMANDS).some(
      ({ flags }) => name !== undefined && flags[name]?.kind === 'list',
    )
    if (name !== undefined && times > 1 && !repeatable) {
      throw new ConfigError({ file: `--${name}` }, `it ${times} times`, 'it once')
    }
  }
}

function commandsOf(commands: readonly (Command | CommandGroup)[]): Command[] {
  return commands.flatMap(command => ('commands' in command ? command.commands : [command]))
}

function refuseUnknownCommand(
  [word = '-', ...rest]: readonly string[],
  commands: readonly (Command | CommandGroup)[] = COMMANDS,
): void {
  const names = [...commands.map(commandName), ...(commands === COMMANDS ? ['completion'] : [])]
  if (word.startsWith('-')) return
  const found = commands.find(command => commandName(command) === word)
  if (found !== undefined && 'commands' in found) {
    refuseUnknownCommand(rest, found.commands)
    return
  }
  if (names.includes(word)) return
  throw new ConfigError(
    COMMAND_LINE,
    `the unknown command ${JSON.stringify(word)}`,
    expectedName(word, names),
  )
}

/** One line of what yargs says in several. */
function usageError(message: string, command?: Command): ConfigError {
  const usage = `sneakpath ${command?.usage ?? '<command>; sneakpath --help lists them'}`
  const [, unknown] = /^Unknown arguments?: ([^,]*)/m.exec(message) ?? []
  if (unknown !== undefined) {
    const flags = [...Object.keys(command?.flags ?? {}), 'help', 'version']
    return new ConfigError(COMMAND_LINE, `the unknown argument "${unknown}"`, expectedName(unknown, flags))
  }
  const [, empty] = /^Not enough arguments following: (.*)$/m.exec(message) ?? []
  if (empty !== undefined) return new ConfigError({ file: `--${empty}` }, 'no value', 'a value')
  if (/^Not enough non-option/m.test(message)) return new ConfigError(COMMAND_LINE, 'too few words', usage)
  return new ConfigError(COMMAND_LINE, message.replace(/\s*\n\s*/g, ' '), usage)
}
