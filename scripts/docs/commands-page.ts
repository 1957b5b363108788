import type { Command, CommandGroup } from '../../src/cli/command.ts'
import { loadCommands } from '../../src/cli/commands/index.ts'
import { flagGroup } from '../../src/cli/flags/flag-groups.ts'

/** The reference of the command line as Markdown: every command with its options, as --help shows them. */
export async function commandsPage(): Promise<string> {
  const commands = await loadCommands(undefined)
  return ['# Commands', ...commands.flatMap(command => section(command, ''))].join('\n\n')
}

function section(command: Command | CommandGroup, prefix: string): string[] {
  const name = `${prefix}${command.usage}`
  if ('commands' in command) {
    return [
      `## ${name}`,
      `${command.describe}.`,
      ...command.commands.flatMap(one => section(one, `${name} `)),
    ]
  }
  const words = Object.entries(command.positionals).map(
    ([word, { describe }]) => `- \`<${word}>\`: ${cell(describe)}`,
  )
  const flags = Object.entries(command.flags).filter(([, { hidden }]) => hidden !== true)
  const rows = flags
    .map(([flag, { describe, otherwise }]) => ({
      heading: flagGroup(flag).replace(':', ''),
      flag,
      describe,
      otherwise,
    }))
    .sort((a, b) => a.heading.localeCompare(b.heading))
    .map(row => `| ${row.heading} | \`--${row.flag}\` | ${cell(row.describe)} | ${cell(row.otherwise)} |`)
  return [
    `${prefix === '' ? '##' : '###'} \`sneakpath ${name}\``,
    `${cell(command.describe)}.`,
    ...(words.length === 0 ? [] : [words.join('\n')]),
    ...(rows.length === 0
      ? []
      : [['| purpose | option | meaning | default |', '|---|---|---|---|', ...rows].join('\n')]),
  ]
}

/** A text that stays in its cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ').replaceAll('{{', '{ {')
}
