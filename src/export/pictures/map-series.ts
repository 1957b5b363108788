import type { LineNames, RunFrame, RunQuantity } from '../run-record.ts'

/** What a picture is made of: one quantity over the frames of a run. */
export interface MapSeries {
  readonly scenario: string
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  /** As in `RunRecord`. */
  readonly lines?: LineNames
  readonly frames: readonly RunFrame[]
  readonly quantity: RunQuantity
  /** As in `RunRecord`. */
  readonly sheet?: readonly number[]
}
