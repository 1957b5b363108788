import { BREAK_OHMS, type LineOhms } from './coarse-ohms.ts'
import type { CrossbarGrid } from './crossbar-grid.ts'
import { createLevel } from './level.ts'
import { riseAndRestrict, smoothDown } from './level-sweeps.ts'
import { correct, createMultigrid, factorMultigrid, type Multigrid } from './multigrid.ts'

/** When to stop: both have to hold. */
export interface StopRule {
  /** Largest net current into any bit node, A. */
  readonly current: number
  /** Largest change of a bit node's voltage that is estimated to be missing, V. */
  readonly volts: number
  readonly maxIterations: number
}

export interface GradientsResult {
  readonly iterations: number
  /** Whether the rule was met; the caller checks Kirchhoff's law on its own. */
  readonly done: boolean
}

/** An iterative solver of one crossbar. */
export interface GradientSolver {
  /** To be called when the grid's conductances have changed. */
  factor(): void
  /** Node voltages for the currents (A) put into the nodes, all N x M. `bitIn` is used up. */
  solve(
    wordIn: Float64Array,
    bitIn: Float64Array,
    word: Float64Array,
    bit: Float64Array,
    stop: StopRule,
  ): GradientsResult
}

/**
 * Conjugate gradients on the bit nodes, with the word nodes eliminated exactly (S b = f, S = Ab - D Aw^-1 D) and one
 * multigrid cycle as preconditioner. The cycle runs in float32, everything that the answer is made of in float64. The
 * two products of an iteration are taken together (Chronopoulos and Gear 1989), so that an iteration passes four times
 * over the finest level: update and carry down; rise and restrict; correct and carry down; rise and multiply by S.
 */
export function createGradientSolver(grid: CrossbarGrid): GradientSolver {
  const { rows, columns } = grid
  const count = rows * columns
  const wordOhms = boundedOhms(grid.wordOhms)
  const bitOhms = boundedOhms(grid.bitOhms)
  const word: LineOhms = {
    lines: rows,
    length: columns,
    ohms: wordOhms,
    stride: grid.wordStride,
    lineStep: columns - 1,
    positionStep: 1,
    from: boundedOhms(grid.left),
    to: boundedOhms(grid.right),
  }
  const bit: LineOhms = {
    lines: columns,
    length: rows,
    ohms: bitOhms,
    stride: grid.bitStride,
    lineStep: 1,
    positionStep: columns,
    from: boundedOhms(grid.top),
    to: boundedOhms(grid.bottom),
  }
  const finest = createLevel(rows, columns, word, bit)
  const multigrid = createMultigrid(finest)
  const passRight = new Float64Array(count)
  const exact = { conductance: grid.conductance, passRight }
  const direction = new Float64Array(count)
  const pull = new Float64Array(count)
  const product = new Float64Array(count)
  const eliminate = wordElimination(grid, word, passRight)
  const multiply = createMultiply(grid, bit, multigrid, eliminate)

  return {
    factor: () => factorMultigrid(multigrid, exact),
    solve(wordIn, bitIn, wordOut, bitOut, stop) {
      eliminate.reduceInput(wordIn, bitIn)
      bitOut.fill(0)
      direction.fill(0)
      pull.fill(0)
      product.fill(0)
      finest.output.fill(0)
      let iterations = 0
      let alpha = 0
      let beta = 0
      let gamma = 0
      let done = false
      let change = Infinity
      let before = 0
      for (;;) {
        const worst = update(finest, multigrid, direction, pull, product, bitOut, bitIn, alpha, beta)
        // What the last iteration moved, scaled by how far the imbalance has fallen since, is what is left to move.
        const left = worst === 0 ? 0 : (change * worst) / before
        done = worst <= stop.current && left <= stop.volts
        if (done || iterations === stop.maxIterations || Number.isNaN(worst)) break
        before = worst
        riseAndRestrict(finest, multigrid.levels[1], true, multigrid.scratch)
        correct(multigrid, 0)
        smoothDown(finest, multigrid.levels[1], multigrid.scratch)
        const sums = multiply(bitIn, product)
        change = sums.largest
        iterations++
        beta = gamma === 0 ? 0 : sums.gamma / gamma
        const curvature = sums.delta - (gamma === 0 ? 0 : (beta * sums.gamma) / alpha)
        alpha = sums.gamma / curvature
        gamma = sums.gamma
        if (!(curvature > 0 && gamma > 0)) break
      }
      eliminate.restore(wordIn, bitOut, wordOut)
      return { iterations, done }
    },
  }
}

function boundedOhms(ohms: Float64Array): Float64Array {
  return ohms.some(r => r > BREAK_OHMS) ? ohms.map(r => Math.min(r, BREAK_OHMS)) : ohms
}

/**
 * One step of the recurrences p = z + beta p, s = S z + beta s, x = x + alpha p, r = r - alpha s, and the new r carried
 * down the bit lines for the cycle.
 * @returns the largest |r|
 */
function update(
  finest: Multigrid['levels'][number],
  multigrid: Multigrid,
  direction: Float64Array,
  pull: Float64Array,
  product: Float64Array,
  solution: Float64Array,
  rest: Float64Array,
  alpha: number,
  beta: number,
): number {
  const { rows, columns, output, input, carried, passDown } = finest
  const { carry } = multigrid.scratch
  carry.fill(0)
  let worst = 0
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, k++) {
      const p = output[k] + beta * direction[k]
      const s = product[k] + beta * pull[k]
      direction[k] = p
      pull[k] = s
      solution[k] += alpha * p
      const r = rest[k] - alpha * s
      rest[k] = r
      input[k] = r
      const size = Math.abs(r)
      if (!(size <= worst)) worst = size
      const current = r + carry[j]
      carried[k] = current
      carry[j] = current * passDown[k]
    }
  }
  return worst
}

interface WordElimination {
  /** Adds D Aw^-1 wordIn to the currents into the bit nodes. */
  reduceInput(wordIn: Float64Array, bitIn: Float64Array): void
  /** Word nodes for given bit nodes: Aw^-1 (wordIn + D bit). */
  restore(wordIn: Float64Array, bit: Float64Array, word: Float64Array): void
  /** Word nodes of one row for the currents in `row`, in place. */
  solveRow(i: number, row: Float64Array): void
}

function wordElimination(grid: CrossbarGrid, word: LineOhms, passRight: Float64Array): WordElimination {
  const { rows, columns, conductance } = grid
  const { ohms, stride, to } = word
  const row = new Float64Array(columns)

  function solveRow(i: number, x: Float64Array): void {
    const start = i * columns
    const segments = start - i
    let current = 0
    for (let j = 0; j < columns; j++) {
      current += x[j]
      x[j] = current
      current *= passRight[start + j]
    }
    let volts = passRight[start + columns - 1] * to[i] * x[columns - 1]
    x[columns - 1] = volts
    for (let j = columns - 2; j >= 0; j--) {
      volts = passRight[start + j] * (ohms[(segments + j) * stride] * x[j] + volts)
      x[j] = volts
    }
  }

  return {
    solveRow,
    reduceInput(wordIn, bitIn) {
      for (let i = 0; i < rows; i++) {
        const start = i * columns
        for (let j = 0; j < columns; j++) row[j] = wordIn[start + j]
        solveRow(i, row)
        for (let j = 0; j < columns; j++) bitIn[start + j] += conductance[start + j] * row[j]
      }
      foldBits(grid, bitIn)
    },
    restore(wordIn, bit, wordOut) {
      for (let i = 0; i < rows; i++) {
        const start = i * columns
        for (let j = 0; j < columns; j++) row[j] = wordIn[start + j] + conductance[start + j] * bit[start + j]
        solveRow(i, row)
        for (let j = 0; j < columns; j++) wordOut[start + j] = row[j]
      }
    },
  }
}

/**
 * Bit nodes held by a 0-ohm source have no equation, and those that 0 ohm joins have one: their sum stands at the last
 * of them, so that float32 sees the sum and not the rounding of its parts.
 */
function foldBits(grid: CrossbarGrid, bitIn: Float64Array): void {
  const { rows, columns, bitOhms, bitStride, top, bottom } = grid
  const end = (rows - 1) * columns
  if (bitOhms.includes(0)) {
    const held = Uint8Array.from(top, r => (r === 0 ? 1 : 0))
    for (let k = 0, j = 0; k < end; k++, j = j === columns - 1 ? 0 : j + 1) {
      const joined = bitOhms[k * bitStride] === 0
      if (joined && held[j] === 0) bitIn[k + columns] += bitIn[k]
      if (joined || held[j] === 1) bitIn[k] = 0
      if (!joined) held[j] = 0
    }
    for (let j = 0; j < columns; j++) if (held[j] === 1) bitIn[end + j] = 0
  }
  for (let j = 0; j < columns; j++) {
    if (top[j] === 0) bitIn[j] = 0
    if (bottom[j] === 0) bitIn[end + j] = 0
  }
}

/** The two sums of an iteration, z r and z S z, and the largest |z|. */
interface Sums {
  readonly gamma: number
  readonly delta: number
  readonly largest: number
}

/** Last half of the cycle's smoothing, up the bit lines, and the product S z of what it finds, row by row behind it. */
function createMultiply(
  grid: CrossbarGrid,
  bit: LineOhms,
  multigrid: Multigrid,
  eliminate: WordElimination,
): (rest: Float64Array, product: Float64Array) => Sums {
  const { rows, columns, conductance } = grid
  const { ohms, stride, from, to } = bit
  const { output, carried, passDown } = multigrid.levels[0]
  const rowVolts = new Float64Array(columns)
  const wordRow = new Float64Array(columns)
  const siemens = (r: number) => (r > 0 ? 1 / r : 0)
  const bottomSiemens = Float64Array.from(to, siemens)
  const topSiemens = Float64Array.from(from, siemens)
  // Currents down into the row below, and that row's product without what flows in from above.
  const inflow = new Float64Array(columns)
  const uniform = stride === 0 ? siemens(ohms[0]) : 0

  return (rest, product) => {
    let gamma = 0
    let delta = 0
    let largest = 0
    rowVolts.fill(0)
    for (let i = rows - 1; i >= 0; i--) {
      const start = i * columns
      const last = i === rows - 1
      for (let j = 0, k = start; j < columns; j++, k++) {
        const below = rowVolts[j]
        const r = last ? to[j] : ohms[k * stride]
        const volts = Math.fround(passDown[k] * (r * carried[k] + below))
        output[k] = volts
        rowVolts[j] = volts
        wordRow[j] = conductance[k] * volts
        const size = Math.abs(volts)
        if (size > largest) largest = size
        gamma += volts * rest[k]
        const flow = (volts - below) * (last ? bottomSiemens[j] : stride === 0 ? uniform : siemens(r))
        inflow[j] = flow
        if (!last) {
          const complete = product[k + columns] - flow
          product[k + columns] = complete
          delta += complete * below
        }
      }
      eliminate.solveRow(i, wordRow)
      for (let j = 0, k = start; j < columns; j++, k++) {
        product[k] = conductance[k] * (rowVolts[j] - wordRow[j]) + inflow[j]
      }
    }
    for (let j = 0; j < columns; j++) {
      const complete = product[j] + rowVolts[j] * topSiemens[j]
      product[j] = complete
      delta += complete * rowVolts[j]
    }
    foldBits(grid, product)
    return { gamma, delta, largest }
  }
}
