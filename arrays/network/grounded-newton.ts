import type { Imbalance, NetworkPlanes } from '../../kernels/kirchhoff.ts'
import {
  type Balance,
  type BalanceResult,
  imbalanceOf,
  isNothing,
  lawFailure,
  longestStep,
  normalise,
  notConverged,
  residualOf,
  roundingOfNodes,
  SMALL_STEP,
} from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { type GroundedCells, type GroundedNetwork, groundedNetwork } from './grounded-cells.ts'
import type { LinearEngine } from './linear-engine.ts'
import { solveSkewed } from './skewed-step.ts'

const MAX_NEWTON = 30
const MAX_HALVINGS = 10
/** Steps that are short, or fall little, before the method gives up: as a rule two to seven are enough. */
const MOST_SLOW = 3
/** How far a step that is not slow lowers the imbalance at least: a transistor that closes leaves a quarter. */
const USUAL_FALL = 0.3
/** How much smaller steps become near the balance, at least, where nothing is left out of them. */
const USUAL_GAIN = 0.1
/** How far a step lowers the imbalance at most. */
const LEAST_FORCING = 1e-2
/** Part of the promised fall of the imbalance that a step has to bring (Armijo). */
const LEAST_FALL = 1e-4
/** Steps made where nothing flows any more, and how near balance currents come that are no rounding. */
const QUIET_STEPS = 3
const RESTLESS = 1e-6
/** Rounding of the volts counts up to this share of the largest current: nodes that run away round to any. */
const MOST_ROUNDING = 1e-6
/** How many times the largest cell voltage or the span of the sources a step may move a node. */
const MOST_GROWTH = 8

/**
 * Brings a network to balance whose cells feel where their lines stand against ground. The current of such a cell answers to
 * the two lines with slopes gw and gb of its own: its Jacobian is that of a conductance (gw + gb) / 2 and of a source
 * (gw - gb) / 2 (uw + ub); see solveSkewed. Every column of the Jacobian adds up to what leaves the network and
 * its other entries are not positive, so that each Newton step lowers the sum of the imbalances, which the line search watches.
 *
 * Source of the argument: J. M. Ortega and W. C. Rheinboldt, Iterative Solution of Nonlinear Equations in Several Variables
 * (1970), 13.5, on M-functions.
 * @param tolerance largest imbalance over the largest branch current, unless the volts are not fine enough for it: a transistor near
 * cut-off that alone feeds a line turns their rounding into more
 * @throws SolverError where the laws overflow, or soon where the steps do not do what they should; see directedNewton
 */
export function groundedNewton(
  balance: Balance,
  cells: GroundedCells,
  engine: LinearEngine,
  tolerance: number,
): BalanceResult {
  return new GroundedNewton(balance, cells, engine, tolerance).run()
}

class GroundedNewton {
  readonly #balance: Balance
  readonly #engine: LinearEngine
  readonly #tolerance: number
  readonly #planes: NetworkPlanes
  readonly #network: GroundedNetwork
  #now: Imbalance
  #newton = 0
  #iterations = 0
  /** Longest move of a node in the last step and in the one before it, V. */
  #lastStep = Infinity
  #stepBefore = Infinity
  #slow = 0
  #quiet = 0

  constructor(balance: Balance, cells: GroundedCells, engine: LinearEngine, tolerance: number) {
    this.#balance = balance
    this.#engine = engine
    this.#tolerance = tolerance
    this.#planes = balance.planes
    this.#network = groundedNetwork(balance, cells)
    if (!this.#network.evaluate()) throw lawFailure(balance)
    this.#now = imbalanceOf(balance)
  }

  run(): BalanceResult {
    while (this.#newton < MAX_NEWTON && this.#now.largest > 0) {
      const balanced = this.#now.worst <= this.#allowed()
      if (balanced && this.#isSettled()) break
      if (this.#isQuiet()) break
      if (!this.#step(balanced)) break
    }
    return this.#result()
  }

  /** @throws SolverError where the balance was not reached */
  #result(): BalanceResult {
    const { grid, wordIn, bitIn } = this.#planes
    const { worst, wireWatts, cellWatts } = this.#now
    const [newton, iterations, tolerance] = [this.#newton, this.#iterations, this.#tolerance]
    const { residual, nothing } = residualOf(this.#now, this.#balance, tolerance)
    if (!nothing && !(worst <= this.#allowed() && this.#isSettled())) {
      const tried = `${newton} Newton steps, the last of ${this.#lastStep.toExponential(1)} V`
      throw notConverged(grid, wordIn, bitIn, tried, residual, tolerance)
    }
    return { newton, iterations, residual, nothing, moving: false, wireWatts, cellWatts }
  }

  /** Whether nothing flows any more, after a few steps. */
  #isQuiet(): boolean {
    const { worst, largest } = this.#now
    return worst > RESTLESS * largest && isNothing(largest, this.#balance) && this.#quiet++ === QUIET_STEPS
  }

  /** Whether the steps have become as small as rounding, or small and fast enough for the next ones not to matter. */
  #isSettled(): boolean {
    const lastStep = this.#lastStep
    const small = lastStep <= SMALL_STEP * this.#now.largestVolts && lastStep <= USUAL_GAIN * this.#stepBefore
    return small || lastStep <= roundingOfNodes(this.#planes.nodes)
  }

  /** Imbalance of a node that is none, A. */
  #allowed(): number {
    const { largest } = this.#now
    return Math.max(this.#tolerance * largest, Math.min(this.#network.rounding(), MOST_ROUNDING * largest))
  }

  /** @returns false where the step did not help or too many have been slow */
  #step(balanced: boolean): boolean {
    const { worst } = this.#now
    this.#solve()
    const length = this.#searchLine(balanced)
    if (length === 0) return false
    this.#stepBefore = this.#lastStep
    this.#lastStep = length * longestStep(this.#planes)
    normalise(this.#planes.nodes)
    const steady = balanced
      ? this.#lastStep <= USUAL_GAIN * this.#stepBefore
      : this.#now.worst <= USUAL_FALL * worst
    return (steady && length > 0.5) || ++this.#slow <= MOST_SLOW
  }

  #solve(): void {
    const { worst, largest, largestVolts } = this.#now
    this.#engine.prepare()
    this.#newton++
    const forcing = Math.min(LEAST_FORCING, worst / largest)
    const current = Math.max(forcing * worst, 0.1 * this.#tolerance * largest)
    // A line that hangs on weak cells beside a large current is far off and hardly shows in the balance.
    const volts = Math.max(forcing * forcing, this.#tolerance) * largestVolts
    this.#iterations += solveSkewed(this.#planes, this.#engine, this.#network.skew, { current, volts })
  }

  /**
   * Moves along the step as far as the sum of the imbalances falls; in balance already, where the sum is rounding, all of it.
   * @returns the part of the step that was taken, 0 where none helped
   */
  #searchLine(balanced: boolean): number {
    const first = sumOfImbalances(this.#planes)
    const { wordDeviation, bitDeviation } = this.#planes.nodes
    const word = wordDeviation.slice()
    const bit = bitDeviation.slice()
    const reach = MOST_GROWTH * Math.max(this.#now.largestVolts, spanOfSources(this.#balance.sources))
    let length = Math.min(1, reach / longestStep(this.#planes))
    for (let trial = 0; trial < MAX_HALVINGS; trial++, length /= 2) {
      if (!this.#place(word, bit, length)) continue
      this.#now = imbalanceOf(this.#balance)
      if (balanced || sumOfImbalances(this.#planes) <= (1 - LEAST_FALL * length) * first) return length
    }
    if (!this.#place(word, bit, 0)) throw lawFailure(this.#balance)
    this.#now = imbalanceOf(this.#balance)
    return 0
  }

  /**
   * Puts the deviations at `length` times the step from where they were; false where a law has no finite value there.
   * @param word where they were, V
   * @param bit the same of the bit nodes
   */
  #place(word: Float64Array, bit: Float64Array, length: number): boolean {
    const { nodes, wordStep, bitStep } = this.#planes
    const { wordDeviation, bitDeviation } = nodes
    for (let k = 0; k < word.length; k++) {
      wordDeviation[k] = word[k] + length * wordStep[k]
      bitDeviation[k] = bit[k] + length * bitStep[k]
    }
    return this.#network.evaluate()
  }
}

function sumOfImbalances({ wordIn, bitIn }: NetworkPlanes): number {
  let sum = 0
  for (let k = 0; k < wordIn.length; k++) sum += Math.abs(wordIn[k]) + Math.abs(bitIn[k])
  return sum
}
