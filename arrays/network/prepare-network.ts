import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import { checkNetwork } from './check-network.ts'
import { conductingCells, spanOfSources } from './conducting-cells.ts'
import { allHeld, checkParts } from './connected-parts.ts'
import { hasLimits } from './limit-drivers.ts'
import { chooseEngine } from './linear-engine.ts'
import { networkGrid } from './network-grid.ts'
import { orEliminate } from './or-eliminate.ts'
import type { LineEnds, NetworkProblem, NetworkSolution, SolveOptions } from './problem.ts'
import { prepareLinear, refineLinear } from './refine-linear.ts'
import { seriesCells } from './series-cell.ts'
import { type EndSolution, endsOf, solutionOf } from './solution.ts'
import { DEFAULT_TOLERANCE, SOLVE_OPTIONS } from './solve-network.ts'
import { startNodes } from './start-nodes.ts'

/** New values of the sources at the ends: V for a voltage, A for a current; what is absent stays as it was. */
export interface Drives {
  /** N values each. */
  readonly left?: Float64Array
  readonly right?: Float64Array
  /** M values each. */
  readonly top?: Float64Array
  readonly bottom?: Float64Array
  /** false leaves out the current sources in the cells. */
  readonly cellSources?: boolean
}

const DRIVES: OptionNames<Required<Drives>> = {
  left: true,
  right: true,
  top: true,
  bottom: true,
  cellSources: true,
}

/** An array of linear cells, set up once for many drives. */
export interface PreparedNetwork {
  readonly problem: NetworkProblem
  /** As solveNetwork, without `deviceVoltages`. @throws SolverError where the balance is not reached */
  solve(drives: Drives): NetworkSolution
  /** The currents at the ends of the lines alone, which costs less. @throws SolverError as `solve` */
  solveEnds(drives: Drives): EndSolution
}

/**
 * Sets up a network of linear cells, so that each further set of sources costs a solve alone.
 * @throws RangeError where the cells are not linear or the problem contradicts itself; SolverError where it is ill-posed
 */
export function prepareNetwork(problem: NetworkProblem, options: SolveOptions = {}): PreparedNetwork {
  checkOptionKeys('prepareNetwork', options, SOLVE_OPTIONS)
  checkNetwork(problem, options.tolerance ?? DEFAULT_TOLERANCE)
  if (hasLimits(problem))
    throw new RangeError('prepareNetwork: a driver has a compliance; expected none (use solveNetwork)')
  if (!problem.cells.linear || problem.series?.linear === false)
    throw new RangeError('prepareNetwork: the cells are nonlinear; expected linear cells (use solveNetwork)')
  const { tolerance = DEFAULT_TOLERANCE, createEngine = chooseEngine, threads } = options
  const count = problem.rows * problem.columns
  const { shape, sources } = networkGrid(problem)
  const laws = problem.series ? seriesCells(problem.cells, problem.series, count).laws : problem.cells
  let conducting: Uint8Array | undefined
  checkParts(problem, cell => {
    conducting ??= conductingCells(laws, count, spanOfSources(sources))
    return conducting[cell] === 1
  })
  const engine = orEliminate(createEngine(shape, true, threads))
  const { planes } = engine
  const held = allHeld(problem)
  const constant = prepareLinear({ planes, sources, laws }, engine, held)

  function balanced<T>(drives: Drives, take: TakeSolution<T>): T {
    checkOptionKeys('PreparedNetwork.solve', drives, DRIVES)
    const started = performance.now()
    const driven: NetworkProblem = {
      ...problem,
      left: withValues('left', problem.left, drives.left),
      right: withValues('right', problem.right, drives.right),
      top: withValues('top', problem.top, drives.top),
      bottom: withValues('bottom', problem.bottom, drives.bottom),
    }
    const warnings = checkParts(driven, () => true)
    const fed = networkGrid(driven).sources
    startNodes(planes, fed)
    const balance = { planes, sources: fed, laws }
    try {
      const sources = drives.cellSources === false ? undefined : constant
      const result = refineLinear(balance, engine, tolerance, { constant: sources, held })
      return take(driven, balance, engine, result, { warnings, started })
    } finally {
      planes.arena.pause()
    }
  }

  return {
    problem,
    solve: drives => balanced(drives, solutionOf),
    solveEnds: drives => balanced(drives, endsOf),
  }
}

type TakeSolution<T> = (...found: Parameters<typeof solutionOf>) => T

function withValues(name: string, ends: LineEnds, value: Float64Array | undefined): LineEnds {
  if (value === undefined) return ends
  if (value.length !== ends.value.length)
    throw new RangeError(
      `PreparedNetwork.solve: ${name} has ${value.length} values; expected ${ends.value.length}`,
    )
  return { ...ends, value }
}
