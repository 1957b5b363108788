import type { Arena } from '../../kernels/assembly/arena.ts'
import { usualThreads } from '../../kernels/assembly/second-thread.ts'
import {
  createGradientSolver,
  type GradientsResult,
  reserveGradients,
  type StopRule,
} from '../../kernels/conjugate-gradients.ts'
import { createFrontSolver } from '../../kernels/front-solve.ts'
import {
  createPlanes,
  type GridShape,
  type GridSources,
  type NetworkPlanes,
  type PlaneAddresses,
} from '../../kernels/kirchhoff.ts'
import type { CellEquations } from './cell-equations.ts'

/** Solves the network of conductances of a grid for the net currents into its nodes, on the planes of the network. */
export interface LinearEngine {
  readonly engine: string
  readonly backend: string
  /** A direct engine leaves only rounding, whatever it is asked for. */
  readonly direct: boolean
  readonly planes: NetworkPlanes
  /** To be called when the conductances have changed. */
  prepare(): void
  /**
   * Sets the steps of all nodes. An engine that is not direct uses up the net currents and the cells' voltages and currents.
   * @returns iterations made, 0 for a direct solver, and whether they met the rule
   */
  solve(stop: StopRule): GradientsResult
  /**
   * Takes the nodes near to where cells of the given laws are in balance, as near as laws in float32 tell.
   * @param fromRest begin with the laws made linear at 0 V
   * @returns undefined where the nodes are as they were
   */
  approach?(equations: CellEquations, sources: GridSources, fromRest: boolean): Approach | undefined
}

/** Steps of Newton's method that an engine made, and their iterations. */
export interface Approach {
  readonly newton: number
  readonly iterations: number
}

/**
 * @param linear the steps of the nodes are their deviations, too (see NetworkPlanes)
 * @param threads how many to use, where not as usual
 */
export type CreateLinearEngine = (shape: GridShape, linear: boolean, threads?: 1 | 2) => LinearEngine

/** Above this many cells times the shorter side, iterating is faster. */
const DIRECT_WORK = 40_000
/** Arrays with so few lines on one side are solved directly at any length. */
const THIN = 4

/**
 * The faster engine for a grid of this shape.
 * @param linear the steps of the nodes are their deviations, too (see NetworkPlanes)
 */
export const chooseEngine: CreateLinearEngine = (shape, linear, threads) => {
  const thin = Math.min(shape.rows, shape.columns)
  const cells = shape.rows * shape.columns
  return thin <= THIN || cells * thin <= DIRECT_WORK
    ? directEngine(shape, linear)
    : multigridEngine(shape, linear, threads ?? usualThreads(cells))
}

function directEngine(shape: GridShape, linear: boolean): LinearEngine {
  const { planes } = createPlanes(shape, linear, () => undefined)
  const front = createFrontSolver(planes.grid)
  return {
    engine: 'direct',
    backend: 'float64',
    direct: true,
    planes,
    prepare: () => front.factor(),
    solve() {
      front.solve(planes.wordIn, planes.bitIn, planes.wordStep, planes.bitStep)
      return { iterations: 0, done: true }
    },
  }
}

export function multigridEngine(shape: GridShape, linear: boolean, threads: 1 | 2 = 1): LinearEngine {
  const reserve = (arena: Arena, at: PlaneAddresses) => reserveGradients(arena, shape, at)
  const { planes, reserved } = createPlanes(shape, linear, reserve, threads)
  const { factor, solve } = createGradientSolver(planes, reserved)
  return {
    engine: 'multigrid',
    backend: 'float64, cycle in float32',
    direct: false,
    planes,
    prepare: factor,
    solve,
  }
}
