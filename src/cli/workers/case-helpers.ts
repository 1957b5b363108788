import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import type { CaseHelper } from '../../../scenarios/run/play-cases.ts'
import { type RunThread, startRunThread } from './run-thread.ts'
import { threadsFor } from './shares-in-workers.ts'

/** A run of less work is no sooner through: loading the program on another thread takes as long as is saved. */
const LEAST_WORK = 1e6

/**
 * Threads that play cases of a scenario beside this one, the one that is there first, as many as there are cores.
 * @param name of the scenario as the user gave it, for errors
 * @param thread undefined on a machine of one core
 */
export function caseHelpers(
  name: string,
  scenario: Scenario,
  settings: RunSettings,
  thread: RunThread | undefined,
  signal: AbortSignal,
): (work: number) => readonly CaseHelper[] {
  const { document, baseDir } = scenario
  const { file, value } = document
  const helper =
    ({ play }: RunThread): CaseHelper =>
    (number, progress, stop) =>
      play({ name, file, value, baseDir, settings, number }, progress, stop)
  return work => {
    if (thread === undefined || work < LEAST_WORK) return []
    return [thread, ...Array.from({ length: threadsFor() - 2 }, () => startRunThread(signal))].map(helper)
  }
}
