import { leftToMove, type StopRule } from '../../kernels/conjugate-gradients.ts'
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
import { spanOfSources } from './conducting-cells.ts'
import type { LinearEngine } from './linear-engine.ts'
import { searchLength } from './search-length.ts'
import { stepSlopes } from './step-slopes.ts'

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
/** Steps of which less than this is taken are made with chords next. */
const SHORT = 1e-3

/**
 * Brings a network of monotone cells to balance: Newton's method on the co-content, whose gradient is Kirchhoff's
 * imbalance. Along a step the slope of the co-content rises, as the laws are monotone; the length of the step is where
 * it has come near zero, found from imbalances alone. Steps are solved no better than they are worth.
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
  const { planes, sources, laws } = balance
  const { grid, nodes, cellVolts, cellCurrents, wordIn, bitIn, wordStep, bitStep } = planes
  const { conductance } = grid
  const count = cellVolts.length
  const plane = () => new Float64Array(count)
  const [wordBase, bitBase] = [plane(), plane()]
  // A solve is over before its step is searched along, so that the same planes serve both.
  const kept = engine.direct ? undefined : { word: wordBase, bit: bitBase }
  const slopes = stepSlopes(laws, count, spanOfSources(sources))
  let largestVolts = 0
  let watts = { wireWatts: 0, cellWatts: 0 }
  let worst = 0
  let largest = 0
  let iterations = 0
  let newton = 0
  let chords = false

  if (fromRest) stepFromRest()
  if (!evaluate()) throw lawFailure(balance)
  setImbalance()

  let lastStep = Infinity
  let stepBefore = Infinity
  let before = Infinity
  let stalled = 0
  let quiet = 0
  while (newton < MAX_NEWTON && largest > 0) {
    // Each step takes rounding down to the rounding of itself.
    if (worst > RESTLESS * largest && isNothing(largest, balance) && quiet++ === QUIET_STEPS) break
    const left = engine.direct ? lastStep : leftToMove(worst, before, lastStep, stepBefore)
    const settled =
      lastStep <= Math.max(SMALL_STEP * largestVolts, roundingOfNodes()) ||
      (!engine.direct && left <= 10 * tolerance * largestVolts)
    const balanced = worst <= tolerance * largest
    const rounding = stalled >= 2 && lastStep <= ROUNDING_STEP * largestVolts
    if (balanced && (settled || rounding)) break
    if (chords) slopes.raiseToChords(cellVolts, cellCurrents, conductance)
    engine.prepare()
    newton++
    const forcing = Math.min(LEAST_FORCING, worst / largest)
    solveStep({
      current: Math.max(forcing * worst, 0.1 * tolerance * largest),
      // A line that hangs on weak cells beside a large current is far off and hardly shows in the balance.
      volts: Math.max(forcing * forcing, tolerance) * largestVolts,
      maxIterations: MAX_ITERATIONS,
    })
    before = worst
    stepBefore = lastStep
    // Where other lines carry far more current, balance says little: steps that do not help are searched along.
    lastStep = balanced && stalled === 0 ? fullStep() : searchLine()
    normalise(nodes)
    stalled = worst < 0.5 * before ? 0 : stalled + 1
  }
  let residual = worst === 0 ? 0 : worst / largest
  const nothing = !(residual <= tolerance) && isNothing(largest, balance)
  if (nothing) residual = 0
  const moving = newton === MAX_NEWTON && lastStep > Math.max(ROUNDING_STEP * largestVolts, roundingOfNodes())
  if (!(residual <= tolerance)) {
    const tried = `${newton} Newton steps, the last of ${lastStep.toExponential(1)} V`
    throw notConverged(grid, wordIn, bitIn, tried, residual, tolerance)
  }
  return { newton, iterations, residual, nothing, moving, ...watts }

  /** Where cells have next to no voltage, steps are no smaller than what rounding of the nodes makes of it, V. */
  function roundingOfNodes(): number {
    const { wordReference, bitReference } = nodes
    return Number.EPSILON * Math.max(largestOf(wordReference), largestOf(bitReference))
  }

  /** Sets the planes for the present nodes; false where a law has no finite value there. */
  function evaluate(): boolean {
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    for (let k = 0; k < count; k++)
      cellVolts[k] = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
    laws.evaluate(cellVolts, cellCurrents, conductance)
    if (!isFinitePlane(cellCurrents, conductance)) return false
    slopes.keepAlive(cellVolts, conductance)
    return true
  }

  function setImbalance(): void {
    const found = planes.look(false)
    watts = { wireWatts: found.wireWatts, cellWatts: found.cellWatts }
    worst = found.worst
    largest = Math.max(found.largest, laws.sourceAmps ?? 0)
    largestVolts = found.largestVolts
  }

  /** The first step: the laws as straight lines through their current at 0 V. */
  function stepFromRest(): void {
    cellVolts.fill(0)
    laws.evaluate(cellVolts, cellCurrents, conductance)
    if (!isFinitePlane(cellCurrents, conductance)) throw lawFailure(balance)
    slopes.keepAlive(cellVolts, conductance)
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    for (let k = 0; k < count; k++) {
      const volts = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
      cellCurrents[k] += conductance[k] * volts
    }
    setImbalance()
    engine.prepare()
    newton = 1
    const stop = { current: 1e-3 * worst, volts: Infinity, maxIterations: MAX_ITERATIONS }
    solveStep(stop)
    wordBase.set(nodes.wordDeviation)
    bitBase.set(nodes.bitDeviation)
    addStep()
    if (!evaluate()) {
      // The straight lines lead beyond the range of the laws: go along them as far as the co-content falls.
      place(0)
      if (!evaluate()) throw lawFailure(balance)
      setImbalance()
      searchLine()
    }
    normalise(nodes)
  }

  /** A linear solve; the net currents, which an iterative one uses up, are kept. */
  function solveStep(stop: StopRule): void {
    kept?.word.set(wordIn)
    kept?.bit.set(bitIn)
    iterations += engine.solve(stop).iterations
    if (kept === undefined) return
    wordIn.set(kept.word)
    bitIn.set(kept.bit)
  }

  function addStep(): void {
    const { wordDeviation, bitDeviation } = nodes
    for (let k = 0; k < count; k++) {
      wordDeviation[k] += wordStep[k]
      bitDeviation[k] += bitStep[k]
    }
  }

  /** A step where the network is in balance already, to polish the voltages. */
  function fullStep(): number {
    addStep()
    if (!evaluate()) throw lawFailure(balance)
    setImbalance()
    return stepSize()
  }

  function stepSize(): number {
    return Math.max(largestOf(wordStep), largestOf(bitStep))
  }

  /** Slope of the co-content along the step: minus the imbalance times the step. */
  function descent(): number {
    let sum = 0
    for (let k = 0; k < count; k++) sum -= wordIn[k] * wordStep[k] + bitIn[k] * bitStep[k]
    return sum
  }

  /** Puts the deviations at base + length * step, so that a step taken back leaves no rounding behind. */
  function place(length: number): void {
    const { wordDeviation, bitDeviation } = nodes
    for (let k = 0; k < count; k++) {
      wordDeviation[k] = wordBase[k] + length * wordStep[k]
      bitDeviation[k] = bitBase[k] + length * bitStep[k]
    }
  }

  /** Moves along the step to where the slope of the co-content has come near zero; leaves all planes set there. */
  function searchLine(): number {
    wordBase.set(nodes.wordDeviation)
    bitBase.set(nodes.bitDeviation)
    let finite = true
    const length = searchLength(Math.abs(descent()), length => {
      place(length)
      finite = evaluate()
      if (!finite) return Infinity
      setImbalance()
      return descent()
    })
    if (!finite) throw lawFailure(balance)
    chords = length < SHORT
    return length * stepSize()
  }
}
