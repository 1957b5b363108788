import { createArena } from './assembly/arena.ts'
import { bindSweeps } from './assembly/sweeps.ts'
import { BREAK_OHMS, type LineOhms } from './coarse-ohms.ts'
import type { CrossbarGrid } from './crossbar-grid.ts'
import { reserveLevel, riseAndRestrict, smoothDown } from './level.ts'
import { correct, createMultigrid, factorMultigrid, reserveLevels } from './multigrid.ts'

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

/** An iterative solver of one crossbar. It owns the large planes, N x M each, which its loops work on in place. */
export interface GradientSolver {
  /** Conductances of the cells, to be filled, S. */
  readonly conductance: Float64Array
  /** Currents put into the bit nodes, to be filled; used up by a solve, A. */
  readonly bitIn: Float64Array
  /** Voltages of the bit nodes, the result, V. */
  readonly bit: Float64Array
  /** To be called when the conductances have changed. */
  factor(): void
  /** @param wordIn currents into the word nodes, A @param word their voltages, the result, V */
  solve(wordIn: Float64Array, word: Float64Array, stop: StopRule): GradientsResult
}

/**
 * Conjugate gradients on the bit nodes, with the word nodes eliminated exactly (S b = f, S = Ab - D Aw^-1 D) and one
 * multigrid cycle as preconditioner. The cycle keeps its planes in float32, everything that the answer is made of is
 * float64. The two products of an iteration are taken together (Chronopoulos and Gear 1989), so that an iteration passes
 * four times over the finest level: update and carry down; rise and restrict; correct and carry down; rise and multiply.
 */
export function createGradientSolver(grid: Omit<CrossbarGrid, 'conductance'>): GradientSolver {
  const { rows, columns } = grid
  const count = rows * columns
  const arena = createArena()
  const [word, bit] = lineOhms(grid)
  const finest = reserveLevel(arena, rows, columns, word, bit)
  const levels = reserveLevels(arena, finest)
  const wide = () => arena.reserve(8 * count)
  const at = {
    conductance: wide(),
    passRight: wide(),
    direction: wide(),
    pull: wide(),
    product: wide(),
    rest: wide(),
    solution: wide(),
    scratch: arena.reserve(4 * 8 * columns),
    row: arena.reserve(8 * columns),
    sums: arena.reserve(3 * 8),
  }
  arena.open()
  const sweeps = bindSweeps(arena.memory)
  const multigrid = createMultigrid(arena, sweeps, levels, at.scratch)
  const plane = (address: number) => arena.float64(address, count)
  const [conductance, direction, pull, product, rest, solution] = [
    at.conductance,
    at.direction,
    at.pull,
    at.product,
    at.rest,
    at.solution,
  ].map(plane)
  const row = arena.float64(at.row, columns)
  const sums = arena.float64(at.sums, 3)
  const output = new Float32Array(arena.memory.buffer, finest.output, count)

  /** Puts Aw^-1 (wordIn + D bit) of one word line into `row`; without the second term where `from` is 0. */
  function eliminateRow(i: number, wordIn: Float64Array, from: number): void {
    row.set(wordIn.subarray(i * columns, (i + 1) * columns))
    const { wordOhms, right } = finest
    sweeps.eliminateRow(columns, i, at.row, from, at.conductance, at.passRight, wordOhms, word.stride, right)
  }

  function update(alpha: number, beta: number): number {
    return sweeps.update(
      rows,
      columns,
      alpha,
      beta,
      finest.output,
      at.product,
      at.direction,
      at.pull,
      at.solution,
      at.rest,
      finest.input,
      finest.carried,
      finest.passDown,
      at.scratch,
    )
  }

  function multiply(): void {
    sweeps.riseAndMultiply(
      rows,
      columns,
      at.conductance,
      at.passRight,
      finest.wordOhms,
      word.stride,
      finest.right,
      finest.passDown,
      finest.bitOhms,
      bit.stride,
      finest.top,
      finest.bottom,
      finest.output,
      finest.carried,
      at.rest,
      at.product,
      at.scratch,
      at.sums,
    )
    foldBits(grid, product)
  }

  return {
    conductance,
    bitIn: rest,
    bit: solution,
    factor: () => factorMultigrid(multigrid, at),
    solve(wordIn, wordOut, stop) {
      for (let i = 0; i < rows; i++) {
        eliminateRow(i, wordIn, 0)
        for (let j = 0, k = i * columns; j < columns; j++, k++) rest[k] += conductance[k] * row[j]
      }
      foldBits(grid, rest)
      for (const start of [solution, direction, pull, product, output]) start.fill(0)
      let iterations = 0
      let alpha = 0
      let beta = 0
      let last = 0
      let change = Infinity
      let before = 0
      let done = false
      for (;;) {
        const worst = update(alpha, beta)
        // What the last iteration moved, scaled by how far the imbalance has fallen since, is what is left to move.
        const left = worst === 0 ? 0 : (change * worst) / before
        done = worst <= stop.current && left <= stop.volts
        if (done || iterations === stop.maxIterations || Number.isNaN(worst)) break
        riseAndRestrict(sweeps, finest, levels[1], true, at.scratch)
        correct(multigrid, 0)
        smoothDown(sweeps, finest, levels[1], at.scratch)
        multiply()
        const [gamma, delta, largest] = sums
        before = worst
        change = largest
        iterations++
        beta = last === 0 ? 0 : gamma / last
        const curvature = delta - (last === 0 ? 0 : (beta * gamma) / alpha)
        alpha = gamma / curvature
        last = gamma
        if (!(curvature > 0 && gamma > 0)) break
      }
      for (let i = 0; i < rows; i++) {
        eliminateRow(i, wordIn, at.solution)
        wordOut.set(row, i * columns)
      }
      return { iterations, done }
    },
  }
}

/** The lines of a grid, with breaks and open ends as large resistances. */
function lineOhms(grid: Omit<CrossbarGrid, 'conductance'>): [LineOhms, LineOhms] {
  const { rows, columns } = grid
  const bounded = (ohms: Float64Array) =>
    ohms.some(r => r > BREAK_OHMS) ? ohms.map(r => Math.min(r, BREAK_OHMS)) : ohms
  const word = {
    lines: rows,
    length: columns,
    ohms: bounded(grid.wordOhms),
    stride: grid.wordStride,
    lineStep: columns - 1,
    positionStep: 1,
    from: bounded(grid.left),
    to: bounded(grid.right),
  }
  const bit = {
    lines: columns,
    length: rows,
    ohms: bounded(grid.bitOhms),
    stride: grid.bitStride,
    lineStep: 1,
    positionStep: columns,
    from: bounded(grid.top),
    to: bounded(grid.bottom),
  }
  return [word, bit]
}

/**
 * Bit nodes held by a 0-ohm source have no equation, and those that 0 ohm joins have one: their sum stands at the last
 * of them, so that float32 sees the sum and not the rounding of its parts.
 */
function foldBits(grid: Omit<CrossbarGrid, 'conductance'>, bitIn: Float64Array): void {
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
