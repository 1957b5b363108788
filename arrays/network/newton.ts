import { leftToMove, type StopRule } from '../../kernels/conjugate-gradients.ts'
import type { NetworkPlanes } from '../../kernels/kirchhoff.ts'
import {
  type Balance,
  type BalanceResult,
  isNothing,
  lawFailure,
  normalise,
  notConverged,
  residualOf,
  roundingOfNodes,
  SMALL_STEP,
} from './balance.ts'
import type { LinearEngine } from './linear-engine.ts'
import { MonotoneNetwork } from './monotone-network.ts'

const MAX_NEWTON = 120
const MAX_ITERATIONS = 500
/** How far a step lowers the imbalance at most: solving a linear network better than that is wasted. */
const LEAST_FORCING = 1e-2
/** Steps that rounding keeps from getting smaller are below this share of the largest cell voltage. */
const ROUNDING_STEP = 1e-6
/** Steps made where nothing flows any more. */
const QUIET_STEPS = 3
/** Currents that are rounding alone never come this near balance; those that do need not be looked at for that. */
const RESTLESS = 1e-6

/**
 * Brings a network of monotone cells to balance: Newton's method on the co-content, whose gradient is Kirchhoff's
 * imbalance. Along a step the slope of the co-content rises, as the laws are monotone; the length of the step is where
 * it has come near zero, found from imbalances alone. Steps are solved no better than they are worth. An engine may take the
 * nodes near the balance first, by the same method.
 * @param tolerance largest imbalance over the largest branch current
 * @param fromRest start with the laws made linear at 0 V rather than from the nodes as they are
 * @throws SolverError where the laws overflow or the steps come to nothing
 */
export function newtonBalance(
  balance: Balance,
  engine: LinearEngine,
  tolerance: number,
  fromRest: boolean,
): BalanceResult {
  return new NewtonBalance(balance, engine, tolerance).run(fromRest)
}

class NewtonBalance {
  readonly #balance: Balance
  readonly #engine: LinearEngine
  readonly #tolerance: number
  readonly #planes: NetworkPlanes
  readonly #network: MonotoneNetwork
  /** Net currents during a solve that uses them up. */
  readonly #kept: MonotoneNetwork['base'] | undefined
  #iterations = 0
  #newton = 0
  /** Longest move of a node in the last step and in the one before it, V. */
  #lastStep = Infinity
  #stepBefore = Infinity
  /** Imbalance before the last step, A. */
  #worstBefore = Infinity
  /** Last steps in a row that did not halve the imbalance. */
  #stalled = 0
  #quiet = 0

  constructor(balance: Balance, engine: LinearEngine, tolerance: number) {
    this.#balance = balance
    this.#engine = engine
    this.#tolerance = tolerance
    this.#planes = balance.planes
    this.#network = new MonotoneNetwork(balance)
    // A solve is over before its step is searched along, so that the same planes serve both.
    this.#kept = engine.direct ? undefined : this.#network.base
  }

  run(fromRest: boolean): BalanceResult {
    const { laws, sources } = this.#balance
    const near = laws.equations && this.#engine.approach?.(laws.equations, sources, fromRest)
    if (near !== undefined) {
      this.#newton = near.newton
      this.#iterations = near.iterations
      normalise(this.#planes.nodes)
    } else if (fromRest) this.#stepFromRest()
    if (!this.#network.evaluate()) throw lawFailure(this.#balance)
    this.#network.look()
    while (this.#newton < MAX_NEWTON && this.#network.now.largest > 0 && !this.#isQuiet()) {
      const { worst, largest } = this.#network.now
      const balanced = worst <= this.#tolerance * largest
      if (balanced && this.#isSettled()) break
      this.#step(balanced)
    }
    return this.#result()
  }

  /** Whether nothing flows any more, after a few steps: each takes rounding down to the rounding of itself. */
  #isQuiet(): boolean {
    const { worst, largest } = this.#network.now
    return worst > RESTLESS * largest && isNothing(largest, this.#balance) && this.#quiet++ === QUIET_STEPS
  }

  /** Whether the steps are so small, in balance, that the next ones do not matter or are rounding. */
  #isSettled(): boolean {
    const { worst, largestVolts } = this.#network.now
    const lastStep = this.#lastStep
    if (lastStep <= Math.max(SMALL_STEP * largestVolts, roundingOfNodes(this.#planes.nodes))) return true
    if (this.#stalled >= 2 && lastStep <= ROUNDING_STEP * largestVolts) return true
    if (this.#engine.direct) return false
    return (
      leftToMove(worst, this.#worstBefore, lastStep, this.#stepBefore) <= 10 * this.#tolerance * largestVolts
    )
  }

  #step(balanced: boolean): void {
    const network = this.#network
    const { worst, largest, largestVolts } = network.now
    network.steepen()
    this.#engine.prepare()
    this.#newton++
    const forcing = Math.min(LEAST_FORCING, worst / largest)
    this.#solve({
      current: Math.max(forcing * worst, 0.1 * this.#tolerance * largest),
      // A line that hangs on weak cells beside a large current is far off and hardly shows in the balance.
      volts: Math.max(forcing * forcing, this.#tolerance) * largestVolts,
      maxIterations: MAX_ITERATIONS,
    })
    this.#worstBefore = worst
    this.#stepBefore = this.#lastStep
    // Where other lines carry far more current, balance says little: steps that do not help are searched along.
    this.#lastStep = balanced && this.#stalled === 0 ? network.takeInFull() : network.searchLine()
    normalise(this.#planes.nodes)
    this.#stalled = network.now.worst < 0.5 * worst ? 0 : this.#stalled + 1
  }

  /** @throws SolverError where the balance was not reached */
  #result(): BalanceResult {
    const { grid, nodes, wordIn, bitIn } = this.#planes
    const { largestVolts, wireWatts, cellWatts } = this.#network.now
    const [newton, iterations, lastStep] = [this.#newton, this.#iterations, this.#lastStep]
    const { residual, nothing } = residualOf(this.#network.now, this.#balance, this.#tolerance)
    const moving =
      newton === MAX_NEWTON && lastStep > Math.max(ROUNDING_STEP * largestVolts, roundingOfNodes(nodes))
    if (!(residual <= this.#tolerance)) {
      const tried = `${newton} Newton steps, the last of ${lastStep.toExponential(1)} V`
      throw notConverged(grid, wordIn, bitIn, tried, residual, this.#tolerance)
    }
    return { newton, iterations, residual, nothing, moving, wireWatts, cellWatts }
  }

  /** The first step: the laws as straight lines through their current at 0 V. */
  #stepFromRest(): void {
    this.#network.evaluateAtRest()
    this.#network.look()
    this.#engine.prepare()
    this.#newton = 1
    this.#solve({ current: 1e-3 * this.#network.now.worst, volts: Infinity, maxIterations: MAX_ITERATIONS })
    this.#network.takeFromRest()
    normalise(this.#planes.nodes)
  }

  /** A linear solve; the net currents, which an iterative one uses up, are kept. */
  #solve(stop: StopRule): void {
    const { wordIn, bitIn } = this.#planes
    const kept = this.#kept
    kept?.word.set(wordIn)
    kept?.bit.set(bitIn)
    this.#iterations += this.#engine.solve(stop).iterations
    if (kept === undefined) return
    wordIn.set(kept.word)
    bitIn.set(kept.bit)
  }
}
