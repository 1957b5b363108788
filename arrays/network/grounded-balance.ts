import type { NodeVolts } from '../../kernels/kirchhoff.ts'
import { SolverError } from '../errors.ts'
import { type Balance, type BalanceResult, largestOf } from './balance.ts'
import { copyNodes, emptyNodes } from './copy-nodes.ts'
import type { GroundedCells } from './grounded-cells.ts'
import { groundedNewton } from './grounded-newton.ts'
import type { LinearEngine } from './linear-engine.ts'
import type { CellLaws, GroundedLaws } from './problem.ts'
import { holdNodes } from './start-nodes.ts'

/** How much smaller the conductance beside each cell becomes from one balance to the next, and at most after failures. */
const FIRST_FALL = 10
const LEAST_FALL = 1.05
/** Of the first one: then the cells themselves decide. */
const LEAST_PART = 1e-16

export function isGrounded(laws: CellLaws | GroundedLaws): laws is GroundedLaws {
  return 'side' in laws
}

/**
 * Brings a network to balance whose cells feel their lines against ground: by Newton's method from where the nodes are; where
 * that fails, with a conductance beside each cell that makes the network nearly linear and is then taken away step by step
 * (the gmin stepping of circuit simulators).
 * @throws SolverError where neither leads to a balance
 */
export function groundedBalance(
  balance: Balance,
  cells: GroundedCells,
  engine: LinearEngine,
  tolerance: number,
): BalanceResult {
  try {
    return groundedNewton(balance, cells, engine, tolerance)
  } catch (error) {
    if (isHopeless(error)) throw error
  }
  const { planes, sources } = balance
  const { grid, nodes } = planes
  holdNodes(grid, sources, nodes, true)
  const first = Math.max(largestOf(grid.conductance), 1e-9)
  let shunt = first
  let fall = FIRST_FALL
  let newton = 0
  let iterations = 0
  let good: NodeVolts | undefined
  for (;;) {
    try {
      const result = groundedNewton(balance, cells, engine, tolerance, shunt)
      newton += result.newton
      iterations += result.iterations
      if (shunt === 0) return { ...result, newton, iterations }
      good ??= emptyNodes(nodes)
      copyNodes(nodes, good)
      fall = Math.min(FIRST_FALL, fall * fall)
    } catch (error) {
      if (isHopeless(error) || good === undefined) throw error
      copyNodes(good, nodes)
      shunt *= fall
      fall = Math.sqrt(fall)
      if (fall < LEAST_FALL) throw error
    }
    shunt /= fall
    if (shunt < LEAST_PART * first) shunt = 0
  }
}

function isHopeless(error: unknown): boolean {
  return !(error instanceof SolverError) || error.failure === 'not-a-number'
}
