import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import { foldImbalance, type GridSources, kirchhoff, type NodeVolts } from '../../kernels/kirchhoff.ts'
import { SolverError } from '../errors.ts'
import { conductingCells, spanOfSources } from './conducting-cells.ts'
import type { LinearEngine } from './linear-engine.ts'
import type { CellLaws } from './problem.ts'

/** What Newton's method works on; all planes N x M. The slopes are the conductances of the grid. */
export interface Balance {
  readonly grid: CrossbarGrid
  readonly sources: GridSources
  readonly nodes: NodeVolts
  readonly laws: CellLaws
  readonly cellVolts: Float64Array
  readonly cellCurrents: Float64Array
}

export interface BalanceResult {
  readonly newton: number
  readonly iterations: number
  readonly residual: number
}

const MAX_NEWTON = 120
const MAX_LINE_SEARCH = 80
/** A step this small relative to the largest cell voltage leaves, squared or by refinement, only rounding. */
const SMALL_STEP = 1e-9
/** S; a slope below it is an underflow. */
const DEAD_SLOPE = 1e-300

/**
 * Brings the nodes to balance: Newton's method on the co-content, whose gradient is Kirchhoff's imbalance. The laws
 * are monotone, so along a step the slope of the co-content rises; the step length is where it has come near zero,
 * found from imbalances alone. For linear laws the steps are iterative refinement.
 * @param tolerance largest imbalance over the largest branch current
 * @param fromRest start with the laws made linear at 0 V rather than from the nodes as they are
 * @throws SolverError where the laws overflow or the steps come to nothing
 */
export function balanceNetwork(
  balance: Balance,
  engine: LinearEngine,
  tolerance: number,
  fromRest: boolean,
): BalanceResult {
  const { grid, sources, nodes, laws, cellVolts, cellCurrents } = balance
  const { conductance } = grid
  const count = cellVolts.length
  const wordIn = new Float64Array(count)
  const bitIn = new Float64Array(count)
  const wordStep = new Float64Array(count)
  const bitStep = new Float64Array(count)
  const wordBase = new Float64Array(laws.linear ? 0 : count)
  const bitBase = new Float64Array(laws.linear ? 0 : count)
  // For linear laws current = conductance * volts + constant; for others the linear law of the first step.
  const constant = new Float64Array(count)
  let hasConstant = false
  let largestVolts = 0

  function setCellVolts(): void {
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    largestVolts = 0
    for (let k = 0; k < count; k++) {
      const volts = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
      cellVolts[k] = volts
      if (Math.abs(volts) > largestVolts) largestVolts = Math.abs(volts)
    }
  }

  function linearCurrents(): void {
    for (let k = 0; k < count; k++) cellCurrents[k] = conductance[k] * cellVolts[k]
    if (hasConstant) for (let k = 0; k < count; k++) cellCurrents[k] += constant[k]
  }

  /** Sets the planes for the present nodes; false where a law has no finite value there. */
  function evaluate(linear: boolean): boolean {
    setCellVolts()
    if (linear) linearCurrents()
    else laws.evaluate(cellVolts, cellCurrents, conductance)
    for (let k = 0; k < count; k++)
      if (!(Number.isFinite(cellCurrents[k]) && conductance[k] < Infinity)) return false
    if (!linear) keepAlive()
    return true
  }

  let conducting: Uint8Array | undefined
  /**
   * A law may be flat where it is looked at (a transistor off, an underflow) although its cell conducts elsewhere. A
   * little slope keeps the step finite; the line search sees to its length.
   */
  function keepAlive(): void {
    let least = Infinity
    let dead = false
    for (let k = 0; k < count; k++) {
      if (!(conductance[k] > DEAD_SLOPE)) dead = true
      else if (conductance[k] < least) least = conductance[k]
    }
    if (!dead) return
    conducting ??= conductingCells(laws, count, Math.max(largestVolts, spanOfSources(sources)))
    const floor = least < Infinity ? least * 1e-3 : 1e-15
    for (let k = 0; k < count; k++) {
      if (!(conductance[k] > DEAD_SLOPE)) conductance[k] = conducting[k] === 1 ? floor : 0
    }
  }

  let largestCurrent = 0
  function imbalance(): number {
    const branches = kirchhoff(grid, sources, nodes, cellCurrents, wordIn, bitIn)
    largestCurrent = Math.max(branches, laws.sourceAmps ?? 0)
    const worst = foldImbalance(grid, wordIn, bitIn)
    return worst === 0 ? 0 : worst / largestCurrent
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

  function fullStep(): number {
    const { wordDeviation, bitDeviation } = nodes
    for (let k = 0; k < count; k++) {
      wordDeviation[k] += wordStep[k]
      bitDeviation[k] += bitStep[k]
    }
    return stepSize()
  }

  function fail(): never {
    throw lawFailure(balance)
  }

  // The laws at 0 V: for linear laws all there is to know, for others where the first step starts.
  let iterations = 0
  let newton = 0
  let residual: number
  if (laws.linear || fromRest) {
    cellVolts.fill(0)
    laws.evaluate(cellVolts, constant, conductance)
    for (let k = 0; k < count; k++) if (constant[k] !== 0) hasConstant = true
    if (!conductance.every(g => g < Infinity) || !constant.every(Number.isFinite)) {
      cellCurrents.set(constant)
      fail()
    }
    if (!laws.linear) keepAlive()
    evaluate(true)
    residual = imbalance()
    engine.prepare()
    newton = 1
    iterations += engine.solve(wordIn, bitIn, wordStep, bitStep, laws.linear ? tolerance / 100 : 1e-3)
    fullStep()
    normalise(nodes)
  }
  if (!evaluate(laws.linear)) fail()
  residual = imbalance()

  let lastStep = Infinity
  let stalled = 0
  while (newton < MAX_NEWTON) {
    if (largestCurrent === 0) break
    const settled = lastStep <= SMALL_STEP * largestVolts
    if (residual <= tolerance && (settled || stalled >= 2)) break
    if (!laws.linear) engine.prepare()
    newton++
    iterations += engine.solve(wordIn, bitIn, wordStep, bitStep, Math.max(1e-12, Math.min(1e-2, residual)))
    const before = residual
    if (laws.linear || residual <= tolerance) {
      lastStep = fullStep()
      if (!evaluate(laws.linear)) fail()
      residual = imbalance()
    } else {
      lastStep = searchLine()
    }
    normalise(nodes)
    // Rounding sets a floor; steps that no longer improve there have reached it.
    stalled = residual < 0.5 * before ? 0 : stalled + 1
    if (laws.linear && stalled >= 3) break
  }
  if (!(residual <= tolerance)) {
    const cell = worstCell(grid, wordIn, bitIn)
    throw new SolverError(
      'not-converged',
      `Kirchhoff's law is off by ${residual.toExponential(1)} of the largest current after ${newton} Newton steps (wanted ${tolerance}); worst at word line ${cell[0]}, bit line ${cell[1]}: loosen the tolerance, start from a similar solution, or check the law of that cell`,
      cell,
    )
  }
  return { newton: laws.linear ? 1 : newton, iterations, residual }

  /** Moves along the step to where the slope of the co-content has come near zero; leaves all planes set there. */
  function searchLine(): number {
    wordBase.set(nodes.wordDeviation)
    bitBase.set(nodes.bitDeviation)
    const first = Math.abs(descent())
    let low = 0
    let lowSlope = -first
    let high = Infinity
    let highSlope = Infinity
    let length = 1
    for (let trial = 0; trial < MAX_LINE_SEARCH; trial++) {
      place(length)
      const finite = evaluate(false)
      if (finite) residual = imbalance()
      const slope = finite ? descent() : Infinity
      // Far up an exponential a full step leaves 1/e of the slope; a longer one then saves many.
      if (slope >= -0.3 * first && slope <= (length === 1 ? 0.9 : 0.5) * first) return length * stepSize()
      if (slope < 0) {
        low = length
        lowSlope = slope
      } else {
        high = length
        highSlope = slope
      }
      if (high === Infinity) length *= 4
      else {
        const secant = low + ((high - low) * -lowSlope) / (highSlope - lowSlope)
        const margin = 0.1 * (high - low)
        length = Number.isFinite(highSlope)
          ? Math.min(Math.max(secant, low + margin), high - margin)
          : low + (high - low) / 8
      }
      if (length > 1e12 || high - low < 1e-14 * high) break
    }
    // The slope jumps (a kink, or the edge of an overflow): the lower side of the jump is the best there is.
    place(low)
    if (!evaluate(false)) fail()
    residual = imbalance()
    return low * stepSize()
  }

  function stepSize(): number {
    let largest = 0
    for (let k = 0; k < count; k++) {
      const change = Math.max(Math.abs(wordStep[k]), Math.abs(bitStep[k]))
      if (change > largest) largest = change
    }
    return largest
  }
}

/**
 * Moves what the deviations have gained into the references, without loss: afterwards each deviation is below the
 * rounding of its reference.
 */
export function normalise(nodes: NodeVolts): void {
  renormalise(nodes.wordReference, nodes.wordDeviation)
  renormalise(nodes.bitReference, nodes.bitDeviation)
}

function renormalise(reference: Float64Array, deviation: Float64Array): void {
  for (let k = 0; k < reference.length; k++) {
    // Knuth's two-sum: sum + rest is exactly reference + deviation.
    const sum = reference[k] + deviation[k]
    const gained = sum - reference[k]
    const rest = reference[k] - (sum - gained) + (deviation[k] - gained)
    reference[k] = sum
    deviation[k] = rest
  }
}

function lawFailure(balance: Balance): SolverError {
  const { cellVolts, cellCurrents, grid } = balance
  const { conductance, columns } = grid
  let worst = cellVolts.findIndex((_, k) => !(Number.isFinite(cellCurrents[k]) && conductance[k] < Infinity))
  if (worst < 0) worst = 0
  const cell = [Math.floor(worst / columns), worst % columns] as const
  const place = `word line ${cell[0]}, bit line ${cell[1]}`
  const current = cellCurrents[worst]
  if (Number.isNaN(current) || Number.isNaN(conductance[worst])) {
    return new SolverError(
      'not-a-number',
      `the cell at ${place} has no current at ${cellVolts[worst]} V: its law or its parameters give NaN`,
      cell,
    )
  }
  return new SolverError(
    'overflow',
    `the law of the cell at ${place} overflows at ${cellVolts[worst]} V: lower the drive, or give the cell or its driver a series resistance`,
    cell,
  )
}

/** The cell whose nodes are worst off. */
function worstCell(grid: CrossbarGrid, wordIn: Float64Array, bitIn: Float64Array): readonly [number, number] {
  let worst = 0
  let largest = 0
  for (let k = 0; k < wordIn.length; k++) {
    const off = Math.max(Math.abs(wordIn[k]), Math.abs(bitIn[k]))
    if (off > largest) {
      largest = off
      worst = k
    }
  }
  return [Math.floor(worst / grid.columns), worst % grid.columns]
}
