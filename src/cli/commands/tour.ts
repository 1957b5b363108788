import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { createProgress } from '../progress.ts'
import { formatDefinitions } from '../text/format-definitions.ts'
import { exitCodeOf } from './reproduce.ts'

export const tourCommand: Command = defineCommand({
  usage: 'tour',
  describe: 'Run all scenarios, then print where their pictures are and how they compare with print',
  positionals: {},
  flags: {},
  run: async (_flags, terminal) => {
    const { runToFolder } = await import('../../run/run-to-folder.ts')
    const { reproduceClaims } = await import('../../reproduce/reproduce-claims.ts')
    const { formatClaimsTable } = await import('../../reproduce/format-claims-table.ts')
    const folders: { term: string; text: string }[] = []
    for (const name of scenarioNames()) {
      terminal.note(`running ${name} ...`)
      const progress = createProgress(name, terminal, false)
      const hooks = { progress: progress.update, signal: terminal.signal }
      const { folder } = await runToFolder(loadScenario(name), {}, hooks).finally(progress.stop)
      folders.push({ term: name, text: `${folder}/pictures` })
    }
    terminal.note('holding simulated against published figures ...')
    const rows = await reproduceClaims({ signal: terminal.signal })
    terminal.print(formatClaimsTable(rows, terminal.columns))
    terminal.print(`\n${terminal.colours.bold('Pictures')}\n${formatDefinitions(folders, terminal.columns)}`)
    return exitCodeOf(rows)
  },
})
