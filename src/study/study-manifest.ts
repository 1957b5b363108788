import { z } from 'zod'
import type { ResolvedEngine } from './engines.ts'
import type { StudyColumn } from './study-columns.ts'

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

const whole = z.int().min(1)

/** What tells the manifest of a study from a damaged one; that it is the one that was planned is what its hash says. */
export const studyManifest: z.ZodType = z.object({
  format: z.literal(STUDY_FORMAT),
  formatVersion: z.literal(1),
  study: z.string(),
  hash: z.string(),
  engine: z.object({ name: z.string() }),
  seed: z.int(),
  points: whole,
  repeats: whole,
  rows: whole,
  rowsPerShard: whole,
  columns: z.array(z.object({ name: z.string(), unit: z.string() })),
  settings: z.record(z.string(), z.unknown()),
  source: z.object({ file: z.string(), folder: z.string() }),
  scenario: z.object({ file: z.string(), baseDir: z.string(), document: z.unknown() }),
  inputs: z.record(z.string(), z.string()),
  versions: z.object({ sneakpath: z.string(), node: z.string() }),
})
