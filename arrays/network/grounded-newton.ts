import {
  type Balance,
  type BalanceResult,
  isNothing,
  largestOf,
  lawFailure,
  normalise,
  notConverged,
  SMALL_STEP,
} from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { type GroundedCells, groundedNetwork } from './grounded-cells.ts'
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
  const { planes, sources, laws } = balance
  const { grid, nodes, wordIn, bitIn, wordStep, bitStep } = planes
  const network = groundedNetwork(balance, cells)
  let newton = 0
  let iterations = 0
  let lastStep = Infinity
  let stepBefore = Infinity
  let slow = 0
  let quiet = 0

  if (!network.evaluate()) throw lawFailure(balance)
  let now = look()
  while (newton < MAX_NEWTON && now.largest > 0) {
    const { worst, largest, largestVolts } = now
    const balanced = worst <= allowed()
    if (balanced && settled()) break
    if (worst > RESTLESS * largest && isNothing(largest, balance) && quiet++ === QUIET_STEPS) break
    engine.prepare()
    newton++
    const forcing = Math.min(LEAST_FORCING, worst / largest)
    const enough = Math.max(forcing * worst, 0.1 * tolerance * largest)
    // A line that hangs on weak cells beside a large current is far off and hardly shows in the balance.
    const volts = Math.max(forcing * forcing, tolerance) * largestVolts
    iterations += solveSkewed(planes, engine, network.skew, { current: enough, volts })
    const length = searchLine(balanced)
    if (length === 0) break
    stepBefore = lastStep
    lastStep = length * stepSize()
    normalise(nodes)
    const steady = balanced ? lastStep <= USUAL_GAIN * stepBefore : now.worst <= USUAL_FALL * worst
    if (!(steady && length > 0.5) && ++slow > MOST_SLOW) break
  }
  const { worst, largest, wireWatts, cellWatts } = now
  let residual = worst === 0 ? 0 : worst / largest
  const nothing = !(residual <= tolerance) && isNothing(largest, balance)
  if (nothing) residual = 0
  if (!nothing && !(worst <= allowed() && settled())) {
    const tried = `${newton} Newton steps, the last of ${lastStep.toExponential(1)} V`
    throw notConverged(grid, wordIn, bitIn, tried, residual, tolerance)
  }
  return { newton, iterations, residual, nothing, moving: false, wireWatts, cellWatts }

  /** Whether the steps have become as small as rounding, or small and fast enough for the next ones not to matter. */
  function settled(): boolean {
    const small = lastStep <= SMALL_STEP * now.largestVolts && lastStep <= USUAL_GAIN * stepBefore
    return small || lastStep <= roundingOfNodes()
  }

  /** Imbalance of a node that is none, A. */
  function allowed(): number {
    return Math.max(tolerance * now.largest, Math.min(network.rounding(), MOST_ROUNDING * now.largest))
  }

  function look() {
    const found = planes.look(false)
    return { ...found, largest: Math.max(found.largest, laws.sourceAmps ?? 0) }
  }

  /** Where cells have next to no voltage, steps are no smaller than what rounding of the nodes makes of it, V. */
  function roundingOfNodes(): number {
    return Number.EPSILON * Math.max(largestOf(nodes.wordReference), largestOf(nodes.bitReference))
  }

  function stepSize(): number {
    return Math.max(largestOf(wordStep), largestOf(bitStep))
  }

  function imbalances(): number {
    let sum = 0
    for (let k = 0; k < wordIn.length; k++) sum += Math.abs(wordIn[k]) + Math.abs(bitIn[k])
    return sum
  }

  /**
   * Moves along the step as far as the sum of the imbalances falls; in balance already, where the sum is rounding, all of it.
   * @returns the part of the step that was taken, 0 where none helped
   */
  function searchLine(balanced: boolean): number {
    const first = imbalances()
    const { wordDeviation, bitDeviation } = nodes
    const word = wordDeviation.slice()
    const bit = bitDeviation.slice()
    const place = (length: number): boolean => {
      for (let k = 0; k < word.length; k++) {
        wordDeviation[k] = word[k] + length * wordStep[k]
        bitDeviation[k] = bit[k] + length * bitStep[k]
      }
      return network.evaluate()
    }
    const reach = MOST_GROWTH * Math.max(now.largestVolts, spanOfSources(sources))
    let length = Math.min(1, reach / stepSize())
    for (let trial = 0; trial < MAX_HALVINGS; trial++, length /= 2) {
      if (!place(length)) continue
      now = look()
      if (balanced || imbalances() <= (1 - LEAST_FALL * length) * first) return length
    }
    if (!place(0)) throw lawFailure(balance)
    now = look()
    return 0
  }
}
