import type { Axis } from './axis.ts'
import { preparePoint, type StudyPlan } from './plan-study.ts'
import { runPoint } from './run-point.ts'
import type { RowRange } from './shard-layout.ts'
import { rowSeed } from './study-points.ts'

/** One row of a study: a point, run with one seed. */
export interface StudyRow {
  readonly point: number
  readonly repeat: number
  readonly seed: number
  /** In the order of the axes. */
  readonly settings: readonly (number | string)[]
  /** In the order of the study, SI; NaN where there is none. */
  readonly figures: readonly number[]
  /** In the order of the study: N*M values and their size. */
  readonly maps: readonly { readonly size: readonly [number, number]; readonly values: Float64Array }[]
  readonly failure: string | undefined
}

/**
 * Computes rows of a study in their order. A row depends on its number alone.
 * @throws ConfigError where the settings of a point cannot be; the signal's reason when it is aborted
 */
export async function* studyRows(
  plan: StudyPlan,
  { from, to }: RowRange,
  hooks: { readonly signal?: AbortSignal; readonly progress?: (share: number) => void } = {},
): AsyncGenerator<StudyRow> {
  const { source, axes, points, wanted } = plan
  const { file } = source
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
