import type { Imbalance } from '../../kernels/kirchhoff.ts'
import {
  type Balance,
  type BalanceResult,
  isFinitePlane,
  isNothing,
  largestOf,
  lawFailure,
  notConverged,
  SMALL_STEP,
} from './balance.ts'
import type { LinearEngine } from './linear-engine.ts'
import type { EliminatingEngine } from './or-eliminate.ts'

const MAX_ROUNDS = 8
const MAX_ITERATIONS = 500
/** Steps that rounding keeps from getting smaller are below this share of the largest cell voltage. */
const ROUNDING_STEP = 1e-6
/** Rounds that no longer halve the imbalance have reached its rounding. */
const STALLED = 2
/** Largest over smallest conductance from which on lines that float are not left to iterations, in arrays up to so many cells. */
const FAR_APART = 1e6
const MOST_CELLS = 1 << 17

/**
 * Brings a network of linear cells to balance: solve, look at what Kirchhoff's law still misses at the voltages found,
 * solve for that. The engine is to be prepared for the conductances, and its steps are to be the nodes' deviations.
 * @param options.constant currents of the cells at 0 V, A
 * @param options.held whether a voltage is joined to every line by resistances. Where a line hangs on weak cells alone, an iterative
 * engine may believe it in place too early: another round shows how far off it was, to the tolerance
 * @param options.from imbalance of the nodes as they are, where it is known
 * @throws SolverError where the imbalance stays above the tolerance
 */
export function refineLinear(
  balance: Balance,
  engine: LinearEngine,
  tolerance: number,
  {
    constant,
    held,
    from,
  }: {
    readonly constant?: Float64Array | undefined
    readonly held: boolean
    readonly from?: Imbalance
  },
): BalanceResult {
  const { planes, laws } = balance
  const { grid, wordIn, bitIn, wordStep, bitStep } = planes
  let now = from ?? look()
  let iterations = 0
  let stalled = 0
  let lastStep = Infinity
  let done = false
  for (let round = 0; round < MAX_ROUNDS && now.largest > 0; round++) {
    if (round > 0 && now.worst <= tolerance * now.largest) {
      const rounding = stalled >= STALLED && lastStep <= ROUNDING_STEP * now.largestVolts
      if ((done && held) || lastStep <= Math.max(SMALL_STEP, tolerance) * now.largestVolts || rounding) break
    }
    const before = now.worst
    // Nothing flows yet along the wires of the first round; what the lines must carry is the sum over their cells.
    const scale = round === 0 ? Math.max(now.largest, now.largestSum) : now.largest
    // The deviations are 0 in the first round, whose solve gives them as they are; later ones add to them.
    const kept = round === 0 ? undefined : { word: wordStep.slice(), bit: bitStep.slice() }
    const solved = engine.solve({
      current: 0.4 * tolerance * scale,
      volts: 10 * tolerance * now.largestVolts,
      maxIterations: MAX_ITERATIONS,
    })
    iterations += solved.iterations
    done = !engine.direct && solved.done
    if (engine.direct || round > 0) lastStep = Math.max(largestOf(wordStep), largestOf(bitStep))
    if (kept !== undefined) {
      add(wordStep, kept.word)
      add(bitStep, kept.bit)
    }
    now = look()
    stalled = now.worst < 0.5 * before ? 0 : stalled + 1
  }
  const { worst, largest, wireWatts, cellWatts } = now
  let residual = worst === 0 ? 0 : worst / largest
  const nothing = !(residual <= tolerance) && isNothing(largest, balance)
  if (nothing) residual = 0
  if (!(residual <= tolerance)) {
    if (!isFinitePlane(planes.cellCurrents, grid.conductance)) throw lawFailure(balance)
    throw notConverged(grid, wordIn, bitIn, `${iterations} iterations`, residual, tolerance)
  }
  return { newton: 1, iterations, residual, nothing, moving: false, wireWatts, cellWatts }

  function look(): Imbalance {
    let found = planes.look(true)
    if (constant !== undefined) {
      add(planes.cellCurrents, constant)
      found = planes.look(false)
    }
    return { ...found, largest: Math.max(found.largest, laws.sourceAmps ?? 0) }
  }
}

/**
 * Sets the conductances of a network of linear cells and prepares the engine for them.
 * @param held as of refineLinear; where not, strong cells may join lines that hang on weak ones alone, which iterations do not see
 * @returns as restLaws
 */
export function prepareLinear(
  balance: Balance,
  engine: EliminatingEngine,
  held: boolean,
): Float64Array | undefined {
  const constant = restLaws(balance)
  if (!held && spread(balance.planes.grid.conductance) > FAR_APART) engine.eliminateUpTo(MOST_CELLS)
  engine.prepare()
  return constant
}

/** The largest over the smallest of the conductances that are not 0. */
function spread(conductance: Float64Array): number {
  let [least, most] = [Infinity, 0]
  for (let k = 0; k < conductance.length; k++) {
    if (conductance[k] > most) most = conductance[k]
    if (conductance[k] > 0 && conductance[k] < least) least = conductance[k]
  }
  return most / least
}

/**
 * Sets the conductances of a network of linear cells.
 * @returns the currents of the cells at 0 V (A), where there are any
 * @throws SolverError where a law has no finite value
 */
function restLaws(balance: Balance): Float64Array | undefined {
  const { planes, laws } = balance
  const { grid, cellVolts, cellCurrents } = planes
  cellVolts.fill(0)
  laws.evaluate(cellVolts, cellCurrents, grid.conductance)
  if (!isFinitePlane(cellCurrents, grid.conductance)) throw lawFailure(balance)
  for (let k = 0; k < cellCurrents.length; k++) if (cellCurrents[k] !== 0) return cellCurrents.slice()
  return undefined
}

function add(to: Float64Array, what: Float64Array): void {
  for (let k = 0; k < to.length; k++) to[k] += what[k]
}
