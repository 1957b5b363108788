import type { Command } from './command.ts'

/**
 * Words that may follow on a command line: the words of a flag, the names that a command's positional knows, and otherwise what yargs finds
 * (commands and flags).
 * @param typed words before the one at the cursor, from the command on
 * @returns undefined to leave it to yargs
 */
export function completeWords(
  commands: readonly Command[],
  typed: readonly string[],
  current: string,
): string[] | undefined {
  const command = commands.find(({ usage }) => usage.split(' ')[0] === typed[0])
  if (command === undefined || current.startsWith('-')) return undefined
  const choices = command.flags[typed.at(-1)?.replace(/^--/, '') ?? '']?.choices
  if (choices !== undefined) return choices.filter(word => word.startsWith(current))
  const [positional] = Object.values(command.positionals)
  return positional?.complete?.().filter(word => word.startsWith(current))
}
