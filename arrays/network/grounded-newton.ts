import { minimalResidual } from '../../kernels/minimal-residual.ts'
import {
  type Balance,
  type BalanceResult,
  isFinitePlane,
  isNothing,
  largestOf,
  lawFailure,
  normalise,
  notConverged,
  SMALL_STEP,
} from './balance.ts'
import { conductingCells, spanOfSources } from './conducting-cells.ts'
import type { LinearEngine } from './linear-engine.ts'
import type { GroundedLaws } from './problem.ts'
import type { SeriesCells } from './series-cell.ts'

/** Cells with elements that stand at a line. */
export interface GroundedCells extends SeriesCells {
  readonly element: GroundedLaws
}

const MAX_NEWTON = 30
const MAX_ITERATIONS = 500
const MAX_SKEW_ITERATIONS = 400
const MAX_HALVINGS = 40
/** How far a step lowers the imbalance at most. */
const LEAST_FORCING = 1e-2
/** Part of the promised fall of the imbalance that a step has to bring (Armijo). */
const LEAST_FALL = 1e-4
/** Steps that rounding keeps from getting smaller are below this share of the largest cell voltage. */
const ROUNDING_STEP = 1e-6
/** Steps made where nothing flows any more, and how near balance currents come that are no rounding. */
const QUIET_STEPS = 3
const RESTLESS = 1e-6
/** How many times the largest cell voltage or the span of the sources a step may move a node. */
const MOST_GROWTH = 8
/** S; a slope below it is an underflow. */
const DEAD_SLOPE = 1e-300

/**
 * Brings a network to balance whose cells feel where their lines stand against ground. The current of such a cell answers to
 * the two lines with slopes gw and gb of its own: its Jacobian is that of a conductance (gw + gb) / 2 and of a source
 * h (uw + ub), h = (gw - gb) / 2. The conductances are solved by the engine, exactly or by its iteration; the sources, one
 * unknown a cell, by minimal residuals around it. Every column of the Jacobian adds up to what leaves the network and
 * its other entries are not positive, so that each Newton step lowers the sum of the imbalances, which the line search watches.
 *
 * Source of the argument: J. M. Ortega and W. C. Rheinboldt, Iterative Solution of Nonlinear Equations in Several Variables
 * (1970), 13.5, on M-functions.
 * @param tolerance largest imbalance over the largest branch current
 * @param shunt conductance beside each cell, S
 * @throws SolverError where the laws overflow or the steps come to nothing
 */
export function groundedNewton(
  balance: Balance,
  cells: GroundedCells,
  engine: LinearEngine,
  tolerance: number,
  shunt = 0,
): BalanceResult {
  const { planes, sources, laws } = balance
  const { element, elementShare, deviceVolts } = cells
  const { grid, nodes, cellVolts, cellCurrents, wordIn, bitIn, wordStep, bitStep } = planes
  const { conductance } = grid
  const count = cellVolts.length
  const plane = () => new Float64Array(count)
  const [lineVolts, drops, nearSlope, skew, wordKept, bitKept] = [
    plane(),
    plane(),
    plane(),
    plane(),
    plane(),
    plane(),
  ]
  const byWord = element.side === 'word'
  element.hold(lineVolts)
  let conducting: Uint8Array | undefined
  let watts = { wireWatts: 0, cellWatts: 0 }
  let [worst, largest, largestVolts, iterations, newton] = [0, 0, 0, 0, 0]

  if (!evaluate()) throw lawFailure(balance)
  setImbalance()
  let lastStep = Infinity
  let stalled = 0
  let quiet = 0
  while (newton < MAX_NEWTON && largest > 0) {
    const balanced = worst <= tolerance * largest
    const settled = lastStep <= SMALL_STEP * largestVolts
    const rounding = stalled >= 2 && lastStep <= ROUNDING_STEP * largestVolts
    if (balanced && (settled || rounding)) break
    if (worst > RESTLESS * largest && isNothing(largest, balance) && quiet++ === QUIET_STEPS) break
    engine.prepare()
    newton++
    const forcing = Math.min(LEAST_FORCING, worst / largest)
    solveStep(Math.max(forcing * worst, 0.1 * tolerance * largest))
    const before = worst
    const length = searchLine(balanced)
    if (length === 0) break
    lastStep = length * Math.max(largestOf(wordStep), largestOf(bitStep))
    normalise(nodes)
    stalled = worst < 0.5 * before ? 0 : stalled + 1
  }
  let residual = worst === 0 ? 0 : worst / largest
  const nothing = !(residual <= tolerance) && isNothing(largest, balance)
  if (nothing) residual = 0
  if (!(residual <= tolerance) || (newton === MAX_NEWTON && lastStep > ROUNDING_STEP * largestVolts)) {
    const tried = `${newton} Newton steps, the last of ${lastStep.toExponential(1)} V`
    throw notConverged(grid, wordIn, bitIn, tried, residual, tolerance)
  }
  return { newton, iterations, residual, nothing, ...watts }

  /** Sets the planes for the present nodes; false where a law has no finite value there. */
  function evaluate(): boolean {
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    for (let k = 0; k < count; k++) {
      cellVolts[k] = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
      lineVolts[k] = byWord ? wordReference[k] + wordDeviation[k] : bitReference[k] + bitDeviation[k]
    }
    laws.evaluate(cellVolts, cellCurrents, conductance)
    for (let k = 0; k < count; k++) drops[k] = cellVolts[k] - deviceVolts[k]
    element.lineSlopes(drops, nearSlope)
    for (let k = 0; k < count; k++) {
      const near = elementShare[k] * nearSlope[k]
      const far = conductance[k]
      skew[k] = (byWord ? near - far : far - near) / 2
      conductance[k] = shunt + (near + far) / 2
      cellCurrents[k] += shunt * cellVolts[k]
    }
    if (!isFinitePlane(cellCurrents, conductance)) return false
    keepAlive()
    return true
  }

  function setImbalance(): void {
    const found = planes.look(false)
    watts = { wireWatts: found.wireWatts, cellWatts: found.cellWatts }
    worst = found.worst
    largest = Math.max(found.largest, laws.sourceAmps ?? 0)
    largestVolts = found.largestVolts
  }

  /** Cells that are flat here and conduct elsewhere get a little slope, which keeps the step finite. */
  function keepAlive(): void {
    let least = Infinity
    let dead = false
    for (let k = 0; k < count; k++) {
      if (!(conductance[k] > DEAD_SLOPE)) dead = true
      else if (conductance[k] < least) least = conductance[k]
    }
    if (!dead) return
    conducting ??= conductingCells(laws, count, Math.max(largestOf(cellVolts), spanOfSources(sources)))
    const floor = least < Infinity ? least * 1e-3 : 1e-15
    for (let k = 0; k < count; k++) {
      if (!(conductance[k] > DEAD_SLOPE)) conductance[k] = conducting[k] === 1 ? floor : 0
    }
  }

  /** The Newton step of all nodes, to an imbalance of `enough` amperes; the net currents are kept. */
  function solveStep(enough: number): void {
    wordKept.set(wordIn)
    bitKept.set(bitIn)
    solvePulled(wordKept, bitKept, undefined, enough)
    const own = skew.map((h, k) => h * (wordStep[k] + bitStep[k]))
    // Pulls come in units of the first.
    const unit = Math.sqrt(own.reduce((sum, amps) => sum + amps * amps, 0))
    const pulled = minimalResidual(
      (pull, product) => {
        solvePulled(undefined, undefined, pull, (0.1 * enough) / unit)
        for (let k = 0; k < count; k++) product[k] = pull[k] - skew[k] * (wordStep[k] + bitStep[k])
      },
      own,
      enough,
      MAX_SKEW_ITERATIONS,
    )
    if (pulled.iterations > 0) solvePulled(wordKept, bitKept, pulled.solution, enough)
    wordIn.set(wordKept)
    bitIn.set(bitKept)
  }

  /** Steps for net currents less what the cells pull besides their conductances. */
  function solvePulled(
    word: Float64Array | undefined,
    bit: Float64Array | undefined,
    pull: Float64Array | undefined,
    enough: number,
  ): void {
    for (let k = 0; k < count; k++) {
      wordIn[k] = (word?.[k] ?? 0) - (pull?.[k] ?? 0)
      bitIn[k] = (bit?.[k] ?? 0) + (pull?.[k] ?? 0)
    }
    iterations += engine.solve({ current: enough, volts: Infinity, maxIterations: MAX_ITERATIONS }).iterations
  }

  function imbalances(): number {
    let sum = 0
    for (let k = 0; k < count; k++) sum += Math.abs(wordIn[k]) + Math.abs(bitIn[k])
    return sum
  }

  /**
   * Moves along the step as far as the sum of the imbalances falls; in balance already, where the sum is rounding, all of it.
   * @returns the part of the step that was taken, 0 where none helped
   */
  function searchLine(balanced: boolean): number {
    const first = imbalances()
    const { wordDeviation, bitDeviation } = nodes
    wordKept.set(wordDeviation)
    bitKept.set(bitDeviation)
    const reach = MOST_GROWTH * Math.max(largestVolts, spanOfSources(sources))
    let length = Math.min(1, reach / Math.max(largestOf(wordStep), largestOf(bitStep)))
    for (let trial = 0; trial < MAX_HALVINGS; trial++, length /= 2) {
      place(length)
      if (!evaluate()) continue
      setImbalance()
      if (balanced || imbalances() <= (1 - LEAST_FALL * length) * first) return length
    }
    place(0)
    if (!evaluate()) throw lawFailure(balance)
    setImbalance()
    return 0
  }

  /** Puts the deviations at where the search began, plus length times the step. */
  function place(length: number): void {
    for (let k = 0; k < count; k++) {
      nodes.wordDeviation[k] = wordKept[k] + length * wordStep[k]
      nodes.bitDeviation[k] = bitKept[k] + length * bitStep[k]
    }
  }
}
