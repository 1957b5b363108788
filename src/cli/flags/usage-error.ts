import { expectedName, nearestName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { Command } from '../command.ts'

const COMMAND_LINE = { file: 'command line' }

/** More flags than these are not listed in an error. */
const MOST_FLAGS = 8

/**
 * One line of what yargs says in several.
 * @param message of yargs
 * @param args the command line
 * @param command its usage begins with the whole name, "study run <file>"
 */
export function usageError(message: string, args: readonly string[], command?: Command): ConfigError {
  const usage = `sneakpath ${command?.usage ?? '<command>; sneakpath --help lists them'}`
  const [, unknown] = /^Unknown arguments?: ([^,]*)/m.exec(message) ?? []
  if (unknown !== undefined) return unknownArgument(unknown, args, command, usage)
  const [, empty] = /^Not enough arguments following: (.*)$/m.exec(message) ?? []
  if (empty !== undefined) return new ConfigError({ file: `--${empty}` }, 'no value', 'a value')
  if (/^Not enough non-option/m.test(message)) return new ConfigError(COMMAND_LINE, 'too few words', usage)
  return new ConfigError(COMMAND_LINE, message.replace(/\s*\n\s*/g, ' '), usage)
}

/** @param name without dashes, as yargs gives it */
function unknownArgument(
  name: string,
  args: readonly string[],
  command: Command | undefined,
  usage: string,
): ConfigError {
  const flag = args.find(arg => arg === `--${name}` || arg.startsWith(`--${name}=`))
  const short = args.find(arg => /^-[^-]/.test(arg) && arg.includes(name))
  if (flag === undefined && short === undefined) {
    return new ConfigError(COMMAND_LINE, `${JSON.stringify(name)}, a word too many`, usage)
  }
  const found = `the unknown flag ${flag === undefined ? short : `--${name}`}`
  const flags = [...Object.keys(command?.flags ?? {}), 'help', 'version'].map(known => `--${known}`)
  const negated = /^no-(.*)$/.exec(name)?.[1]
  if (negated !== undefined && command?.flags[negated]?.kind === 'switch') {
    return new ConfigError(COMMAND_LINE, found, `no such flag: --${negated} is off unless it is given`)
  }
  if (flags.length <= MOST_FLAGS)
    return new ConfigError(COMMAND_LINE, found, expectedName(`--${name}`, flags))
  const help = `sneakpath ${command?.usage.replace(/ *[<[].*/, '') ?? ''} --help lists the flags`
  const guess = nearestName(`--${name}`, flags)
  return new ConfigError(
    COMMAND_LINE,
    found,
    guess === undefined ? `a known flag; ${help}` : `${guess}? ${help}`,
  )
}
