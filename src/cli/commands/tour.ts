import { availableParallelism } from 'node:os'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT } from '../exit-code.ts'
import { createProgress } from '../progress.ts'

export const tourCommand: Command = defineCommand({
  usage: 'tour',
  describe: 'Run the three scenarios and say in a screen of text what they show',
  positionals: {},
  flags: {},
  run: async (_flags, terminal) => {
    const { runToFolder } = await import('../../run/run-to-folder.ts')
    const { reproduceClaims } = await import('../../reproduce/reproduce-claims.ts')
    const { stopText, tourEnd } = await import('../text/tour-text.ts')
    // The claims are simulated on other threads meanwhile; what stops the scenarios stops them too.
    const failed = new AbortController()
    const signal = AbortSignal.any([terminal.signal, failed.signal])
    const claims = reproduceClaims({ signal, threads: Math.max(1, availableParallelism() - 1) })
    claims.catch(() => {})
    try {
      for (const name of scenarioNames()) {
        const progress = createProgress(name, terminal, false)
        const hooks = { progress: progress.update, signal }
        const report = await runToFolder(loadScenario(name), {}, hooks).finally(progress.stop)
        terminal.print(`${stopText(report, terminal)}\n`)
      }
    } catch (error) {
      failed.abort()
      throw error
    }
    const progress = createProgress('claims', terminal, false)
    const rows = await claims.finally(progress.stop)
    terminal.print(tourEnd(rows, terminal))
    return EXIT.done
  },
})
