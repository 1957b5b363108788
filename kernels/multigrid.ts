import type { Arena } from './assembly/arena.ts'
import { createFrontSolver, type FrontSolver } from './front-solve.ts'
import {
  carryInput,
  factorLevel,
  fillLevel,
  type Level,
  reserveCoarser,
  riseAndRestrict,
  riseOutput,
  smoothDown,
} from './level.ts'

/** A crossbar of at most this many cells is solved directly. */
const DIRECT_CELLS = 256

/** A stack of ever coarser crossbars below a finest one. */
export interface Multigrid {
  /** Finest first; the last is solved directly. */
  readonly levels: readonly Level[]
  readonly arena: Arena
  readonly bottom: BottomSolver
}

interface BottomSolver {
  readonly front: FrontSolver
  readonly conductance: Float64Array
  readonly currents: Float64Array
  readonly nothing: Float64Array
  readonly wordVolts: Float64Array
  /** Views of the last level in the arena. */
  readonly summed: Float32Array
  readonly input: Float32Array
  readonly output: Float32Array
}

/** Reserves the levels below a finest one, down to one that is solved directly. */
export function reserveLevels(arena: Arena, finest: Level): Level[] {
  const levels = [finest]
  while (levels.length < 2 || lastOf(levels).rows * lastOf(levels).columns > DIRECT_CELLS)
    levels.push(reserveCoarser(arena, lastOf(levels)))
  return levels
}

/** The multigrid on reserved levels, once the arena is open. */
export function createMultigrid(arena: Arena, levels: readonly Level[]): Multigrid {
  for (const level of levels) fillLevel(arena, level)
  const last = lastOf(levels)
  const cells = last.rows * last.columns
  const view = (address: number) => arena.float32(address, cells)
  const conductance = new Float64Array(cells)
  const front = createFrontSolver({
    rows: last.rows,
    columns: last.columns,
    conductance,
    wordOhms: last.word.ohms,
    wordStride: last.word.stride,
    bitOhms: last.bit.ohms,
    bitStride: last.bit.stride,
    left: last.word.from,
    right: last.word.to,
    top: last.bit.from,
    bottom: last.bit.to,
  })
  return {
    levels,
    arena,
    bottom: {
      front,
      conductance,
      currents: new Float64Array(cells),
      nothing: new Float64Array(cells),
      wordVolts: new Float64Array(cells),
      summed: view(last.conductance),
      input: view(last.input),
      output: view(last.output),
    },
  }
}

function lastOf(levels: readonly Level[]): Level {
  return levels[levels.length - 1]
}

/** Factors all levels from the conductances of the finest. */
export function factorMultigrid({ levels, bottom, arena }: Multigrid): void {
  for (let depth = 0; depth < levels.length - 1; depth++) factorLevel(arena, levels[depth], levels[depth + 1])
  bottom.conductance.set(bottom.summed)
  bottom.front.factor()
}

/**
 * Sets the output of a level to about S^-1 input, by a symmetric cycle: smooth, correct by the next level, smooth.
 * @param fromZero begin at 0; else at the output as it is
 */
function cycle(multigrid: Multigrid, depth: number, fromZero: boolean): void {
  const { levels, arena } = multigrid
  const level = levels[depth]
  if (depth === levels.length - 1) {
    solveBottom(multigrid)
    return
  }
  if (fromZero) carryInput(arena, level)
  else smoothDown(arena, level)
  riseAndRestrict(arena, level, levels[depth + 1], fromZero)
  correct(multigrid, depth)
  smoothDown(arena, level, levels[depth + 1])
  riseOutput(arena, level)
}

/**
 * Solves the level below `depth`, about, for the input that it has. Below the second level it is done twice (a
 * W-cycle), so that all coarse levels together cost half of what the finest does.
 */
export function correct(multigrid: Multigrid, depth: number): void {
  cycle(multigrid, depth + 1, true)
  if (depth > 0 && depth + 1 < multigrid.levels.length - 1) cycle(multigrid, depth + 1, false)
}

function solveBottom({ bottom }: Multigrid): void {
  const { front, currents, nothing, wordVolts, input, output } = bottom
  currents.set(input)
  front.solve(nothing, currents, wordVolts, currents)
  output.set(currents)
}
