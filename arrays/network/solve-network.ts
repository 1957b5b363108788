import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import { SolverError } from '../errors.ts'
import { type Balance, type BalanceResult, notConverged } from './balance.ts'
import { checkNetwork } from './check-network.ts'
import { conductingCells, conductingInSeries, spanOfSources } from './conducting-cells.ts'
import { allHeld, checkParts } from './connected-parts.ts'
import { groundedBalance, isGrounded } from './grounded-balance.ts'
import type { GroundedCells } from './grounded-cells.ts'
import { hasLimits, solveLimited } from './limit-drivers.ts'
import { chooseEngine } from './linear-engine.ts'
import { networkGrid } from './network-grid.ts'
import { newtonBalance } from './newton.ts'
import { type EliminatingEngine, orEliminate } from './or-eliminate.ts'
import { overdrivenLine } from './overdriven-line.ts'
import type { NetworkProblem, NetworkSolution, SolveOptions } from './problem.ts'
import { rampSources } from './ramp-sources.ts'
import { prepareLinear, refineLinear } from './refine-linear.ts'
import { seriesCells } from './series-cell.ts'
import { solutionOf } from './solution.ts'
import { startNodes } from './start-nodes.ts'
import type { UndeterminedPart } from './undetermined-part.ts'
import { undeterminedParts } from './undetermined-parts.ts'

export const DEFAULT_TOLERANCE = 1e-12

export const SOLVE_OPTIONS: OptionNames<Required<SolveOptions>> = {
  tolerance: true,
  start: true,
  createEngine: true,
  threads: true,
}

/**
 * Node voltages and currents of a crossbar: Kirchhoff's law at every node.
 * @throws RangeError where the problem contradicts itself; SolverError where it has no answer or none was reached
 */
export function solveNetwork(problem: NetworkProblem, options: SolveOptions = {}): NetworkSolution {
  checkOptionKeys('solveNetwork', options, SOLVE_OPTIONS)
  checkNetwork(problem, options.tolerance ?? DEFAULT_TOLERANCE)
  if (!hasLimits(problem)) return solveUnlimited(problem, options)
  let { start } = options
  return solveLimited(problem, start?.report.limited ?? [], limited => {
    start = solveUnlimited(limited, start === undefined ? options : { ...options, start })
    return start
  })
}

function solveUnlimited(problem: NetworkProblem, options: SolveOptions): NetworkSolution {
  const started = performance.now()
  const { tolerance = DEFAULT_TOLERANCE, start, createEngine = chooseEngine, threads } = options
  const count = problem.rows * problem.columns
  const { shape, sources } = networkGrid(problem)
  const warm = start !== undefined && start.cellVoltages.length === count
  let conducting: Uint8Array | undefined
  const warnings = checkParts(problem, cell => {
    conducting ??= conductingOf(problem, spanOfSources(sources))
    return conducting[cell] === 1
  })
  const series = problem.series && seriesCells(problem.cells, problem.series, count, warm ? start : undefined)
  const laws = series?.laws ?? problem.cells
  const engine = orEliminate(createEngine(shape, laws.linear, threads))
  const { planes } = engine
  startNodes(planes, sources, warm ? start : undefined)
  const balance = { planes, sources, laws }
  let solution: NetworkSolution
  try {
    const grounded =
      problem.series !== undefined && series !== undefined && isGrounded(problem.series)
        ? { ...series, element: problem.series }
        : undefined
    const { result, undetermined } = findBalance(problem, balance, engine, { tolerance, warm, grounded })
    solution = solutionOf(problem, balance, engine, result, { warnings, started, undetermined })
  } finally {
    planes.arena.release()
  }
  if (series === undefined) return solution
  // The dividers of the voltages found: a linear network never asked the laws for them.
  if (laws.linear) laws.evaluate(solution.cellVoltages, new Float64Array(count), new Float64Array(count))
  return { ...solution, deviceVoltages: series.deviceVolts }
}

function conductingOf({ rows, columns, cells, series }: NetworkProblem, span: number): Uint8Array {
  const count = rows * columns
  if (series === undefined) return conductingCells(cells, count, span)
  const joined = () => seriesCells(cells, series, count).laws
  return conductingInSeries([cells, series], joined, count, span)
}

interface Found {
  readonly result: BalanceResult
  readonly undetermined: readonly UndeterminedPart[]
}

interface BalanceOptions {
  readonly tolerance: number
  readonly warm: boolean
  /** Cells that feel their lines against ground. */
  readonly grounded: GroundedCells | undefined
}

/** From the start given, then from small parts of the sources. */
function findBalance(
  problem: NetworkProblem,
  balance: Balance,
  engine: EliminatingEngine,
  { tolerance, warm, grounded }: BalanceOptions,
): Found {
  if (balance.laws.linear) {
    const held = allHeld(problem)
    const constant = prepareLinear(balance, engine, held)
    return { result: refineLinear(balance, engine, tolerance, { constant, held }), undetermined: [] }
  }
  const looked = (result: BalanceResult): Found => {
    const undetermined = allHeld(problem) ? [] : undeterminedParts(balance, engine, result.residual, grounded)
    if (result.moving && undetermined.length === 0) {
      const { grid, wordIn, bitIn } = balance.planes
      throw notConverged(grid, wordIn, bitIn, `${result.newton} Newton steps`, result.residual, tolerance)
    }
    return { result, undetermined }
  }
  try {
    if (grounded !== undefined) return looked(groundedBalance(balance, grounded, engine, tolerance))
    try {
      return looked(newtonBalance(balance, engine, tolerance, !warm))
    } catch (error) {
      if (!(error instanceof SolverError) || error.failure === 'not-a-number') throw error
    }
    return looked(rampSources(balance, engine, tolerance))
  } catch (error) {
    const overdriven = error instanceof SolverError ? overdrivenLine(problem, grounded) : undefined
    if (overdriven === undefined) throw error
    throw new SolverError('ill-posed', overdriven)
  }
}
