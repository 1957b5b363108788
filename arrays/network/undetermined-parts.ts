import type { Balance } from './balance.ts'
import { isFinitePlane, largestOf } from './balance.ts'
import type { GroundedCells } from './grounded-cells.ts'
import { namePart } from './line-names.ts'
import type { EliminatingEngine } from './or-eliminate.ts'
import type { NetworkProblem } from './problem.ts'
import { type SoftPart, softParts } from './soft-parts.ts'
import type { UndeterminedPart } from './undetermined-part.ts'

/** Rounding of the current of a cell, as a share of it. */
const ROUNDING = 8 * Number.EPSILON
/** A potential that the rounding of currents moves by more than this share of the largest voltage is not determined. */
const DETERMINED = 1e-9
/** Up to so many cells a part is looked for by elimination, in larger arrays by what iterations see. */
const MOST_CELLS = 1 << 17
/** For more parts than this the ranges are left out. */
const MOST_RANGES = 8
/** How far from where they stand potentials are looked at, over the largest voltage. */
const REACH = 16

/**
 * Finds floating parts that nothing but saturated cells hold. Their currents are flat within rounding, so that any potential
 * in a range balances. The cause is looked for, not the device: currents of the size of rounding, with random signs, are put
 * across all cells, and the slopes at the balance say how far they move each node. Where every cell still has a slope beside
 * its current this is known beforehand and costs nothing; otherwise it costs a linear solve.
 * @param residual imbalance that the solver left, over the largest current, where that is more than rounding
 * @param grounded cells that feel their lines against ground
 * @param engine is prepared anew, and the planes of its solves are used up; those of the cells are put back
 */
export function undeterminedParts(
  balance: Balance,
  engine: EliminatingEngine,
  residual: number,
  grounded?: GroundedCells,
): UndeterminedPart[] {
  const share = Math.max(ROUNDING, residual)
  const { planes, laws } = balance
  const { grid, nodes, cellVolts, cellCurrents, wordIn, bitIn, wordStep, bitStep } = planes
  const scale = Math.max(largestOf(nodes.wordReference), largestOf(nodes.bitReference))
  const volts = cellVolts.slice()
  const currents = cellCurrents.slice()
  const slopes = new Float64Array(volts.length)
  const left = { word: wordIn.slice(), bit: bitIn.slice() }
  laws.evaluate(volts, cellCurrents, slopes)
  if (!isSaturated(currents, slopes, share / (DETERMINED * scale))) return []
  let state = 1
  for (let k = 0; k < volts.length; k++) {
    // A dead slope would leave the part without any voltage; this one lets it move by a thousand times the scale.
    const least = (1e-3 * share * Math.abs(currents[k])) / scale
    grid.conductance[k] = Math.max(slopes[k], least)
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const sign = (state < 0 ? -1 : 1) * (0.5 + ((state >>> 8) & 0xffff) / 0x20000)
    const rounding = sign * share * Math.abs(currents[k])
    // Beside what the solver left, which large currents elsewhere may hide.
    wordIn[k] = left.word[k] - rounding
    bitIn[k] = left.bit[k] + rounding
  }
  // Iterations do not see slopes that lie twenty decades apart.
  engine.eliminateUpTo(MOST_CELLS)
  engine.prepare()
  engine.solve({ current: 0.1 * share * largestOf(currents), volts: Infinity, maxIterations: 500 })
  const parts = softParts(grid, wordStep, bitStep, DETERMINED * scale)
  cellVolts.set(volts)
  cellCurrents.set(currents)
  grid.conductance.set(slopes)
  const found = parts.map(part => ({
    wordLines: part.wordLines,
    bitLines: part.bitLines,
    volts:
      part.node < volts.length
        ? nodes.wordReference[part.node]
        : nodes.bitReference[part.node - volts.length],
    ...(parts.length > MOST_RANGES
      ? { down: NaN, up: NaN }
      : rangeOf(part, balance, { volts, scale, share, left, grounded })),
  }))
  // The dividers are to be those of the voltages found again.
  grounded?.element.hold(lineVolts(balance, grounded))
  laws.evaluate(volts, cellCurrents, slopes)
  cellCurrents.set(currents)
  return found
}

/** Volts of the lines that the elements stand at, against ground. */
function lineVolts({ planes: { nodes } }: Balance, { element }: GroundedCells): Float64Array {
  const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
  return element.side === 'word'
    ? wordReference.map((volts, k) => volts + wordDeviation[k])
    : bitReference.map((volts, k) => volts + bitDeviation[k])
}

/** Whether a cell is so flat, below `share` of its current in A for a volt, that a line held by such cells alone could move. */
function isSaturated(currents: Float64Array, slopes: Float64Array, share: number): boolean {
  for (let k = 0; k < currents.length; k++) if (slopes[k] < share * Math.abs(currents[k])) return true
  return false
}

interface RangeOptions {
  readonly volts: Float64Array
  readonly scale: number
  readonly share: number
  /** Net currents into the nodes that the solver left, A. */
  readonly left: { readonly word: Float64Array; readonly bit: Float64Array }
  readonly grounded: GroundedCells | undefined
}

/** How far a part may be shifted as a whole until its net current is more than rounding. */
function rangeOf(
  part: SoftPart,
  balance: Balance,
  { volts, scale, share, left, grounded }: RangeOptions,
): { readonly down: number; readonly up: number } {
  const { laws } = balance
  const shifted = volts.slice()
  const lines = grounded === undefined ? undefined : lineVolts(balance, grounded)
  const held = lines?.slice()
  if (held !== undefined) grounded!.element.hold(held)
  const current = new Float64Array(volts.length)
  const slope = new Float64Array(volts.length)
  const net = (shift: number): { readonly sum: number; readonly size: number } => {
    for (const [cell, sign] of part.border) {
      shifted[cell] = volts[cell] + sign * shift
      // The end of an element that belongs to the part moves with it.
      if (held !== undefined && sign > 0 === (grounded!.element.side === 'word'))
        held[cell] = lines![cell] + shift
    }
    laws.evaluate(shifted, current, slope)
    if (!isFinitePlane(current, slope)) return { sum: Infinity, size: 0 }
    let [sum, size] = [0, 0]
    for (const [cell, sign] of part.border) {
      sum += sign * current[cell]
      size += Math.abs(current[cell])
    }
    return { sum, size }
  }
  const here = net(0)
  // Where the solver left more than rounding, the balance lies as far on the other side of it.
  const count = volts.length
  const unbalanced = Math.abs(
    part.nodes.reduce((sum, node) => sum + (node < count ? left.word[node] : left.bit[node - count]), 0),
  )
  const balanced = (shift: number): boolean => {
    const there = net(shift)
    const rounding = share * Math.max(here.size, there.size)
    return Math.abs(there.sum - here.sum) <= rounding + 2 * unbalanced
  }
  const edge = (direction: number): number => {
    let [inside, outside] = [0, direction * REACH * scale]
    if (balanced(outside)) return direction * Infinity
    for (let step = 0; step < 60; step++) {
      const middle = (inside + outside) / 2
      if (balanced(middle)) inside = middle
      else outside = middle
    }
    return inside
  }
  return { down: edge(-1), up: edge(1) }
}

/** The warning of a part, in one line. */
export function undeterminedText(problem: NetworkProblem, part: UndeterminedPart): string {
  const { wordLines, bitLines, volts, down, up } = part
  const name = namePart(problem, wordLines, bitLines)
  const many = wordLines.length + bitLines.length > 1
  const format = (value: number): string =>
    Number.isFinite(value) ? `${Number(value.toPrecision(4))} V` : 'any'
  const range = Number.isNaN(down)
    ? `${format(volts)} is one of many voltages`
    : `${format(volts)} is one of the voltages from ${format(volts + down)} to ${format(volts + up)}`
  const where = many ? ' at the first of these lines, the others moving with it,' : ''
  return `${name}: held by saturated cells alone, not determined; ${range}${where} that balance to rounding: give a line of these a driver or ground, or let a cell conduct`
}
