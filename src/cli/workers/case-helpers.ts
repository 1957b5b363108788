import type { RunData } from '../../../arrays/program/run-data.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import type { CaseHelper } from '../../../scenarios/run/play-cases.ts'
import type { CaseAssignment, CaseResult } from './case-worker.ts'
import { sharesInWorkers, threadsFor } from './shares-in-workers.ts'

/** A run of less work is no sooner through: loading the program on another thread takes as long as is saved. */
const LEAST_WORK = 1e6

/**
 * Threads that play cases of a scenario beside this one, as many as there are cores.
 * @param name of the scenario as the user gave it, for errors
 */
export function caseHelpers(
  name: string,
  scenario: Scenario,
  settings: RunSettings,
): (work: number) => readonly CaseHelper[] {
  const { document, baseDir } = scenario
  const { file, value } = document
  const play: CaseHelper = async (number, progress, signal) => {
    let data: RunData | undefined
    const assignment: CaseAssignment = { name, file, value, baseDir, settings, number }
    await sharesInWorkers<CaseResult>(
      new URL('./case-worker.js', import.meta.url),
      [{ data: assignment, results: 1 }],
      signal,
      found => {
        if ('data' in found) data = found.data
        else progress(found.done)
      },
    )
    return data!
  }
  return work => (work < LEAST_WORK ? [] : Array.from({ length: threadsFor() - 1 }, () => play))
}
