import type { CrossbarGrid } from './crossbar-grid.ts'
import { createFrontSolver, type FrontSolver } from './front-solve.ts'
import { coarserLevel, factorLevel, type Level } from './level.ts'
import {
  carryInput,
  createScratch,
  type RowScratch,
  riseAndRestrict,
  riseOutput,
  smoothDown,
} from './level-sweeps.ts'

/** A crossbar of at most this many cells is solved directly. */
const DIRECT_CELLS = 256

/** A stack of ever coarser crossbars below a finest one. */
export interface Multigrid {
  /** Finest first; the last is solved directly. */
  readonly levels: readonly Level[]
  readonly scratch: RowScratch
  readonly bottom: BottomSolver
}

interface BottomSolver {
  readonly front: FrontSolver
  readonly conductance: Float64Array
  readonly currents: Float64Array
  readonly nothing: Float64Array
  readonly volts: Float64Array
  readonly wordVolts: Float64Array
}

export function createMultigrid(finest: Level): Multigrid {
  const levels = [finest]
  for (let level = finest; level.rows * level.columns > DIRECT_CELLS; ) {
    level = coarserLevel(level)
    levels.push(level)
  }
  const last = levels[levels.length - 1]
  const cells = last.rows * last.columns
  const conductance = new Float64Array(cells)
  const grid: CrossbarGrid = {
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
  }
  return {
    levels,
    scratch: createScratch(finest.columns),
    bottom: {
      front: createFrontSolver(grid),
      conductance,
      currents: new Float64Array(cells),
      nothing: new Float64Array(cells),
      volts: new Float64Array(cells),
      wordVolts: new Float64Array(cells),
    },
  }
}

/** Factors all levels from the conductances of the finest. */
export function factorMultigrid(
  multigrid: Multigrid,
  exact: { readonly conductance: Float64Array; readonly passRight: Float64Array },
): void {
  const { levels, bottom } = multigrid
  for (let depth = 0; depth < levels.length - 1; depth++) {
    factorLevel(levels[depth], levels[depth + 1], depth === 0 ? exact : undefined)
  }
  bottom.conductance.set(levels[levels.length - 1].conductance)
  bottom.front.factor()
}

/**
 * Sets the output of a level to about S^-1 input, by a symmetric cycle: smooth, correct by the next level, smooth.
 * Levels below the second correct twice (a W-cycle), which costs half of the finest level's work in all.
 */
export function cycle(multigrid: Multigrid, depth: number, fromZero: boolean): void {
  const { levels, scratch } = multigrid
  const level = levels[depth]
  if (depth === levels.length - 1) {
    solveBottom(multigrid)
    return
  }
  if (fromZero) carryInput(level, scratch)
  else smoothDown(level, undefined, scratch)
  riseAndRestrict(level, levels[depth + 1], fromZero, scratch)
  correct(multigrid, depth)
  smoothDown(level, levels[depth + 1], scratch)
  riseOutput(level, scratch)
}

/** Solves the level below `depth` for the input that it has. */
export function correct(multigrid: Multigrid, depth: number): void {
  cycle(multigrid, depth + 1, true)
  if (depth > 0 && depth + 1 < multigrid.levels.length - 1) cycle(multigrid, depth + 1, false)
}

function solveBottom(multigrid: Multigrid): void {
  const { front, currents, nothing, volts, wordVolts } = multigrid.bottom
  const level = multigrid.levels[multigrid.levels.length - 1]
  currents.set(level.input)
  front.solve(nothing, currents, wordVolts, volts)
  level.output.set(volts)
}
