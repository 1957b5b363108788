import type { NodeVolts } from '../../kernels/kirchhoff.ts'
import { SolverError } from '../errors.ts'
import type { Balance, BalanceResult } from './balance.ts'
import { checkNetwork } from './check-network.ts'
import { conductingCells, spanOfSources } from './conducting-cells.ts'
import { checkParts } from './connected-parts.ts'
import { type LineCurrents, lineCurrents } from './line-currents.ts'
import { chooseEngine, type LinearEngine } from './linear-engine.ts'
import { networkGrid } from './network-grid.ts'
import { newtonBalance } from './newton.ts'
import type { LineEnds, NetworkProblem, NetworkSolution, SolveOptions } from './problem.ts'
import { CURRENT, VOLTAGE } from './problem.ts'
import { rampSources } from './ramp-sources.ts'
import { refineLinear } from './refine-linear.ts'
import { seriesCells } from './series-cell.ts'
import { startNodes } from './start-nodes.ts'

const DEFAULT_TOLERANCE = 1e-12

/**
 * Node voltages and currents of a crossbar: Kirchhoff's law at every node.
 * @throws RangeError where the problem contradicts itself; SolverError where it has no answer or none was reached
 */
export function solveNetwork(problem: NetworkProblem, options: SolveOptions = {}): NetworkSolution {
  const started = performance.now()
  checkNetwork(problem)
  const { tolerance = DEFAULT_TOLERANCE, start } = options
  const count = problem.rows * problem.columns
  const conductance = new Float64Array(count)
  const { grid, sources } = networkGrid(problem, conductance)
  const series = problem.series && seriesCells(problem.cells, problem.series, count)
  const laws = series?.laws ?? problem.cells
  let conducting: Uint8Array | undefined
  const warnings = checkParts(problem, cell => {
    conducting ??= conductingCells(laws, count, spanOfSources(sources))
    return conducting[cell] === 1
  })
  const engine = chooseEngine(grid)
  const warm = start !== undefined && start.cellVoltages.length === count && !laws.linear
  const nodes = startNodes(grid, sources, warm ? start : undefined)
  const cellVolts = new Float64Array(count)
  const cellCurrents = new Float64Array(count)
  const balance = { grid, sources, nodes, laws, cellVolts, cellCurrents }
  const result = findBalance(balance, engine, tolerance, warm)
  const lines = lineCurrents(grid, sources, nodes, cellCurrents)
  return {
    wordVoltages: nodes.wordReference,
    bitVoltages: nodes.bitReference,
    cellVoltages: cellVolts,
    cellCurrents,
    ...(series === undefined ? {} : { deviceVoltages: series.deviceVolts }),
    leftCurrents: lines.left,
    rightCurrents: lines.right,
    topCurrents: lines.top,
    bottomCurrents: lines.bottom,
    power: power(problem, nodes, cellVolts, cellCurrents, lines),
    report: {
      engine: engine.engine,
      backend: engine.backend,
      ...result,
      seconds: (performance.now() - started) / 1000,
      warnings,
    },
  }
}

/** From the start given, then from the sources' small parts. */
function findBalance(
  balance: Balance,
  engine: LinearEngine,
  tolerance: number,
  warm: boolean,
): BalanceResult {
  if (balance.laws.linear) return refineLinear(balance, engine, tolerance)
  try {
    return newtonBalance(balance, engine, tolerance, !warm)
  } catch (error) {
    if (!(error instanceof SolverError) || error.failure === 'not-a-number') throw error
    return rampSources(balance, engine, tolerance)
  }
}

function power(
  problem: NetworkProblem,
  nodes: NodeVolts,
  cellVolts: Float64Array,
  cellCurrents: Float64Array,
  lines: LineCurrents,
): NetworkSolution['power'] {
  const { rows, columns } = problem
  const { wordReference, bitReference } = nodes
  let delivered = 0
  let drivers = 0
  const addEnd = (ends: LineEnds, line: number, current: number, nodeVolts: number) => {
    if (ends.kind[line] === VOLTAGE) {
      delivered += ends.value[line] * current
      drivers += current * current * ends.ohms[line]
    } else if (ends.kind[line] === CURRENT) delivered += nodeVolts * current
  }
  for (let i = 0; i < rows; i++) {
    addEnd(problem.left, i, lines.left[i], wordReference[i * columns])
    addEnd(problem.right, i, lines.right[i], wordReference[(i + 1) * columns - 1])
  }
  for (let j = 0; j < columns; j++) {
    addEnd(problem.top, j, -lines.top[j], bitReference[j])
    addEnd(problem.bottom, j, -lines.bottom[j], bitReference[(rows - 1) * columns + j])
  }
  let cells = 0
  for (let k = 0; k < cellVolts.length; k++) cells += cellVolts[k] * cellCurrents[k]
  return { delivered, cells, wires: lines.wireWatts, drivers }
}
