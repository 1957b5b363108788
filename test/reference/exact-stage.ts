import { CURRENT, VOLTAGE } from '../../arrays/network/problem.ts'
import { type AccessLaw, isGated, type WideAccess, wideAccess } from './access-law.ts'
import type { CellLaw } from './cell-law.ts'
import { type Driver, driversOf, mergedNodes, segmentsOf, type Wiring } from './circuit.ts'
import { add, divide, multiply, narrow, negate, ONE, subtract, type Wide, wide, ZERO } from './wide.ts'

/** Of numbers of twice the precision of float64. */
const WIDE_ROUNDING = 2 ** -103

/** A method of the reference did not come to an answer. */
export class NotReached extends Error {}

/** Two nodes and the law between them, current counted from `from` to `to`. */
export interface Branch {
  readonly from: number
  readonly to: number
  readonly law: AccessLaw | { readonly kind: 'wire'; readonly siemens: Wide }
}

export interface Stage {
  readonly branches: readonly Branch[]
  readonly drivers: readonly Driver[]
  /** Node (merged) to its place among the unknowns; -1 where its voltage is given. */
  readonly unknown: Int32Array
  readonly unknowns: number
  readonly root: (node: number) => number
  /** Whether currents answer to drops alone: then the matrix is symmetric and the imbalance is a gradient. */
  readonly symmetric: boolean
}

export interface Given {
  readonly wiring: Wiring
  readonly cells: readonly CellLaw[]
  readonly series: readonly AccessLaw[] | undefined
  readonly side: 'word' | 'bit'
}

export function prepare({ wiring, cells, series, side }: Given, voltage: Wide[], part: number): Stage {
  const count = wiring.rows * wiring.columns
  const groups = mergedNodes(wiring)
  const root = (node: number): number => (node < 2 * count ? groups.of(node) : node)
  const drivers = driversOf(wiring).map(driver => ({ ...driver, value: part * driver.value }))
  const fixed = new Set<number>()
  for (const driver of drivers) {
    if (driver.kind !== VOLTAGE || driver.ohms !== 0) continue
    const node = root(driver.node)
    if (fixed.has(node) && narrow(voltage[node]) !== driver.value) {
      throw new Error(
        `exactSolve: found two 0-ohm sources of different volts at ${driver.end} of line ${driver.line}`,
      )
    }
    fixed.add(node)
    voltage[node] = wide(driver.value)
  }
  const branches: Branch[] = segmentsOf(wiring)
    .filter(segment => segment.ohms > 0)
    .map(({ from, to, ohms }) => ({ from: root(from), to: root(to), law: conductor(ohms) }))
  for (let k = 0; k < count; k++) {
    const [word, bit, inner] = [root(k), root(count + k), 2 * count + k]
    if (series === undefined) branches.push({ from: word, to: bit, law: cells[k] })
    else {
      const [first, second] = side === 'word' ? [series[k], cells[k]] : [cells[k], series[k]]
      branches.push({ from: word, to: inner, law: first }, { from: inner, to: bit, law: second })
    }
  }
  // Inner nodes first: a closed diode leaves them a tiny pivot that elimination of the lines would cancel away.
  const unknown = new Int32Array(3 * count).fill(-1)
  let unknowns = 0
  const order = Array.from({ length: 3 * count }, (_, k) => (k + 2 * count) % (3 * count))
  for (const node of order) {
    if (node >= 2 * count ? series !== undefined : root(node) === node && !fixed.has(node))
      unknown[node] = unknowns++
  }
  const symmetric = branches.every(({ law }) => law.kind === 'wire' || !isGated(law))
  return { branches, drivers, unknown, unknowns, root, symmetric }
}

function conductor(ohms: number): Branch['law'] {
  return { kind: 'wire', siemens: divide(ONE, wide(ohms)) }
}

export function through({ from, to, law }: Branch, voltage: readonly Wide[]): WideAccess {
  const [a, b] = [voltage[from], voltage[to]]
  if (law.kind !== 'wire') return wideAccess(law, a, b)
  return {
    current: multiply(law.siemens, subtract(a, b)),
    fromSlope: law.siemens,
    toSlope: law.siemens,
  }
}

/** Current of a driver into its line. A 0-ohm source has none of its own: it takes what Kirchhoff leaves. */
export function driven(driver: Driver, volts: Wide): { current: Wide; slope: Wide } {
  if (driver.kind === CURRENT) return { current: wide(driver.value), slope: ZERO }
  if (driver.kind !== VOLTAGE || driver.ohms === 0) return { current: ZERO, slope: ZERO }
  const slope = divide(ONE, wide(driver.ohms))
  return { current: multiply(slope, subtract(wide(driver.value), volts)), slope }
}

/** Current that leaves every node, and, where `matrix` is given, its derivative. */
export function imbalance(stage: Stage, voltage: readonly Wide[], matrix?: Wide[][], chords = false): Wide[] {
  const leaving = new Array<Wide>(voltage.length).fill(ZERO)
  const { unknown } = stage
  const stamp = (a: number, b: number, value: Wide): void => {
    const [i, j] = [unknown[a], unknown[b]]
    if (matrix !== undefined && i >= 0 && j >= 0) matrix[i][j] = add(matrix[i][j], value)
  }
  for (const branch of stage.branches) {
    const { from, to } = branch
    const { current, fromSlope, toSlope } = through(branch, voltage)
    const slopeOf = (tangent: Wide): Wide =>
      chords ? steeper(tangent, current, subtract(voltage[from], voltage[to])) : tangent
    const [near, far] = [slopeOf(fromSlope), slopeOf(toSlope)]
    leaving[from] = add(leaving[from], current)
    leaving[to] = subtract(leaving[to], current)
    stamp(from, from, near)
    stamp(to, to, far)
    stamp(from, to, negate(far))
    stamp(to, from, negate(near))
  }
  for (const driver of stage.drivers) {
    const node = stage.root(driver.node)
    const { current, slope } = driven(driver, voltage[node])
    leaving[node] = subtract(leaving[node], current)
    stamp(node, node, slope)
  }
  return leaving
}

/** The slope, or current over voltage where that is more: a saturated element seen from where it is driven. */
function steeper(slope: Wide, current: Wide, volts: Wide): Wide {
  if (volts[0] === 0) return slope
  const chord = divide(current, volts)
  return chord[0] > slope[0] ? chord : slope
}

/** Rounding of the voltages and currents in the balance of all nodes together, A. */
export function noiseOf({ branches }: Stage, voltage: readonly Wide[]): number {
  return branches.reduce((sum, branch) => {
    const { current, fromSlope, toSlope } = through(branch, voltage)
    const [a, b] = [narrow(voltage[branch.from]), narrow(voltage[branch.to])]
    const amps = Math.abs(narrow(current))
    return sum + WIDE_ROUNDING * (narrow(fromSlope) * Math.abs(a) + narrow(toSlope) * Math.abs(b) + amps)
  }, 0)
}

export function move(stage: Stage, voltage: readonly Wide[], step: readonly Wide[], length: number): Wide[] {
  return voltage.map((value, node) => {
    const place = stage.unknown[node]
    return place < 0 ? value : add(value, multiply(wide(length), step[place]))
  })
}
