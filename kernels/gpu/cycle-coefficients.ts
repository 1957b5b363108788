import { coarseOhms, type LineOhms } from '../coarse-ohms.ts'
import type { CrossbarGrid } from '../crossbar-grid.ts'
import { createFrontSolver } from '../front-solve.ts'
import type { CycleLevel } from './cycle-shape.ts'
import { createLineFactoring, createStages, type LineFactoring, type LineStage } from './line-coefficients.ts'

/** Ohm; less is taken as this on the GPU, whose numbers do not hold Infinity. */
const LEAST_OHMS = 1e-9
/** Ohm; more is taken as this, so that no part is without a ground. */
const MOST_OHMS = 1e25

/** What a cycle needs to know of a crossbar, in the order in which its plan takes it. */
export interface CycleCoefficients {
  readonly planes: readonly Float32Array[]
  /** Ohm; conductances on the GPU are those of the array times this, so that float32 holds them. */
  readonly unitOhms: number
}

/** Makes the coefficients of a cycle for the conductances that a grid holds. */
export function cycleCoefficients(grid: CrossbarGrid, levels: readonly CycleLevel[]): CycleCoefficients {
  let largest = 0
  for (const g of grid.conductance) if (g > largest) largest = g
  const unitOhms = largest > 0 ? 1 / largest : 1
  const planes: Float32Array[] = []
  let word = wordLines(grid)
  let bit = bitLines(grid)
  let conductance = grid.conductance
  const factor = createLineFactoring()
  for (let depth = 0; depth < levels.length - 1; depth++) {
    const level = levels[depth]
    planes.push(...levelCoefficients(level, word, bit, conductance, unitOhms, factor))
    conductance = mergeCells(level, levels[depth + 1], conductance)
    word = coarseOhms(word, level.down, level.across, true)
    bit = coarseOhms(bit, level.across, level.down, false)
  }
  planes.push(inverse(levels[levels.length - 1], word, bit, conductance, unitOhms))
  return { planes, unitOhms }
}

function wordLines(grid: CrossbarGrid): LineOhms {
  const { rows, columns, wordOhms, wordStride, left, right } = grid
  return {
    lines: rows,
    length: columns,
    ohms: wordOhms.map(bounded),
    stride: wordStride,
    lineStep: columns - 1,
    positionStep: 1,
    from: left.map(bounded),
    to: right.map(bounded),
  }
}

function bitLines(grid: CrossbarGrid): LineOhms {
  const { rows, columns, bitOhms, bitStride, top, bottom } = grid
  return {
    lines: columns,
    length: rows,
    ohms: bitOhms.map(bounded),
    stride: bitStride,
    lineStep: 1,
    positionStep: columns,
    from: top.map(bounded),
    to: bottom.map(bounded),
  }
}

function bounded(ohms: number): number {
  return Math.min(Math.max(ohms, LEAST_OHMS), MOST_OHMS)
}

/** Conductances, shares, and the stages of both kinds of lines. */
function levelCoefficients(
  { rows, columns }: CycleLevel,
  word: LineOhms,
  bit: LineOhms,
  conductance: Float64Array,
  unitOhms: number,
  factor: LineFactoring,
): Float32Array[] {
  const count = rows * columns
  const scaled = new Float32Array(count)
  const share = new Float32Array(count)
  // What a bit node sees through its own cell: the cell in series with the two sides of its word line.
  const throughCell = new Float64Array(count)
  const wordStages = createStages(rows, columns, false)
  const ground = new Float64Array(Math.max(rows, columns))
  const siemens = new Float64Array(Math.max(rows, columns))
  const seenLeft = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    lineSiemens(word, i, unitOhms, siemens)
    const atLeft = unitOhms / word.from[i]
    const atRight = unitOhms / word.to[i]
    let seen = atLeft
    for (let j = 0; j < columns; j++) {
      const g = conductance[start + j] * unitOhms
      ground[j] = g
      scaled[start + j] = g
      seenLeft[j] = seen
      seen = inSeries(seen + g, siemens[j])
    }
    seen = atRight
    for (let j = columns - 1; j >= 0; j--) {
      const others = seenLeft[j] + seen
      const part = ground[j] / (ground[j] + others)
      share[start + j] = part
      throughCell[start + j] = part * others
      if (j > 0) seen = inSeries(seen + ground[j], siemens[j - 1])
    }
    ground[0] += atLeft
    ground[columns - 1] += atRight
    factor(wordStages, i, ground, siemens)
  }
  const bitStages = createStages(columns, rows, true)
  for (let j = 0; j < columns; j++) {
    lineSiemens(bit, j, unitOhms, siemens)
    for (let i = 0; i < rows; i++) ground[i] = throughCell[i * columns + j]
    ground[0] += unitOhms / bit.from[j]
    ground[rows - 1] += unitOhms / bit.to[j]
    factor(bitStages, j, ground, siemens)
  }
  return [scaled, share, ...wordStages.flatMap(planesOf), ...bitStages.flatMap(planesOf)]
}

function planesOf({ passRight, passLeft, ohms }: LineStage): Float32Array[] {
  return [passRight, passLeft, ohms]
}

function lineSiemens(lines: LineOhms, line: number, unitOhms: number, siemens: Float64Array): void {
  const { length, ohms, stride, lineStep, positionStep } = lines
  for (let n = 0; n < length - 1; n++) {
    siemens[n] = unitOhms / ohms[(line * lineStep + n * positionStep) * stride]
  }
  siemens[length - 1] = 0
}

function inSeries(a: number, b: number): number {
  return b > 0 ? (a * b) / (a + b) : 0
}

function mergeCells(fine: CycleLevel, coarse: CycleLevel, conductance: Float64Array): Float64Array {
  const sums = new Float64Array(coarse.rows * coarse.columns)
  const columnShift = fine.across - 1
  for (let i = 0, k = 0; i < fine.rows; i++) {
    const row = (i >> (fine.down - 1)) * coarse.columns
    for (let j = 0; j < fine.columns; j++, k++) sums[row + (j >> columnShift)] += conductance[k]
  }
  return sums
}

/** Bit voltages of the coarsest crossbar for a current into each bit node, one row for each node. */
function inverse(
  { rows, columns }: CycleLevel,
  word: LineOhms,
  bit: LineOhms,
  conductance: Float64Array,
  unitOhms: number,
): Float32Array {
  const count = rows * columns
  const front = createFrontSolver({
    rows,
    columns,
    conductance,
    wordOhms: word.ohms,
    wordStride: word.stride,
    bitOhms: bit.ohms,
    bitStride: bit.stride,
    left: word.from,
    right: word.to,
    top: bit.from,
    bottom: bit.to,
  })
  front.factor()
  const matrix = new Float32Array(count * count)
  const nothing = new Float64Array(count)
  const currents = new Float64Array(count)
  const volts = new Float64Array(count)
  const wordVolts = new Float64Array(count)
  for (let node = 0; node < count; node++) {
    currents.fill(0)
    currents[node] = 1 / unitOhms
    front.solve(nothing, currents, wordVolts, volts)
    matrix.set(volts, node * count)
  }
  return matrix
}
