import type { Arena } from './assembly/arena.ts'
import { coarseOhms, type LineOhms } from './coarse-ohms.ts'

/**
 * One level of the multigrid: a crossbar whose word nodes are eliminated, S b = f with S = Ab - D Aw^-1 D, split into
 * S = T - N: T, tridiagonal along each bit line, takes the bit wires and what a bit node sees through its own cell; N,
 * nowhere negative, is what reaches it along the word lines from other cells. The planes are addresses in the arena,
 * float32, rows x columns; on the finest level conductance, passRight and input are float64 and come from outside.
 */
export interface Level {
  /** Where its sizes and addresses stand for the loops, in the order of Level in sweeps.as. */
  readonly at: number
  readonly cells: number
  readonly wide: boolean
  readonly rows: number
  readonly columns: number
  readonly word: LineOhms
  readonly bit: LineOhms
  /** Conductance of each cell, S. */
  readonly conductance: number
  /** Fraction of the current into a word node that it passes on: to the right and to the left. */
  readonly passRight: number
  readonly passLeft: number
  /** Cell conductance times the resistance that a current into the word node meets, 0 to 1. */
  readonly share: number
  /** Fraction of the current into a bit node that it passes on downwards in T. */
  readonly passDown: number
  /** Right side, solution, and currents on their way down. */
  readonly input: number
  readonly output: number
  readonly carried: number
  /** SCRATCH_ROWS rows of float64, shared by all levels. */
  readonly scratch: number
  /** Resistances as in `word` and `bit`, float64. */
  readonly wordOhms: number
  readonly left: number
  readonly right: number
  readonly bitOhms: number
  readonly top: number
  readonly bottom: number
  /** Rows and columns merged into one of the next level, as shifts. */
  readonly rowShift: number
  readonly columnShift: number
}

/** Planes of the finest level that are float64, by address. */
export interface WidePlanes {
  readonly conductance: number
  readonly passRight: number
  readonly input: number
}

const LEVEL_WORDS = 23
/** Rows that the loops need beside the planes: 5 for each half and one where they meet. */
export const SCRATCH_ROWS = 11

/**
 * Reserves the planes of a level.
 * @param scratch address of SCRATCH_ROWS rows of float64, shared by all levels
 * @param wide those of the finest level that are there already
 */
export function reserveLevel(
  arena: Arena,
  rows: number,
  columns: number,
  word: LineOhms,
  bit: LineOhms,
  scratch: number,
  wide?: WidePlanes,
): Level {
  const plane = () => arena.reserve(4 * rows * columns)
  const vector = (values: Float64Array) => arena.reserve(8 * values.length)
  return {
    at: arena.reserve(4 * LEVEL_WORDS),
    cells: rows * columns,
    wide: wide !== undefined,
    rows,
    columns,
    word,
    bit,
    scratch,
    conductance: wide?.conductance ?? plane(),
    passRight: wide?.passRight ?? plane(),
    passLeft: plane(),
    share: plane(),
    passDown: plane(),
    input: wide?.input ?? plane(),
    output: plane(),
    carried: plane(),
    wordOhms: vector(word.ohms),
    left: vector(word.from),
    right: vector(word.to),
    bitOhms: vector(bit.ohms),
    top: vector(bit.from),
    bottom: vector(bit.to),
    rowShift: rows > 1 ? 1 : 0,
    columnShift: columns > 1 ? 1 : 0,
  }
}

/** Puts the resistances of a level and its description in their places, once the arena is open. */
export function fillLevel(arena: Arena, level: Level): void {
  const put = (address: number, values: Float64Array) => arena.float64(address, values.length).set(values)
  put(level.wordOhms, level.word.ohms)
  put(level.left, level.word.from)
  put(level.right, level.word.to)
  put(level.bitOhms, level.bit.ohms)
  put(level.top, level.bit.from)
  put(level.bottom, level.bit.to)
  arena.writeWords(level.at, [
    level.rows,
    level.columns,
    middleRow(level.rows),
    level.wide ? 1 : 0,
    level.rowShift,
    level.columnShift,
    level.word.stride,
    level.bit.stride,
    level.conductance,
    level.passRight,
    level.passLeft,
    level.share,
    level.passDown,
    level.input,
    level.output,
    level.carried,
    level.wordOhms,
    level.left,
    level.right,
    level.bitOhms,
    level.top,
    level.bottom,
    level.scratch,
  ])
}

/** Where the two halves of the rows part: even, so that rows which merge stay together. */
export function middleRow(rows: number): number {
  return 2 * Math.floor(rows / 4)
}

/** The next coarser crossbar: 2 x 2 cells merged into one (1 x 2 where there is one line only). */
export function reserveCoarser(arena: Arena, fine: Level): Level {
  const down = 1 << fine.rowShift
  const across = 1 << fine.columnShift
  return reserveLevel(
    arena,
    Math.ceil(fine.rows / down),
    Math.ceil(fine.columns / across),
    coarseOhms(fine.word, down, across, true),
    coarseOhms(fine.bit, across, down, false),
    fine.scratch,
  )
}

/** Sets the coefficients of a level from its conductances, and sums these into the next level's. */
export function factorLevel(arena: Arena, level: Level, coarse: Level): void {
  arena.halves('factorLevel', level.cells, level.at, coarse.at)
  arena.sweeps.factorMiddle(level.at)
}

/** First half of T^-1: the input carried along the bit lines towards the middle, and the voltages there. */
export function carryInput(arena: Arena, level: Level): void {
  arena.halves('carryInput', level.cells, level.at)
  arena.sweeps.meet(level.at)
}

/** A step of smoothing, first half: adds the coarse output, where there is one, and carries input + N output to the middle. */
export function smoothDown(arena: Arena, level: Level, coarse?: Level): void {
  arena.halves('smoothDown', level.cells, level.at, coarse?.at ?? 0)
  arena.sweeps.meet(level.at)
}

/** Second half of T^-1: voltages from the carried currents, along the bit lines away from the middle. */
export function riseOutput(arena: Arena, level: Level): void {
  arena.halves('riseOutput', level.cells, level.at)
}

/**
 * Second half of T^-1, and the imbalance that it leaves summed into the coarse input: after a step from x to y that is
 * N (y - x).
 * @param fromZero the step began at x = 0; else at the output as it is
 */
export function riseAndRestrict(arena: Arena, level: Level, coarse: Level, fromZero: boolean): void {
  arena.halves('riseAndRestrict', level.cells, level.at, coarse.at, fromZero ? 1 : 0)
}
