import type { ProgramSettings } from '../../arrays/program/program.ts'
import type { TwoTerminalCase } from '../file/two-terminal.ts'

/** Arrays of one shape and program whose cells have been drawn. */
export interface DrawnBatch {
  /** The case with all cells alike. */
  readonly one: TwoTerminalCase
  readonly settings: Pick<ProgramSettings, 'network' | 'bias' | 'write'>
  readonly samples: number
  /** One value for all, or samples x N*M of them. */
  readonly parameters: readonly Float64Array[]
  /** Samples x N*M: conductance of a cell that is stuck, S; NaN where it works. */
  readonly stuck?: Float64Array
  /** Cells whose means are read: 1 for each cell that belongs to the group, N*M. */
  readonly groups: readonly Float64Array[]
}

/** Results of the reads of a batch. */
export interface BatchMeans {
  readonly reads: readonly { readonly label: string; readonly timeS: number }[]
  /** For each read the mean conductance (S) of each group in each sample, samples x groups. */
  readonly means: readonly Float64Array[]
}
