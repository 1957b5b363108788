import { createGradientSolver, type StopRule } from '../../kernels/conjugate-gradients.ts'
import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { createFrontSolver } from '../../kernels/front-solve.ts'

/** Solves the network of conductances that a grid holds, for currents put into its nodes. */
export interface LinearEngine {
  readonly engine: string
  readonly backend: string
  /** A direct engine leaves only rounding, whatever it is asked for. */
  readonly direct: boolean
  /** To be called when the conductances of the grid have changed. */
  prepare(): void
  /**
   * Node voltages (N x M each) for the given currents (A); `bitIn` may be used up.
   * @returns iterations made, 0 for a direct solver, and whether they met the rule
   */
  solve(
    wordIn: Float64Array,
    bitIn: Float64Array,
    word: Float64Array,
    bit: Float64Array,
    stop: StopRule,
  ): { readonly iterations: number; readonly done: boolean }
}

/** Above this many cells times the shorter side, iterating is faster. */
const DIRECT_WORK = 40_000
/** Arrays with so few lines on one side are solved directly at any length. */
const THIN = 4

/** The faster engine for a grid of this shape. */
export function chooseEngine(grid: CrossbarGrid): LinearEngine {
  const thin = Math.min(grid.rows, grid.columns)
  return thin <= THIN || grid.rows * grid.columns * thin <= DIRECT_WORK
    ? directEngine(grid)
    : multigridEngine(grid)
}

export function directEngine(grid: CrossbarGrid): LinearEngine {
  const front = createFrontSolver(grid)
  return {
    engine: 'direct',
    backend: 'float64',
    direct: true,
    prepare: front.factor,
    solve(wordIn, bitIn, word, bit) {
      front.solve(wordIn, bitIn, word, bit)
      return { iterations: 0, done: true }
    },
  }
}

export function multigridEngine(grid: CrossbarGrid): LinearEngine {
  const gradients = createGradientSolver(grid)
  return {
    engine: 'multigrid',
    backend: 'float64, cycle in float32',
    direct: false,
    prepare: gradients.factor,
    solve: gradients.solve,
  }
}
