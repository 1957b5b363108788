import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { type IsolatedProgram, isolatedProgram } from '../../../scenarios/batch/isolated-program.ts'
import type { PreparedScenario } from '../../../scenarios/file/prepare-scenario.ts'
import { requireTwoTerminal } from '../../../scenarios/file/two-terminal.ts'
import { rowSeed } from '../points/study-points.ts'
import type { StudyRow } from '../rows/study-row.ts'
import type { RowRange } from '../shards/shard-layout.ts'
import { preparePoint, type StudyPlan } from '../work/plan-study.ts'
import { type BatchRow, runBatch } from './run-batch.ts'

interface WaitingRow extends BatchRow {
  readonly row: number
  readonly point: number
}

/**
 * Computes rows of a study on a GPU in their order, those that follow each other with the same program and shape side by side.
 * @throws ConfigError where the settings of a point cannot be; GpuError where the GPU fails
 */
export async function* batchRows(
  plan: StudyPlan,
  { from, to }: RowRange,
  engine: ArrayEngine,
  signal: AbortSignal | undefined,
): AsyncGenerator<StudyRow> {
  const { source, axes, points } = plan
  const { repeats, seed: studySeed } = source.file
  let waiting: WaitingRow[] = []
  let programs = new Map<string, IsolatedProgram>()
  let key = ''
  let latest: { readonly point: number; readonly prepared: PreparedScenario } | undefined
  for (let row = from; row < to; row++) {
    signal?.throwIfAborted()
    const point = Math.floor(row / repeats)
    const seed = rowSeed(studySeed, row)
    if (latest?.point !== point) {
      latest = { point, prepared: await preparePoint(source, axes, points.at(point)) }
      const own = programsOf(latest.prepared, plan)
      const ownKey = keyOf(latest.prepared, own)
      if (ownKey !== key) {
        yield* finish(plan, waiting, programs, engine)
        waiting = []
        programs = own
        key = ownKey
      }
    }
    waiting.push({ row, point, prepared: latest.prepared, seed })
  }
  yield* finish(plan, waiting, programs, engine)
}

function* finish(
  plan: StudyPlan,
  waiting: readonly WaitingRow[],
  programs: ReadonlyMap<string, IsolatedProgram>,
  engine: ArrayEngine,
): Generator<StudyRow> {
  if (waiting.length === 0) return
  const { file } = plan.source
  const results = runBatch(waiting, programs, engine, file, plan.wanted)
  for (const [k, { row, point, prepared, seed }] of waiting.entries()) {
    const { figures, maps } = results[k]
    yield {
      point,
      repeat: row % file.repeats,
      seed,
      settings: plan.points.at(point).map(({ cell }) => cell),
      figures,
      maps: maps.map(values => ({ size: prepared.size, values })),
      failure: undefined,
    }
  }
}

function programsOf(
  { cases, document }: PreparedScenario,
  { wanted }: StudyPlan,
): Map<string, IsolatedProgram> {
  const played = cases.filter(({ name }) => wanted.cases.has(name))
  return new Map(
    played.map(one => {
      const { name, spec, steps } = requireTwoTerminal(one, document, 'a batch')
      return [name, isolatedProgram(spec, steps, { read: () => true, write: ({ frame }) => frame })]
    }),
  )
}

/** Settings that must be alike in a batch. */
function keyOf({ size, cases }: PreparedScenario, programs: ReadonlyMap<string, IsolatedProgram>): string {
  const parts = [...programs].map(([name, { patterns, events, reads }]) => {
    const { spec } = cases.find(one => one.name === name)!
    const planes = [...patterns, ...spec.initial].map(plane => [...plane])
    return [
      name,
      spec.model.name,
      planes,
      events,
      reads.map(({ only }) => (only === undefined ? 0 : [...only])),
    ]
  })
  return JSON.stringify([size, parts])
}
