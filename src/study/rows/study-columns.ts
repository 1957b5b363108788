/** A column of the results of a study. */
export interface StudyColumn {
  readonly name: string
  readonly kind: 'row' | 'setting' | 'figure' | 'failure'
  readonly type: 'integer' | 'number' | 'text'
  /** '' where there is none. */
  readonly unit: string
}
