import { createGradientSolver, type StopRule } from '../../kernels/conjugate-gradients.ts'
import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { createFrontSolver } from '../../kernels/front-solve.ts'

/** The shape of a grid; the engine brings the plane of conductances. */
export type GridShape = Omit<CrossbarGrid, 'conductance'>

/** Solves the network of conductances of a grid, for currents put into its nodes. All planes N x M. */
export interface LinearEngine {
  readonly engine: string
  readonly backend: string
  /** A direct engine leaves only rounding, whatever it is asked for. */
  readonly direct: boolean
  /** The grid with the engine's own plane of conductances, to be filled. */
  readonly grid: CrossbarGrid
  /** Currents into the bit nodes, to be filled and used up by a solve, A. */
  readonly bitIn: Float64Array
  /** Voltages of the bit nodes, the result of a solve, V. */
  readonly bitStep: Float64Array
  /** To be called when the conductances have changed. */
  prepare(): void
  /**
   * Voltages (V) of the word nodes, and in `bitStep` of the bit nodes, for currents (A) into both.
   * @returns iterations made, 0 for a direct solver, and whether they met the rule
   */
  solve(
    wordIn: Float64Array,
    wordStep: Float64Array,
    stop: StopRule,
  ): { readonly iterations: number; readonly done: boolean }
}

/** Above this many cells times the shorter side, iterating is faster. */
const DIRECT_WORK = 40_000
/** Arrays with so few lines on one side are solved directly at any length. */
const THIN = 4

/** The faster engine for a grid of this shape. */
export function chooseEngine(shape: GridShape): LinearEngine {
  const thin = Math.min(shape.rows, shape.columns)
  return thin <= THIN || shape.rows * shape.columns * thin <= DIRECT_WORK
    ? directEngine(shape)
    : multigridEngine(shape)
}

function directEngine(shape: GridShape): LinearEngine {
  const count = shape.rows * shape.columns
  const grid = { ...shape, conductance: new Float64Array(count) }
  const front = createFrontSolver(grid)
  const bitIn = new Float64Array(count)
  const bitStep = new Float64Array(count)
  return {
    engine: 'direct',
    backend: 'float64',
    direct: true,
    grid,
    bitIn,
    bitStep,
    prepare: front.factor,
    solve(wordIn, wordStep) {
      front.solve(wordIn, bitIn, wordStep, bitStep)
      return { iterations: 0, done: true }
    },
  }
}

function multigridEngine(shape: GridShape): LinearEngine {
  const { conductance, bitIn, bit, factor, solve } = createGradientSolver(shape)
  return {
    engine: 'multigrid',
    backend: 'float64, cycle in float32',
    direct: false,
    grid: { ...shape, conductance },
    bitIn,
    bitStep: bit,
    prepare: factor,
    solve,
  }
}
