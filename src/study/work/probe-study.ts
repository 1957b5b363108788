import { SolverError } from '../../../arrays/errors.ts'
import { studyRows } from '../rows/study-rows.ts'
import { openStudyEngine } from './engines.ts'
import type { StudyPlan } from './plan-study.ts'

/** Time and size of a few rows of a study. */
export interface StudyProbe {
  readonly secondsPerRow: number
  /** Rows that were tried. */
  readonly tried: number
}

/** Tried rows lie at multiples of this part of the study, so that any number of them is spread over it. */
const GOLDEN = (Math.sqrt(5) - 1) / 2
const MOST_TRIED = 16
/** Rows that a device tries at once. */
const BATCH = 64

/**
 * Runs a few rows to see how long one takes, and that the study's figures can be computed. A row that takes too long is stopped
 * and its time is taken from how far it came.
 * @param budgetMs time for all of it, about
 * @throws ConfigError for a figure that the run does not give
 */
export async function probeStudy(plan: StudyPlan, budgetMs: number = 500): Promise<StudyProbe> {
  if (plan.engine.name !== 'float64') return probeDevice(plan)
  const deadline = performance.now() + budgetMs
  const times: number[] = []
  for (let k = 0; k < MOST_TRIED && (k < 2 || performance.now() < deadline); k++) {
    // The first row is run twice: its first run compiles the program.
    const row = Math.floor((((k - 1) * GOLDEN) % 1) * plan.rows)
    const seconds = await timeRow(plan, k === 0 ? 0 : row, deadline)
    if (k === 0 && performance.now() < deadline) continue
    times.push(seconds)
  }
  return { secondsPerRow: times.reduce((sum, time) => sum + time, 0) / times.length, tried: times.length }
}

/** Rows side by side; the second time, when the program is compiled. */
async function probeDevice(plan: StudyPlan): Promise<StudyProbe> {
  const device = await openStudyEngine(plan.engine, { file: 'engine' })
  const tried = Math.min(plan.rows, BATCH)
  try {
    let started = 0
    for (let turn = 0; turn < 2; turn++) {
      started = performance.now()
      for await (const _ of studyRows(plan, { from: 0, to: tried }, { device }));
    }
    return { secondsPerRow: (performance.now() - started) / 1000 / tried, tried }
  } finally {
    await device?.close()
  }
}

async function timeRow(plan: StudyPlan, row: number, deadline: number): Promise<number> {
  const stop = new AbortController()
  const started = performance.now()
  let share = 0
  const progress = (now: number): void => {
    share = now
    if (performance.now() > deadline && share < 0.8) stop.abort()
  }
  try {
    for await (const _ of studyRows(plan, { from: row, to: row + 1 }, { progress, signal: stop.signal }))
      break
    return (performance.now() - started) / 1000
  } catch (error) {
    if (!stop.signal.aborted && !(error instanceof SolverError)) throw error
    return (performance.now() - started) / 1000 / Math.max(share, 1e-3)
  }
}
