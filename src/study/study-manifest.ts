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
