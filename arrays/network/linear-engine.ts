import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { createFrontSolver } from '../../kernels/front-solve.ts'

/** Solves the network of conductances that a grid holds, for currents put into its nodes. */
export interface LinearEngine {
  readonly engine: string
  readonly backend: string
  /** To be called when the conductances of the grid have changed. */
  prepare(): void
  /**
   * Node voltages (N x M each) for the given currents (A).
   * @param reduction how far the imbalance has to fall, relative to that of the given currents
   * @returns iterations made; 0 for a direct solver
   */
  solve(
    wordIn: Float64Array,
    bitIn: Float64Array,
    word: Float64Array,
    bit: Float64Array,
    reduction: number,
  ): number
}

/** The direct solver as an engine. */
export function directEngine(grid: CrossbarGrid): LinearEngine {
  const front = createFrontSolver(grid)
  return {
    engine: 'direct',
    backend: 'float64',
    prepare: front.factor,
    solve(wordIn, bitIn, word, bit) {
      front.solve(wordIn, bitIn, word, bit)
      return 0
    },
  }
}
