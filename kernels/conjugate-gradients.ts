import type { Arena } from './assembly/arena.ts'
import type { HalfLoop } from './assembly/sweeps.ts'
import { BREAK_OHMS, type LineOhms } from './coarse-ohms.ts'
import type { GridShape, NetworkPlanes, PlaneAddresses } from './kirchhoff.ts'
import { type Level, reserveLevel, riseAndRestrict, SCRATCH_ROWS, smoothDown } from './level.ts'
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

/**
 * An iterative solver on the planes of a network. A solve uses up the net currents into the nodes and the cells' voltages
 * and currents, whose planes are its own meanwhile.
 */
export interface GradientSolver {
  /** To be called when the conductances have changed. */
  factor(): void
  /** Sets the steps of all nodes to the voltages for the net currents into them. */
  solve(stop: StopRule): GradientsResult
}

/** Addresses of what the solver needs beside the planes of the network. */
export interface GradientRoom {
  readonly levels: readonly Level[]
  readonly passRight: number
  /** Where the addresses of the planes stand for the loops, in the order of Gradients in sweeps.as. */
  readonly planes: number
  readonly sums: number
}

export function reserveGradients(arena: Arena, shape: GridShape, at: PlaneAddresses): GradientRoom {
  const { rows, columns } = shape
  const [word, bit] = lineOhms(shape)
  const passRight = arena.reserve(8 * rows * columns)
  const scratch = arena.reserve(SCRATCH_ROWS * 8 * columns)
  const wide = { conductance: at.conductance, passRight, input: at.bitIn }
  return {
    levels: reserveLevels(arena, reserveLevel(arena, rows, columns, word, bit, scratch, wide)),
    passRight,
    planes: arena.reserve(7 * 4),
    sums: arena.reserve(2 * 3 * 8),
  }
}

/**
 * Conjugate gradients on the bit nodes, with the word nodes eliminated exactly (S b = f, S = Ab - D Aw^-1 D) and one
 * multigrid cycle as preconditioner. The cycle keeps its planes in float32, everything that the answer is made of is
 * float64. The two products of an iteration are taken together (Chronopoulos and Gear 1989), so that an iteration passes
 * four times over the finest level: update and carry down; rise and restrict; correct and carry down; rise and multiply.
 */
export function createGradientSolver(planes: NetworkPlanes, room: GradientRoom): GradientSolver {
  const { arena, grid, at } = planes
  const { sweeps } = arena
  const { levels } = room
  const finest = levels[0]
  const multigrid = createMultigrid(arena, levels)
  // A solve owns the planes of the cells and of the net currents: the product stands at wordIn, direction and pull at the cells'.
  arena.writeWords(room.planes, [
    at.wordIn,
    at.cellVolts,
    at.cellCurrents,
    at.bitStep,
    at.bitIn,
    at.wordStep,
    room.sums,
  ])
  const sums = arena.float64(room.sums, 6)
  const { wordIn: product, bitIn: rest, bitStep: solution } = planes

  function onFinest(loop: HalfLoop, ...values: number[]): number {
    return arena.halves(loop, finest.cells, finest.at, room.planes, ...values)
  }

  function multiply(): { gamma: number; delta: number; largest: number } {
    onFinest('riseAndMultiply')
    foldBits(grid, product)
    const [g0, d0, l0, g1, d1, l1] = sums
    return { gamma: g0 + g1, delta: d0 + d1, largest: Math.max(l0, l1) }
  }

  return {
    factor: () => factorMultigrid(multigrid),
    solve(stop) {
      // The word nodes' own part of the answer, Aw^-1 wordIn, waits in the plane of their steps.
      onFinest('eliminateWords')
      foldBits(grid, rest)
      let iterations = 0
      let moves = 0
      let alpha = 0
      let beta = 0
      let last = 0
      let change = Infinity
      let moved = Infinity
      let before = 0
      let done = false
      let worst = onFinest('begin')
      for (;;) {
        done = worst <= stop.current && leftToMove(worst, before, change, moved) <= stop.volts
        if (done || iterations === stop.maxIterations || Number.isNaN(worst)) break
        sweeps.meet(finest.at)
        riseAndRestrict(arena, finest, levels[1], true)
        correct(multigrid, 0)
        smoothDown(arena, finest, levels[1])
        const { gamma, delta, largest } = multiply()
        before = worst
        moved = change
        change = largest
        iterations++
        beta = last === 0 ? 0 : gamma / last
        const curvature = delta - (last === 0 ? 0 : (beta * gamma) / alpha)
        alpha = gamma / curvature
        last = gamma
        if (!(curvature > 0 && gamma > 0)) break
        worst = onFinest('update', moves === 0 ? 1 : 0, alpha, beta)
        moves++
      }
      if (moves === 0) solution.fill(0)
      onFinest('returnWords')
      return { iterations, done }
    },
  }
}

/** The cycles compute in float32: one of them brings no error down further than about this, however well its currents fall. */
const LEAST_FALL = 1e-6

/**
 * An estimate of what the voltages still lack, V: what the last iteration moved, times how much less each iteration does. The
 * currents alone do not tell that: strong cells may balance at once while a floating line of weak ones is still on its way.
 * @param worst imbalance now
 * @param before imbalance before the last iteration
 * @param change largest move of a node in the last iteration, V
 * @param moved the same of the iteration before it
 */
export function leftToMove(worst: number, before: number, change: number, moved: number): number {
  if (worst === 0) return 0
  const slowing = moved < Infinity ? Math.min(1, change / moved) : 0
  return change * Math.max(worst / before, slowing, LEAST_FALL)
}

/** The lines of a grid, with breaks and open ends as large resistances. */
function lineOhms(grid: GridShape): [LineOhms, LineOhms] {
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
function foldBits(grid: GridShape, bitIn: Float64Array): void {
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
