import { type AnyRun, createAnyRun } from '../../arrays/program/array-run.ts'
import type { ProgramSettings } from '../../arrays/program/program.ts'
import { type RunData, runData, runFromData } from '../../arrays/program/run-data.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import type { RunSettings } from '../file/apply-settings.ts'
import { type PreparedCase, spreadCase } from '../file/prepare-case.ts'
import { type PreparedScenario, prepareScenario } from '../file/prepare-scenario.ts'
import type { Scenario } from '../file/scenario.ts'

/** Plays the case of that number on another thread, as `playCase` does there. @param progress called with its steps that are done */
export type CaseHelper = (
  number: number,
  progress: (done: number) => void,
  signal: AbortSignal,
) => Promise<RunData>

export interface PlayHooks {
  /** Called as the programs advance, with the steps of all cases that are done. */
  readonly progress: (done: number) => void
  readonly signal: AbortSignal | undefined
  /** Other threads that take cases too. */
  readonly helpers: readonly CaseHelper[]
}

/** Steps of all cases times what one costs at least: in a crossbar a read or write drives line after line. */
export function workOfCases({ file, cases, size }: PreparedScenario): number {
  const cells = size[0] * size[1]
  const steps = cases.reduce((sum, one) => sum + one.steps.length, 0)
  return steps * cells * (file.network === 'crossbar' ? Math.sqrt(cells) : 1)
}

/**
 * Plays the cases of a scenario on this thread and on those of the helpers: each takes the longest program that is left.
 * @returns the runs, in the order of the cases
 */
export async function playCases(
  cases: readonly PreparedCase[],
  settings: ProgramSettings,
  { progress, signal, helpers }: PlayHooks,
): Promise<AnyRun[]> {
  const runs = cases.map(one => createAnyRun(one.spec, settings))
  const done = new Float64Array(cases.length)
  const failed = new AbortController()
  const ended = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal])
  const longestFirst = [...cases.keys()].sort((a, b) => cases[b].steps.length - cases[a].steps.length)
  const left = longestFirst.values()
  const takeTurns = async (play: CaseHelper | undefined): Promise<void> => {
    for (const number of left) {
      const { steps, record } = cases[number]
      const tell = (played: number): void => {
        done[number] = played
        progress(done.reduce((sum, one) => sum + one, 0))
      }
      if (play === undefined) await runProgram(runs[number], steps, { record, progress: tell, signal: ended })
      else runs[number] = runFromData(runs[number], await play(number, tell, ended))
    }
  }
  try {
    await Promise.all([...helpers, undefined].map(takeTurns))
  } finally {
    failed.abort()
  }
  return runs
}

/**
 * Plays one case of a scenario by itself.
 * @param settings as of the run that it is a part of
 * @throws ConfigError, SolverError
 */
export async function playCase(
  scenario: Scenario,
  settings: RunSettings,
  number: number,
  progress: (done: number) => void,
): Promise<RunData> {
  const { file, cases } = await prepareScenario(scenario, settings)
  const { network, bias, write, seed } = file
  const { spec, steps, record } = spreadCase(cases[number], file, seed)
  const run = createAnyRun(spec, { network, bias, write })
  await runProgram(run, steps, { record, progress })
  return runData(run)
}
