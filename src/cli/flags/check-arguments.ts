import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { Command, CommandGroup } from '../command.ts'
import { commandName } from './complete-words.ts'

type Commands = readonly (Command | CommandGroup)[]

/** Flags that yargs adds to every command. */
const SWITCHES_OF_YARGS: readonly string[] = ['help', 'h', 'version']

/**
 * Refuses what yargs would take in silence: an unknown command, a flag that stands once given twice (yargs would make a
 * list of two values, and lose one of two switches), a switch with a value that is none (yargs would read "maybe" as false).
 * @param args the command line
 * @throws ConfigError
 */
export function checkArguments(args: readonly string[], commands: Commands): void {
  refuseUnknownCommand(args, commands, ['completion'])
  const end = args.indexOf('--')
  const flags = args.slice(0, end === -1 ? args.length : end).flatMap(arg => {
    const [, name, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(arg) ?? []
    return name === undefined ? [] : [{ name, value, long: arg.startsWith('--') }]
  })
  const declared = commandsOf(commands).map(command => command.flags)
  const kindsOf = (name: string): string[] => declared.flatMap(known => known[name]?.kind ?? [])
  for (const { name, value, long } of flags) {
    const place = { file: `${long ? '--' : '-'}${name}` }
    const kinds = kindsOf(name)
    const isSwitch = SWITCHES_OF_YARGS.includes(name) || (long && kinds.includes('switch'))
    if (isSwitch && value !== undefined && value !== 'true' && value !== 'false') {
      throw new ConfigError(place, JSON.stringify(value), 'no value, or true or false')
    }
    const times = flags.filter(other => other.name === name).length
    if (long && times > 1 && !kinds.includes('list')) {
      throw new ConfigError(place, `it ${times} times`, 'it once')
    }
  }
}

function commandsOf(commands: Commands): Command[] {
  return commands.flatMap(command => ('commands' in command ? command.commands : [command]))
}

function refuseUnknownCommand(
  [word = '-', ...rest]: readonly string[],
  commands: Commands,
  others: readonly string[],
): void {
  const names = [...commands.map(commandName), ...others]
  if (word.startsWith('-')) return
  const found = commands.find(command => commandName(command) === word)
  if (found !== undefined && 'commands' in found) {
    refuseUnknownCommand(rest, found.commands, [])
    return
  }
  if (names.includes(word)) return
  throw new ConfigError(
    { file: 'command line' },
    `the unknown command ${JSON.stringify(word)}`,
    expectedName(word, names),
  )
}
