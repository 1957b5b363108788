import { SolverError } from '../../../arrays/errors.ts'
import { isOfCrossbar } from '../rows/run-figures.ts'
import { studyRows } from '../rows/study-rows.ts'
import { openStudyEngine } from './engines.ts'
import { preparePoint, type StudyPlan } from './plan-study.ts'
import { type RowKind, secondsOfRow, type TriedSize } from './row-costs.ts'

/** Time and size of a few rows of a study. */
export interface StudyProbe {
  readonly secondsPerRow: number
  /** Rows that were tried. */
  readonly tried: number
}

/** Tried rows lie at multiples of this part of the study, so that any number of them is spread over it. */
const GOLDEN = (Math.sqrt(5) - 1) / 2
const MOST_TRIED = 16
/** Times that a small row is run again. */
const MOST_AGAIN = 4
/** Of the budget: so long rows of several sizes may take where the study is long. */
const PATIENCE = 20
/** Share of the time of a whole study that is worth knowing it. */
const WORTH = 0.05
/** Rows that a device tries at once. */
const BATCH = 64

/** Rows whose sizes are looked at, without running them. */
const MOST_LOOKED = 64

/**
 * Runs a few rows to see how long one takes, and that the study's figures can be computed. Where arrays differ in size, small ones are
 * tried first, and larger ones as the time allows; what the rest takes follows from how the time of these grows. A row that takes too
 * long is stopped and its time is taken from how far it came.
 * @param budgetMs time for all of it, about
 * @throws ConfigError for a figure that the run does not give
 */
export async function probeStudy(plan: StudyPlan, budgetMs: number = 500): Promise<StudyProbe> {
  if (plan.engine.name !== 'float64') return probeDevice(plan)
  const looked = await lookAtRows(plan)
  const sizes = new Set(looked.map(({ kind, cells }) => `${kind} ${cells}`))
  return sizes.size > 1 ? probeSizes(plan, looked, budgetMs) : probeAlike(plan, budgetMs)
}

/** A row, and what its time goes by. */
interface LookedRow {
  readonly row: number
  readonly kind: RowKind
  readonly cells: number
}

/** Rows spread over the study; all where they are few, and one where no setting changes how large an array is. */
async function lookAtRows({ source, axes, points, rows, wanted }: StudyPlan): Promise<LookedRow[]> {
  const { repeats } = source.file
  const [some, all] = [Math.min(points.count, MOST_LOOKED), points.count]
  const varies = axes.some(({ keys }) => keys.some(key => SIZING.some(part => key.startsWith(part))))
  const looked: LookedRow[] = []
  for (let k = 0; k < (varies ? some : 1); k++) {
    const point = all <= MOST_LOOKED ? k : Math.floor(((k * GOLDEN) % 1) * all)
    const { file, size } = await preparePoint(source, axes, points.at(point))
    const isCrossbar = file.network === 'crossbar' || wanted.runFigures.some(isOfCrossbar)
    looked.push({
      row: Math.min(rows - 1, point * repeats),
      kind: isCrossbar ? 'crossbar' : 'isolated',
      cells: size[0] * size[1],
    })
  }
  return looked
}

/** Settings that change how large an array is or how it is wired. */
const SIZING = ['size', 'network', 'image', 'array.size']

/** Arrays of one size: rows spread over the study. */
async function probeAlike(plan: StudyPlan, budgetMs: number): Promise<StudyProbe> {
  const deadline = performance.now() + budgetMs
  const times: number[] = []
  for (let k = 0; k < MOST_TRIED && (k < 2 || performance.now() < deadline); k++) {
    // The first row is run twice: its first run compiles the program.
    const row = Math.floor((((k - 1) * GOLDEN) % 1) * plan.rows)
    const { seconds } = await timeRow(plan, k === 0 ? 0 : row, deadline)
    if (k === 0 && performance.now() < deadline) continue
    times.push(seconds)
  }
  return { secondsPerRow: mean(times), tried: times.length }
}

/** Arrays of several sizes: one row of each, from the smallest on, as long as the next is expected to end in time. */
async function probeSizes(
  plan: StudyPlan,
  looked: readonly LookedRow[],
  budgetMs: number,
): Promise<StudyProbe> {
  const kinds: Record<RowKind, TriedSize[]> = { isolated: [], crossbar: [] }
  const present = new Set(looked.map(({ kind }) => kind))
  const ascending = looked.toSorted((a, b) => a.cells - b.cells)
  let tried = 0
  const estimate = (kind: RowKind): number =>
    mean(looked.map(each => (each.kind === kind ? secondsOfRow(kinds[kind], each.cells, kind) : 0)))
  for (const kind of present) {
    const known = kinds[kind]
    const started = performance.now()
    for (const { row, cells } of ascending.filter(each => each.kind === kind)) {
      if (known.at(-1)?.cells === cells) continue
      if (known.length > 0) {
        const worth = Math.min(PATIENCE * budgetMs, WORTH * 1000 * plan.rows * estimate(kind))
        const left = Math.max(budgetMs, worth) - (performance.now() - started)
        if (1000 * secondsOfRow(known, cells, kind) > left) break
      }
      known.push({ cells, seconds: await timeOften(plan, row, known.length === 0, budgetMs) })
      tried++
    }
  }
  return { secondsPerRow: [...present].reduce((sum, kind) => sum + estimate(kind), 0), tried }
}

/**
 * The least seconds of a row of several runs: first ones compile the program.
 * @param first nothing else is known, so that it is stopped only where it takes many times the budget, and run again at least once
 */
async function timeOften(plan: StudyPlan, row: number, first: boolean, budgetMs: number): Promise<number> {
  const deadline = first ? performance.now() + PATIENCE * budgetMs : Number.POSITIVE_INFINITY
  let { seconds, whole } = await timeRow(plan, row, deadline)
  const again = performance.now() + budgetMs / 5
  for (let turn = 0; whole && turn < MOST_AGAIN; turn++) {
    if (!(first && turn === 0) && performance.now() + 1000 * seconds > again) break
    const next = await timeRow(plan, row, deadline)
    whole = next.whole
    if (whole) seconds = Math.min(seconds, next.seconds)
  }
  return seconds
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
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

/** @returns whole where the row was run to its end */
async function timeRow(
  plan: StudyPlan,
  row: number,
  deadline: number,
): Promise<{ readonly seconds: number; readonly whole: boolean }> {
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
    return { seconds: (performance.now() - started) / 1000, whole: true }
  } catch (error) {
    if (!stop.signal.aborted && !(error instanceof SolverError)) throw error
    return { seconds: (performance.now() - started) / 1000 / Math.max(share, 1e-3), whole: false }
  }
}
