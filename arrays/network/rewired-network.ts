import type { Imbalance } from '../../kernels/kirchhoff.ts'
import type { BalanceResult } from './balance.ts'
import { hasLimits } from './limit-drivers.ts'
import { chooseEngine } from './linear-engine.ts'
import { networkGrid } from './network-grid.ts'
import { orEliminate } from './or-eliminate.ts'
import type { CellLaws, NetworkProblem, NetworkSolution, SolveOptions } from './problem.ts'
import { type EvenWires, ReducedBasis } from './reduced-basis.ts'
import { refineLinear } from './refine-linear.ts'
import { solutionOf } from './solution.ts'
import { solveNetwork } from './solve-network.ts'
import { holdNodes } from './start-nodes.ts'

/** Solutions that others are combined of are solved so much better than these have to be: it takes no more iterations in all. */
const SHARPER = 0.1

/** A network of linear cells whose wires change and nothing else. */
export interface RewiredNetwork {
  /**
   * Its solution with these wires, from the combination of earlier ones that is nearest: where that is within the tolerance, nothing is
   * solved.
   * @throws SolverError as solveNetwork
   */
  solve(wires: EvenWires): NetworkSolution
}

/**
 * @param problem whose own wires count for nothing
 * @param options the tolerance is all that says where a line without a driver stands: strong cells beside weak ones may leave it further off
 * @returns undefined where cells are not linear or drive a current of their own, have an element in series, or drivers a compliance
 */
export function rewiredNetwork(
  problem: NetworkProblem,
  options: Omit<SolveOptions, 'start'> & { readonly tolerance: number },
): RewiredNetwork | undefined {
  if (!problem.cells.linear || problem.series !== undefined || hasLimits(problem)) return undefined
  const conductance = conductanceOf(problem)
  if (conductance === undefined) return undefined
  const { tolerance, createEngine = chooseEngine, threads } = options
  const { rows, columns } = problem
  const basis = new ReducedBasis({ rows, columns, conductance, sources: networkGrid(problem).sources })
  const cells = ohmicCells(conductance)

  function keep({ wordVoltages, bitVoltages }: NetworkSolution): void {
    basis.add({ word: wordVoltages, bit: bitVoltages })
  }

  function fromEarlier(wired: NetworkProblem, wires: EvenWires): NetworkSolution {
    const started = performance.now()
    const { shape, sources } = networkGrid(wired)
    const engine = orEliminate(createEngine(shape, true, threads))
    const { planes } = engine
    const { nodes, grid } = planes
    try {
      grid.conductance.set(conductance!)
      basis.combine(wires, { word: nodes.wordReference, bit: nodes.bitReference })
      nodes.wordDeviation.fill(0)
      nodes.bitDeviation.fill(0)
      holdNodes(grid, sources, nodes, false)
      planes.setSources(sources)
      const balance = { planes, sources, laws: cells }
      const notes = { warnings: [], started }
      const from = planes.look(true)
      if (from.worst <= tolerance * from.largest)
        return solutionOf(wired, balance, engine, asFound(from), notes)
      engine.prepare()
      const result = refineLinear(balance, engine, SHARPER * tolerance, { held: true, from })
      const solution = solutionOf(wired, balance, engine, result, notes)
      keep(solution)
      return solution
    } finally {
      planes.arena.release()
    }
  }

  return {
    solve(wires) {
      const wired = { ...problem, cells, wordWire: wires.word, bitWire: wires.bit }
      // Nodes that 0 ohm makes one are those of another network.
      if (!(wires.word > 0 && wires.bit > 0)) return solveNetwork(wired, options)
      if (!basis.isEmpty) return fromEarlier(wired, wires)
      const first = solveNetwork(wired, options)
      keep(first)
      return first
    },
  }
}

/** Nodes whose imbalance is within the tolerance, nothing solved. */
function asFound({ worst, largest, wireWatts, cellWatts }: Imbalance): BalanceResult {
  const residual = worst === 0 ? 0 : worst / largest
  return { newton: 0, iterations: 0, residual, nothing: false, moving: false, wireWatts, cellWatts }
}

/** Of cells without a current at 0 V, S; undefined where one has one. */
function conductanceOf({ cells, rows, columns }: NetworkProblem): Float64Array | undefined {
  const current = new Float64Array(rows * columns)
  const conductance = new Float64Array(rows * columns)
  cells.evaluate(new Float64Array(rows * columns), current, conductance)
  return current.every(amps => amps === 0) ? conductance : undefined
}

function ohmicCells(conductance: Float64Array): CellLaws {
  return {
    linear: true,
    evaluate(volts, current, slope) {
      for (let k = 0; k < conductance.length; k++) current[k] = conductance[k] * volts[k]
      slope.set(conductance)
    },
  }
}
