import type { Command, CommandGroup } from '../command.ts'

/** The command that the script for shell completion calls. */
export const COMPLETE = '--get-yargs-completions'

/** The first word of a command's usage. */
export function commandName({ usage }: Pick<Command, 'usage'>): string {
  return usage.split(' ')[0]
}

/**
 * Words that may follow on a command line: the words of a flag, the names that a command's positional knows, and otherwise what yargs finds
 * (commands and flags).
 * @param typed words before the one at the cursor, from the command on
 * @returns undefined to leave it to yargs
 */
export async function completeWords(
  commands: readonly (Command | CommandGroup)[],
  typed: readonly string[],
  current: string,
): Promise<string[] | undefined> {
  const command = commands.find(one => commandName(one) === typed[0])
  if (command === undefined || current.startsWith('-')) return undefined
  if ('commands' in command) return completeWords(command.commands, typed.slice(1), current)
  const flag = command.flags[typed.at(-1)?.replace(/^--/, '') ?? '']
  const offered = flag?.choices ?? (await flag?.complete?.(wordsWithoutFlags(typed.slice(1), command)))
  if (offered !== undefined) return offered.filter(word => word.startsWith(current))
  const [positional] = Object.values(command.positionals)
  const words = await positional?.complete?.()
  return words?.filter(word => word.startsWith(current))
}

/** The words that are no flags and no values of flags. */
function wordsWithoutFlags(typed: readonly string[], { flags }: Command): string[] {
  return typed.filter((word, k) => {
    const before = /^--([^=]+)$/.exec(typed[k - 1] ?? '')?.[1]
    const isValue = before !== undefined && flags[before] !== undefined && flags[before].kind !== 'switch'
    return !word.startsWith('-') && !isValue
  })
}
