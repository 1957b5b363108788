import { type Imbalance, kirchhoff } from '../../kernels/kirchhoff.ts'
import {
  type Balance,
  type BalanceResult,
  isFinitePlane,
  largestOf,
  lawFailure,
  normalise,
  notConverged,
  SMALL_STEP,
} from './balance.ts'
import type { LinearEngine } from './linear-engine.ts'

const MAX_ROUNDS = 8
const MAX_ITERATIONS = 500
/** Rounds that no longer halve the imbalance have reached its rounding. */
const STALLED = 2

/**
 * Brings a network of linear cells to balance: solve, look at what Kirchhoff's law still misses at the voltages found,
 * solve for that. The engine is to be prepared for the conductances, and the bit deviations are to be its `bitStep`.
 * @param constant currents of the cells at 0 V, A
 * @throws SolverError where the imbalance stays above the tolerance
 */
export function refineLinear(
  balance: Balance,
  engine: LinearEngine,
  tolerance: number,
  constant?: Float64Array,
): BalanceResult {
  const { grid, sources, nodes, laws, cellVolts, cellCurrents } = balance
  const { conductance } = grid
  const count = cellVolts.length
  const { bitIn, bitStep } = engine
  const wordIn = new Float64Array(count)
  let { worst, largest } = balanceNow()
  let largestVolts = largestOf(cellVolts)
  let iterations = 0
  let stalled = 0
  let lastStep = Infinity
  let done = false
  for (let round = 0; round < MAX_ROUNDS && largest > 0; round++) {
    if (round > 0 && worst <= tolerance * largest) {
      if (done || lastStep <= SMALL_STEP * largestVolts || stalled >= STALLED) break
    }
    const before = worst
    // Nothing flows yet along the wires of the first round; what the lines must carry is the sum over their cells.
    const scale = round === 0 ? Math.max(largest, largestSum(balance, wordIn, bitIn)) : largest
    // The deviations are 0 in the first round, whose solve gives them as they are; later ones add to them.
    const wordStep = round === 0 ? nodes.wordDeviation : new Float64Array(count)
    const bitBefore = round === 0 ? undefined : nodes.bitDeviation.slice()
    const solved = engine.solve(wordIn, wordStep, {
      current: 0.4 * tolerance * scale,
      volts: 10 * tolerance * largestVolts,
      maxIterations: MAX_ITERATIONS,
    })
    iterations += solved.iterations
    done = !engine.direct && solved.done
    if (engine.direct) lastStep = Math.max(largestOf(wordStep), largestOf(bitStep))
    if (bitBefore !== undefined) {
      add(nodes.wordDeviation, wordStep)
      add(nodes.bitDeviation, bitBefore)
    }
    normalise(nodes)
    const now = balanceNow()
    worst = now.worst
    largest = now.largest
    largestVolts = largestOf(cellVolts)
    stalled = worst < 0.5 * before ? 0 : stalled + 1
  }
  const residual = worst === 0 ? 0 : worst / largest
  if (Number.isNaN(worst) || !(residual <= tolerance)) {
    if (!isFinitePlane(cellCurrents, conductance)) throw lawFailure(balance)
    throw notConverged(grid, wordIn, bitIn, `${iterations} iterations`, residual, tolerance)
  }
  return { newton: 1, iterations, residual }

  function balanceNow(): Imbalance {
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    for (let k = 0; k < count; k++) {
      const volts = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
      cellVolts[k] = volts
      cellCurrents[k] = conductance[k] * volts
    }
    if (constant !== undefined) add(cellCurrents, constant)
    const found = kirchhoff(grid, sources, nodes, cellCurrents, wordIn, bitIn)
    return { worst: found.worst, largest: Math.max(found.largest, laws.sourceAmps ?? 0) }
  }
}

/**
 * Sets the conductances of a network of linear cells.
 * @returns the currents of the cells at 0 V (A), where there are any
 * @throws SolverError where a law has no finite value
 */
export function restLaws(balance: Balance): Float64Array | undefined {
  const { grid, laws, cellVolts, cellCurrents } = balance
  cellVolts.fill(0)
  laws.evaluate(cellVolts, cellCurrents, grid.conductance)
  if (!isFinitePlane(cellCurrents, grid.conductance)) throw lawFailure(balance)
  for (let k = 0; k < cellCurrents.length; k++) if (cellCurrents[k] !== 0) return cellCurrents.slice()
  return undefined
}

function add(to: Float64Array, what: Float64Array): void {
  for (let k = 0; k < to.length; k++) to[k] += what[k]
}

/** Largest sum of cell currents over one line that a source feeds, A. */
function largestSum(balance: Balance, wordIn: Float64Array, bitIn: Float64Array): number {
  const { rows, columns } = balance.grid
  const sums = new Float64Array(columns)
  let largest = 0
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0, k = i * columns; j < columns; j++, k++) {
      sum += wordIn[k]
      sums[j] += bitIn[k]
    }
    largest = Math.max(largest, Math.abs(sum))
  }
  for (let j = 0; j < columns; j++) largest = Math.max(largest, Math.abs(sums[j]))
  return largest
}
