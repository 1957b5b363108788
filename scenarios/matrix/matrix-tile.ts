import type { SolveReport } from '../../arrays/network/problem.ts'
import type { WrittenCells } from './cell-levels.ts'
import type { Measure } from './measures.ts'
import type { ReadNoise } from './read-noise.ts'
import type { Tile } from './tiles.ts'

/** Volts of word lines while so many vectors are applied, [vectors][word lines]. */
export interface Drive {
  readonly volts: Float64Array
  /** Factor of its currents in a vector's output. */
  readonly weight: number
}

/** Effects of vectors in a crossbar beside the measured currents. */
export interface TileSurvey {
  /** Sum over the vectors of the squared difference that the wires make to each cell's current, A^2; [word lines][bit lines]. */
  readonly squares: Float64Array
  /** Sum over vectors and drives, W. */
  readonly power: { readonly delivered: number; readonly cells: number; readonly wires: number }
}

/** One crossbar that holds a part of a matrix. */
export interface MatrixTile {
  /** Whether many vectors cost what one costs. */
  readonly linear: boolean
  readonly tile: Tile
  readonly slice: number
  /** Written when they are first asked for. */
  readonly cells: () => WrittenCells
  readonly measures: readonly Measure[]
  /**
   * Measured currents of vectors, [vectors][measures], A.
   * @param volts [vectors][word lines]
   */
  measure(volts: Float64Array, vectors: number, noise: ReadNoise | undefined): Float64Array
  /** Currents of the cells and power; each drive holds the same number of vectors. */
  survey(drives: readonly Drive[], vectors: number): TileSurvey
}

/** Reports of the solver, over all crossbars. */
export interface SolveTally {
  add(report: SolveReport): void
}
