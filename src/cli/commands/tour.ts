import { availableParallelism } from 'node:os'
import type { ScenarioResult } from '../../../scenarios/run/run-scenario.ts'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type Command, defineCommand } from '../command.ts'
import { EXIT, ExplainedError } from '../exit-code.ts'
import { createProgress } from '../progress.ts'

const STOPPED = 'interrupted; the runs above are whole'

export const tourCommand: Command = defineCommand({
  usage: 'tour',
  describe: 'Run the three scenarios and say in a screen of text what they show',
  positionals: {},
  flags: {},
  run: async (_flags, terminal) => {
    const { runToFolder } = await import('../../run/run-to-folder.ts')
    const { reproduceClaims } = await import('../../reproduce/reproduce-claims.ts')
    const { arrayClaims } = await import('../../../scenarios/papers/claims/arrays.ts')
    const { readClaims } = await import('../../../scenarios/papers/claims/read-claims.ts')
    const { stopText, tourEnd } = await import('../text/tour-text.ts')
    const ofArrays = new Set(arrayClaims.map(({ id }) => id))
    const ids = (await readClaims()).map(({ id }) => id)
    // The claims on cells are simulated on other threads meanwhile; what stops the scenarios stops them too.
    const failed = new AbortController()
    const signal = AbortSignal.any([terminal.signal, failed.signal])
    const claims = reproduceClaims({
      ids: ids.filter(id => !ofArrays.has(id)),
      signal,
      threads: Math.max(1, availableParallelism() - 1),
    })
    claims.catch(() => {})
    const results: ScenarioResult[] = []
    try {
      for (const name of scenarioNames()) {
        const progress = createProgress(name, terminal, false)
        const hooks = { progress: progress.update, signal }
        const report = await runToFolder(loadScenario(name), {}, hooks).finally(progress.stop)
        results.push(report.result)
        terminal.print(`${stopText(report, terminal)}\n`)
      }
    } catch (error) {
      failed.abort()
      if (terminal.signal.aborted && results.length > 0) throw new ExplainedError(EXIT.interrupted, STOPPED)
      throw error
    }
    const progress = createProgress('claims', terminal, false)
    // The scenarios have run, so that their claims take no more than the controls.
    const rows = await Promise.all([reproduceClaims({ ids: [...ofArrays], results, signal }), claims])
      .catch(error => {
        throw terminal.signal.aborted ? new ExplainedError(EXIT.interrupted, STOPPED) : error
      })
      .finally(progress.stop)
    terminal.print(tourEnd(rows.flat(), terminal))
    return EXIT.done
  },
})
