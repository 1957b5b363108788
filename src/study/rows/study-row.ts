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
