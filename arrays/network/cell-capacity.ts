import type { GroundedCells } from './grounded-cells.ts'
import { type CellLaws, CURRENT, type GroundedLaws, type NetworkProblem, VOLTAGE } from './problem.ts'

/** V; what saturates has done so long before. */
const FAR = 1e30
/** Volts over the lowest node at which a transistor is looked at, and at twice as many; far ones would round the others away. */
const HIGH = 1e4
/** Between these two a saturated one does not change by more than this share. */
const FLAT = 1e-9

/** The largest current of each cell in either direction, whatever its lines do: A, N*M values, Infinity where there is no limit. */
export interface CellCapacity {
  readonly towardsBit: Float64Array
  readonly towardsWord: Float64Array
}

/**
 * Largest current of each cell: no more than its device, nor than its element. A transistor opens more the lower its source
 * stands: it has a limit where no node can stand below the lowest source, which is so while no current is drawn from a line.
 * Where its source is the terminal at the device, what the device takes closes it further.
 */
export function cellCapacity(problem: NetworkProblem, grounded: GroundedCells | undefined): CellCapacity {
  const { cells, series, rows, columns } = problem
  const count = rows * columns
  const parts = [capacityOf(cells, count)]
  const lowest = lowestVolts(problem)
  if (grounded === undefined) {
    if (series !== undefined) parts.push(capacityOf(series, count))
  } else if (lowest !== undefined) {
    for (const laws of [grounded.element, grounded.laws])
      parts.push(capacityAbove(lowest, grounded.element, laws, count))
  }
  const least = (limits: readonly Float64Array[]): Float64Array =>
    limits[0].map((_, k) => Math.min(...limits.map(amps => amps[k])))
  return {
    towardsBit: least(parts.map(part => part.towardsBit)),
    towardsWord: least(parts.map(part => part.towardsWord)),
  }
}

function capacityOf(laws: CellLaws, count: number): CellCapacity {
  return { towardsBit: limitOf(laws, count, FAR), towardsWord: limitOf(laws, count, -FAR) }
}

/** Of elements that stand at their lines, alone or with their devices, where no node is below `lowest`. */
function capacityAbove(lowest: number, element: GroundedLaws, laws: CellLaws, count: number): CellCapacity {
  const of = (sign: 1 | -1): Float64Array => {
    const isLineHigh = (element.side === 'word') === (sign === 1)
    const at = (drop: number): Float64Array => {
      element.hold(new Float64Array(count).fill(isLineHigh ? lowest + drop : lowest))
      return limitOf(laws, count, sign * drop)
    }
    const [near, far] = [at(HIGH), at(2 * HIGH)]
    return near.map((amps, k) => (far[k] - amps <= FLAT * amps ? (1 + FLAT) * amps : Infinity))
  }
  return { towardsBit: of(1), towardsWord: of(-1) }
}

/** Currents in the direction of the drop, A. */
function limitOf(laws: CellLaws, count: number, drop: number): Float64Array {
  const current = new Float64Array(count)
  laws.evaluate(new Float64Array(count).fill(drop), current, new Float64Array(count))
  // A current that overflows there is no limit.
  return current.map(amps => (Number.isNaN(amps) ? Infinity : Math.max(0, Math.sign(drop) * amps)))
}

/** Volts of the lowest source; undefined where a current is drawn from a line, or where there is none. */
function lowestVolts({ left, right, top, bottom }: NetworkProblem): number | undefined {
  let lowest = Infinity
  for (const { kind, value } of [left, right, top, bottom]) {
    for (let line = 0; line < kind.length; line++) {
      if (kind[line] === CURRENT && value[line] < 0) return undefined
      if (kind[line] === VOLTAGE && value[line] < lowest) lowest = value[line]
    }
  }
  return lowest < Infinity ? lowest : undefined
}
