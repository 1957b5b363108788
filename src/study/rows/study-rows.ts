import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { batchRows } from '../batch/batch-rows.ts'
import type { Axis } from '../points/axis.ts'
import { rowSeed } from '../points/study-points.ts'
import type { RowRange } from '../shards/shard-layout.ts'
import { preparePoint, type StudyPlan } from '../work/plan-study.ts'
import { runPoint } from './run-point.ts'
import type { StudyRow } from './study-row.ts'

export interface RowHooks {
  readonly signal?: AbortSignal
  /** How much of a row is done. */
  readonly progress?: (share: number) => void
  /** The engine, where the study's engine is a device. */
  readonly device?: ArrayEngine | undefined
}

/**
 * Computes rows of a study in their order. A row depends on its number alone.
 * @throws ConfigError where the settings of a point cannot be; the signal's reason when it is aborted
 */
export async function* studyRows(
  plan: StudyPlan,
  { from, to }: RowRange,
  hooks: RowHooks = {},
): AsyncGenerator<StudyRow> {
  const { source, axes, points, wanted } = plan
  const { file } = source
  if (hooks.device !== undefined) {
    yield* batchRows(plan, { from, to }, hooks.device, hooks.signal)
    return
  }
  let prepared:
    | { readonly point: number; readonly scenario: Awaited<ReturnType<typeof preparePoint>> }
    | undefined
  for (let row = from; row < to; row++) {
    hooks.signal?.throwIfAborted()
    const point = Math.floor(row / file.repeats)
    const seed = rowSeed(file.seed, row)
    const values = points.at(point)
    if (prepared?.point !== point || drawsImages(plan, axes)) {
      prepared = { point, scenario: await preparePoint(source, axes, values, seed) }
    }
    const { scenario } = prepared
    const result = await runPoint(scenario, file, wanted, seed, {
      progress: (done, total) => hooks.progress?.(done / total),
      ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
    })
    yield {
      point,
      repeat: row % file.repeats,
      seed,
      settings: values.map(({ cell }) => cell),
      figures: result.figures,
      maps: result.maps.map(map => ({ size: scenario.size, values: map })),
      failure: result.failure,
    }
  }
}

/** A picture of the user's may be scattered with noise, which the seed draws while the scenario is prepared. */
function drawsImages({ source }: StudyPlan, axes: readonly Axis[]): boolean {
  return 'image' in source.file.settings || axes.some(({ keys }) => keys.includes('image'))
}
