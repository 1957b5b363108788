import type { DirectedSlopes } from '../../kernels/elimination/eliminate-directed.ts'
import type { FrontPlan } from '../../kernels/elimination/plan-fronts.ts'
import type { NetworkPlanes } from '../../kernels/kirchhoff.ts'
import { type Balance, type BalanceResult, largestOf, notConverged, residualOf } from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { DirectedSteps } from './directed-steps.ts'
import type { GroundedCells } from './grounded-cells.ts'
import { NodeReaches } from './node-reaches.ts'

const MAX_NEWTON = 200
/** Halvings of a step before it is held back instead. */
const MOST_HALVINGS = 4
/** How many times what the nodes span a step may move one. */
const MOST_GROWTH = 8
/** Leaks that hold nodes back: how much less they begin with than the last ones, by how much more they are tried, and their range over the largest slope. */
const LESS_LEAK = 64
const MORE_LEAK = 4
const [LEAST_LEAK, MOST_LEAK] = [1e-30, 10]
/** Tries with ever shorter reaches of the single nodes. */
const MOST_TRIALS = 20
/** Every so many steps the way of holding back that is tried first is the other one. */
const OTHERWISE = 4
/** A step at the rounding of all currents is taken where it is below this share of the largest voltage; a longer one is rounding. */
const ROUNDING_STEP = 1e-6
/** A step this small relative to the largest voltage leaves, in balance, nothing to be done. */
const LAST_STEP = 1e-10
/** Rounding counts up to this share of the largest current. */
const MOST_ROUNDING = 1e-6

/**
 * Brings a network whose cells feel their lines against ground to balance where currents are many decades apart or flat: Newton's
 * method with an elimination that keeps the digits of every node, and a look at each node and line beside its own currents. The
 * Jacobian J has columns that add up to what leaves the network and other entries that are not positive, so that a step
 * along the inverse of J, or of J plus any leaks D of the nodes to where they stand, lowers the sum of the imbalances. Steps
 * that reach too far or help too little are made again with the same leak at all nodes, the least that keeps them in reach, or with
 * the leaks |net current| / reach, the reach of each node its own: the implicit Euler method for the flow of the voltages
 * towards balance, in which all networks of this kind end.
 *
 * Source: J. M. Ortega and W. C. Rheinboldt, Iterative Solution of Nonlinear Equations in Several Variables (1970), 13.5, on
 * M-functions; C. T. Kelley and D. E. Keyes, SIAM J. Numer. Anal. 35, 508 (1998), on continuation in a pseudo time.
 * @throws SolverError where the laws overflow or the steps come to nothing
 */
export function directedNewton(
  balance: Balance,
  cells: GroundedCells,
  plan: FrontPlan,
  tolerance: number,
): BalanceResult {
  return new DirectedNewton(balance, cells, plan, tolerance).run()
}

class DirectedNewton {
  readonly #balance: Balance
  readonly #tolerance: number
  readonly #planes: NetworkPlanes
  readonly #steps: DirectedSteps
  readonly #leaks: DirectedSlopes
  readonly #reaches: NodeReaches
  /** The last leak that was the same at all nodes, S. */
  #leak = 0
  #newton = 0
  /** Longest move of a node in the last step, V. */
  #lastStep = Infinity

  constructor(balance: Balance, cells: GroundedCells, plan: FrontPlan, tolerance: number) {
    const { planes, sources } = balance
    const count = planes.wordIn.length
    this.#balance = balance
    this.#tolerance = tolerance
    this.#planes = planes
    this.#steps = new DirectedSteps(balance, cells, plan)
    this.#leaks = { word: new Float64Array(count), bit: new Float64Array(count) }
    this.#reaches = new NodeReaches(count, spanOfSources(sources))
  }

  run(): BalanceResult {
    while (this.#newton < MAX_NEWTON && this.#steps.now.largest > 0) {
      this.#newton++
      this.#steps.keep()
      const size = this.#steps.solve()
      if (this.#isLast(size)) break
      this.#lastStep = this.#takeStep(size)
      if (this.#lastStep === 0) break
    }
    return this.#result()
  }

  /** Whether nothing is left to be done but a step at the rounding of all currents, which is taken here. */
  #isLast(size: number): boolean {
    const { worst, largest, largestVolts } = this.#steps.now
    if (this.#steps.left === 0) {
      if (size <= ROUNDING_STEP * largestVolts) this.#steps.place(1)
      return true
    }
    if (!(worst <= this.#tolerance * largest && size <= LAST_STEP * largestVolts)) return false
    this.#steps.place(1)
    this.#lastStep = size
    return true
  }

  /** @returns the step taken, V: as it was solved for or else held back; 0 where none helped */
  #takeStep(size: number): number {
    const taken =
      size <= MOST_GROWTH * this.#steps.reach() ? this.#steps.search(size, MOST_HALVINGS, 'no') : 0
    if (taken !== 0) return taken
    return this.#newton % OTHERWISE === 0
      ? this.#byNode() || this.#together()
      : this.#together() || this.#byNode()
  }

  /** @throws SolverError where the balance was not reached */
  #result(): BalanceResult {
    const { grid, wordIn, bitIn } = this.#planes
    const { largestVolts, wireWatts, cellWatts } = this.#steps.now
    const [newton, lastStep, tolerance] = [this.#newton, this.#lastStep, this.#tolerance]
    const { residual, nothing } = residualOf(this.#steps.now, this.#balance, tolerance)
    if (!(residual <= (this.#steps.left === 0 ? MOST_ROUNDING : tolerance))) {
      const tried = `${newton} Newton steps, the last of ${lastStep.toExponential(1)} V`
      throw notConverged(grid, wordIn, bitIn, tried, residual, tolerance)
    }
    const moving = this.#steps.left > 0 && !(lastStep <= ROUNDING_STEP * largestVolts)
    return { newton, iterations: 0, residual, nothing, moving, wireWatts, cellWatts }
  }

  /** A step with one leak for all nodes, the least that keeps it short and lets it end where it was drawn to. */
  #together(): number {
    const { slopes } = this.#steps
    const farthest = this.#steps.reach() / 2
    const most = MOST_LEAK * Math.max(largestOf(slopes.word), largestOf(slopes.bit))
    this.#leak = Math.max(this.#leak / LESS_LEAK, LEAST_LEAK * most)
    for (; this.#leak <= most; this.#leak *= MORE_LEAK) {
      this.#leaks.word.fill(this.#leak)
      this.#leaks.bit.fill(this.#leak)
      const size = this.#steps.solve(this.#leaks)
      const taken = size <= farthest ? this.#steps.search(size, 1, 'drawn on') : 0
      if (taken > 0) return taken
    }
    return 0
  }

  /** A step that no node goes much further with than its own reach: for lines that each have their own flat stretch. */
  #byNode(): number {
    const { wordIn, bitIn } = this.#planes
    for (let trial = 0; trial < MOST_TRIALS; trial++) {
      this.#reaches.setLeaks(this.#steps.net, this.#leaks)
      const size = this.#steps.solve(this.#leaks)
      const taken = size <= MOST_GROWTH * this.#steps.reach() ? this.#steps.search(size, 1, 'any') : 0
      if (taken > 0) {
        this.#reaches.follow(this.#steps.net, { word: wordIn, bit: bitIn }, this.#steps.reach())
        return taken
      }
      this.#reaches.shorten()
    }
    return 0
  }
}
