import type { LawNode } from '../law/law-node.ts'
import type { LawUnknown } from '../law/law-unknown.ts'

/** The law of cells as trees on the voltage `v` and names, each of which has a column: N*M values, or one for all cells. */
export interface CellEquations {
  /** A. */
  readonly current: LawNode
  /** S. */
  readonly slope: LawNode
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  /** Which current and slope may name, solved inside each cell. */
  readonly unknown?: LawUnknown
  /** N*M: conductance of a cell that is stuck, S; NaN where the law holds. */
  readonly stuck?: Float64Array
  /** An element in series with each, which is never stuck. */
  readonly element?: CellEquations
}
