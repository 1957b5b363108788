import * as z from 'zod'
import { COLUMN_NAME } from '../rows/column-name.ts'
import type { StudyColumn } from '../rows/study-columns.ts'
import { MOST_SHARDS, shardCount } from '../shards/shard-layout.ts'
import type { ResolvedEngine } from '../work/engines.ts'
import { MOST_ROWS, STUDY_NAME } from './study-file.ts'

export const STUDY_FORMAT = 'sneakpath-study'

/** manifest.json in the folder of a study: all that its rows depend on. */
export interface StudyManifest {
  readonly format: typeof STUDY_FORMAT
  readonly formatVersion: 1
  readonly study: string
  readonly title?: string
  readonly hash: string
  readonly engine: ResolvedEngine
  readonly seed: number
  readonly points: number
  readonly repeats: number
  readonly rows: number
  readonly rowsPerShard: number
  readonly columns: readonly StudyColumn[]
  /** The study file. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly source: { readonly file: string; readonly folder: string }
  readonly scenario: { readonly file: string; readonly baseDir: string; readonly document: unknown }
  readonly inputs: Readonly<Record<string, string>>
  readonly versions: { readonly sneakpath: string; readonly node: string }
}

const whole = z.int().min(1).max(MOST_ROWS)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const column = z.object({
  name: z.string().regex(COLUMN_NAME),
  kind: z.enum(['row', 'setting', 'figure', 'failure']),
  type: z.enum(['integer', 'number', 'text']),
  unit: z.string().max(60),
})

/** The columns of every study stand around those of its settings and figures, each under its own name. */
function areColumns(columns: readonly { readonly name: string }[]): boolean {
  const names = columns.map(({ name }) => name)
  const own = [...names.slice(0, 3), names.at(-1)].join()
  return own === 'point,repeat,seed,failure' && new Set(names).size === names.length
}

/**
 * Rules that tell the manifest of a study from a damaged one, or from one that was made to do harm: names are no paths, numbers agree with each
 * other and stay within limits. That it is the one that was planned is what its hash says.
 */
export const studyManifest: z.ZodType = z
  .object({
    format: z.literal(STUDY_FORMAT),
    formatVersion: z.literal(1),
    study: z.string().regex(STUDY_NAME),
    title: z.string().optional(),
    hash: sha256,
    engine: z.object({ name: z.string() }),
    seed: z.int(),
    points: whole,
    repeats: whole,
    rows: whole,
    rowsPerShard: whole,
    columns: z.array(column).max(10_000).refine(areColumns),
    settings: z.record(z.string(), z.unknown()),
    source: z.object({ file: z.string(), folder: z.string() }),
    scenario: z.object({ file: z.string(), baseDir: z.string(), document: z.unknown() }),
    inputs: z.record(z.string(), z.string()),
    versions: z.object({ sneakpath: z.string(), node: z.string() }),
  })
  .refine(({ rows, points, repeats }) => rows === points * repeats, { path: ['rows'] })
  .refine(layout => shardCount(layout) <= MOST_SHARDS, { path: ['rowsPerShard'] })
