import { SolverError } from '../errors.ts'
import type { Balance, BalanceResult } from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { directedNewton } from './directed-newton.ts'
import type { GroundedCells } from './grounded-cells.ts'
import { groundedNewton } from './grounded-newton.ts'
import type { EliminatingEngine } from './or-eliminate.ts'
import type { CellLaws, GroundedLaws } from './problem.ts'
import { holdNodes } from './start-nodes.ts'

/** Nodes further out than this many spans of the sources have run away. */
const FAR = 8

export function isGrounded(laws: CellLaws | GroundedLaws): laws is GroundedLaws {
  return 'side' in laws
}

/**
 * Brings a network to balance whose cells feel their lines against ground: by Newton's method with the engine from where the nodes
 * are; where that is slow or fails, and the array is not too large to be eliminated, by directedNewton from where it came to.
 * @throws SolverError where neither leads to a balance
 */
export function groundedBalance(
  balance: Balance,
  cells: GroundedCells,
  engine: EliminatingEngine,
  tolerance: number,
): BalanceResult {
  try {
    return groundedNewton(balance, cells, engine, tolerance)
  } catch (error) {
    if (!(error instanceof SolverError)) throw error
    const plan = engine.plan()
    if (plan === undefined) throw error
    const { planes, sources } = balance
    const { grid, nodes } = planes
    const limit = FAR * spanOfSources(sources)
    // Written so that NaN counts as far.
    const isNear = (volts: number): boolean => Math.abs(volts) <= limit
    if (!Object.values(nodes).every((plane: Float64Array) => plane.every(isNear)))
      holdNodes(grid, sources, nodes, true)
    return directedNewton(balance, cells, plan, tolerance)
  }
}
