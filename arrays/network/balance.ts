import type { CrossbarGrid } from '../../kernels/crossbar-grid.ts'
import type { GridSources, Imbalance, NetworkPlanes, NodeVolts } from '../../kernels/kirchhoff.ts'
import { SolverError } from '../errors.ts'
import { spanOfSources } from './conducting-cells.ts'
import type { CellLaws } from './problem.ts'

/** Planes, sources and laws that the solvers work on. The slopes of the cells are the conductances of the grid. */
export interface Balance {
  readonly planes: NetworkPlanes
  readonly sources: GridSources
  readonly laws: CellLaws
}

export interface BalanceResult {
  readonly newton: number
  readonly iterations: number
  readonly residual: number
  readonly wireWatts: number
  readonly cellWatts: number
  /** No current flows: what the planes show is rounding. */
  readonly nothing: boolean
  /** The currents balance, but the last steps still moved nodes: something is not determined, or has not arrived. */
  readonly moving: boolean
}

/** A correction this small relative to the largest cell voltage leaves, once refined, only rounding. */
export const SMALL_STEP = 1e-9

/**
 * Moves what the deviations have gained into the references, without loss: afterwards each deviation is below the
 * rounding of its reference.
 */
export function normalise(nodes: NodeVolts): void {
  twoSums(nodes.wordReference, nodes.wordDeviation)
  twoSums(nodes.bitReference, nodes.bitDeviation)
}

function twoSums(reference: Float64Array, deviation: Float64Array): void {
  for (let k = 0; k < reference.length; k++) {
    // Knuth's two-sum: sum + rest is exactly reference + deviation.
    const sum = reference[k] + deviation[k]
    const gained = sum - reference[k]
    deviation[k] = reference[k] - (sum - gained) + (deviation[k] - gained)
    reference[k] = sum
  }
}

/** Largest magnitude; NaNs are passed over. */
export function largestOf(plane: Float64Array): number {
  let largest = 0
  for (let k = 0; k < plane.length; k++) {
    const size = Math.abs(plane[k])
    if (size > largest) largest = size
  }
  return largest
}

/** How well Kirchhoff's law holds at the present nodes and currents; the sources of charged cells count among the currents. */
export function imbalanceOf({ planes, laws }: Balance): Imbalance {
  const found = planes.look(false)
  return { ...found, largest: Math.max(found.largest, laws.sourceAmps ?? 0) }
}

/** The longest step of a node that the last linear solve found, V. */
export function longestStep({ wordStep, bitStep }: NetworkPlanes): number {
  return Math.max(largestOf(wordStep), largestOf(bitStep))
}

/** Where cells have next to no voltage, steps are no smaller than what rounding of the nodes makes of it, V. */
export function roundingOfNodes({ wordReference, bitReference }: NodeVolts): number {
  return Number.EPSILON * Math.max(largestOf(wordReference), largestOf(bitReference))
}

/** The imbalance over the largest current, 0 where no current flows and what is out of balance is rounding. */
export function residualOf(
  { worst, largest }: Imbalance,
  balance: Balance,
  tolerance: number,
): Pick<BalanceResult, 'residual' | 'nothing'> {
  const residual = worst === 0 ? 0 : worst / largest
  const nothing = !(residual <= tolerance) && isNothing(largest, balance)
  return { residual: nothing ? 0 : residual, nothing }
}

/**
 * Whether the largest current of a network, A, is no more than what rounding of the node voltages sends through its cells:
 * then nothing flows. A network that comes to rest at 0 V is known by what is left after two roundings of its sources.
 * Nodes far beyond the sources are on their way, not at rest.
 */
export function isNothing(largest: number, { planes: { grid, nodes }, sources }: Balance): boolean {
  const { wordReference, bitReference } = nodes
  const { conductance } = grid
  const span = spanOfSources(sources)
  let most = 0
  for (let k = 0; k < conductance.length; k++) {
    const volts = Math.abs(wordReference[k]) + Math.abs(bitReference[k])
    if (volts > 4 * span) return false
    if (conductance[k] * volts > most) most = conductance[k] * volts
  }
  const atRest = Number.EPSILON * largestOf(conductance) * span
  return largest < Infinity && largest <= 8 * Number.EPSILON * Math.max(most, atRest)
}

/** True where every current and slope is a finite number. */
export function isFinitePlane(current: Float64Array, slope: Float64Array): boolean {
  for (let k = 0; k < current.length; k++) {
    if (!(Math.abs(current[k]) < Infinity && slope[k] < Infinity)) return false
  }
  return true
}

/** The error for a law without a finite value at the present cell voltages. */
export function lawFailure(balance: Balance): SolverError {
  const { cellVolts, cellCurrents, grid } = balance.planes
  const { conductance, columns } = grid
  const bad = cellVolts.findIndex(
    (_, k) => !(Math.abs(cellCurrents[k]) < Infinity && conductance[k] < Infinity),
  )
  const worst = Math.max(bad, 0)
  const cell = [Math.floor(worst / columns), worst % columns] as const
  const place = `word line ${cell[0]}, bit line ${cell[1]}`
  if (!(Math.abs(cellVolts[worst]) < Infinity)) {
    return new SolverError(
      'overflow',
      `the voltage of the cell at ${place} grows beyond all bounds: lower the currents into its lines, or give one of them a driver or ground`,
      cell,
    )
  }
  if (Number.isNaN(cellCurrents[worst]) || Number.isNaN(conductance[worst])) {
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

/** The error for a balance that was not reached. */
export function notConverged(
  grid: CrossbarGrid,
  wordIn: Float64Array,
  bitIn: Float64Array,
  tried: string,
  residual: number,
  tolerance: number,
): SolverError {
  let worst = 0
  let largest = 0
  for (let k = 0; k < wordIn.length; k++) {
    const off = Math.max(Math.abs(wordIn[k]), Math.abs(bitIn[k]))
    if (off > largest) {
      largest = off
      worst = k
    }
  }
  const cell = [Math.floor(worst / grid.columns), worst % grid.columns] as const
  return new SolverError(
    'not-converged',
    `Kirchhoff's law is off by ${residual.toExponential(1)} of the largest current after ${tried} (wanted ${tolerance}); worst at word line ${cell[0]}, bit line ${cell[1]}: check the law and the parameters of that cell, or accept more with --tolerance of solve (tolerance of solveNetwork)`,
    cell,
  )
}
