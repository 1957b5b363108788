import {
  createDirectedElimination,
  type DirectedSlopes,
} from '../../kernels/elimination/eliminate-directed.ts'
import type { Balance } from './balance.ts'
import { largestOf } from './balance.ts'
import { type GroundedCells, groundedNetwork } from './grounded-cells.ts'
import { namePart } from './line-names.ts'
import type { EliminatingEngine } from './or-eliminate.ts'
import type { NetworkProblem } from './problem.ts'
import { softParts } from './soft-parts.ts'
import type { UndeterminedPart } from './undetermined-part.ts'
import { lineVolts, rangesOf } from './undetermined-ranges.ts'

/** Rounding of the current of a cell, as a share of it. */
const ROUNDING = 8 * Number.EPSILON
/** A potential that the rounding of currents moves by more than this share of the largest voltage is not determined. */
const DETERMINED = 1e-9
/** Up to so many cells a part is looked for by elimination, in larger arrays by what iterations see. */
const MOST_CELLS = 1 << 17
/** For more parts than this the ranges are left out. */
const MOST_RANGES = 8

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
  const { grid, nodes, cellVolts, cellCurrents, wordIn, bitIn } = planes
  const scale = Math.max(largestOf(nodes.wordReference), largestOf(nodes.bitReference))
  const volts = cellVolts.slice()
  const currents = cellCurrents.slice()
  const left = { word: wordIn.slice(), bit: bitIn.slice() }
  const slopes = slopesAt(balance, grounded)
  if (!isSaturated(currents, slopes, share / (DETERMINED * scale))) return []
  const steps = stepsOfRounding(balance, engine, slopes, { share, scale, currents })
  const parts = softParts(grid, steps.word, steps.bit, DETERMINED * scale)
  cellVolts.set(volts)
  cellCurrents.set(currents)
  wordIn.set(left.word)
  bitIn.set(left.bit)
  const ranges =
    parts.length > MOST_RANGES
      ? parts.map(() => ({ down: NaN, up: NaN }))
      : rangesOf(parts, balance, { volts, scale, share, left, grounded })
  const found = parts.map((part, index) => ({
    wordLines: part.wordLines,
    bitLines: part.bitLines,
    volts:
      part.node < volts.length
        ? nodes.wordReference[part.node]
        : nodes.bitReference[part.node - volts.length],
    ...ranges[index],
  }))
  // The dividers are to be those of the voltages found again.
  grounded?.element.hold(lineVolts(balance, grounded))
  laws.evaluate(volts, cellCurrents, grid.conductance)
  cellCurrents.set(currents)
  return found
}

/** How the currents of the cells answer to their word and bit nodes, S. */
function slopesAt(balance: Balance, grounded: GroundedCells | undefined): DirectedSlopes {
  const { planes, laws } = balance
  if (grounded !== undefined) {
    const network = groundedNetwork(balance, grounded)
    network.evaluate()
    return network.slopes
  }
  const slopes = new Float64Array(planes.cellVolts.length)
  laws.evaluate(planes.cellVolts, planes.cellCurrents, slopes)
  return { word: slopes, bit: slopes }
}

interface Rounding {
  readonly share: number
  readonly scale: number
  readonly currents: Float64Array
}

/** How far currents of the size of rounding, with random signs, move the nodes: V. */
function stepsOfRounding(
  { planes }: Balance,
  engine: EliminatingEngine,
  slopes: DirectedSlopes,
  { share, scale, currents }: Rounding,
): { readonly word: Float64Array; readonly bit: Float64Array } {
  const { grid, wordIn, bitIn, wordStep: word, bitStep: bit } = planes
  const count = currents.length
  const [towards, back] = [slopes.word.slice(), slopes.bit.slice()]
  let state = 1
  for (let k = 0; k < count; k++) {
    // A dead slope would leave the part without any voltage; this one lets it move by a thousand times the scale.
    const least = (1e-3 * share * Math.abs(currents[k])) / scale
    towards[k] = Math.max(towards[k], least)
    back[k] = Math.max(back[k], least)
    grid.conductance[k] = (towards[k] + back[k]) / 2
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    const sign = (state < 0 ? -1 : 1) * (0.5 + ((state >>> 8) & 0xffff) / 0x20000)
    const rounding = sign * share * Math.abs(currents[k])
    // Beside what the solver left, which large currents elsewhere may hide.
    wordIn[k] -= rounding
    bitIn[k] += rounding
  }
  const plan = slopes.word === slopes.bit || count > MOST_CELLS ? undefined : engine.plan()
  if (plan !== undefined) {
    const elimination = createDirectedElimination(plan)
    elimination.factor({ word: towards, bit: back })
    elimination.solve(wordIn, bitIn, { word, bit, wordRest: wordIn, bitRest: bitIn })
  } else {
    // Iterations do not see slopes that lie twenty decades apart.
    engine.eliminateUpTo(MOST_CELLS)
    engine.prepare()
    engine.solve({ current: 0.1 * share * largestOf(currents), volts: Infinity, maxIterations: 500 })
  }
  return { word, bit }
}

/** Whether a cell is so flat, below `share` of its current in A for a volt, that a line held by such cells alone could move. */
function isSaturated(currents: Float64Array, { word, bit }: DirectedSlopes, share: number): boolean {
  for (let k = 0; k < currents.length; k++)
    if (Math.min(word[k], bit[k]) < share * Math.abs(currents[k])) return true
  return false
}

/** The warning of a part, in one line. */
export function undeterminedText(problem: NetworkProblem, part: UndeterminedPart): string {
  const { wordLines, bitLines, volts, down, up } = part
  const name = namePart(problem, wordLines, bitLines)
  const many = wordLines.length + bitLines.length > 1
  // Enough digits to tell the ends of the range apart.
  const apart = Math.log10(Math.abs(volts) / (up - down))
  const digits = apart > 2 && apart < 13 ? 2 + Math.ceil(apart) : 4
  const format = (value: number): string =>
    Number.isFinite(value) ? `${Number(value.toPrecision(digits))} V` : 'any'
  const range = Number.isNaN(down)
    ? `${format(volts)} is one of many voltages`
    : `${format(volts)} is one of the voltages from ${format(volts + down)} to ${format(volts + up)}`
  const where = many ? ' at the first of these lines, the others moving with it,' : ''
  return `${name}: held by saturated cells alone, not determined; ${range}${where} that balance to rounding: give a line of these a driver or ground, or let a cell conduct`
}
