import { coarseOhms, type LineOhms } from './coarse-ohms.ts'

/**
 * One level of the multigrid: a crossbar whose word nodes are eliminated, S b = f with S = Ab - D Aw^-1 D, split into
 * S = T - N: T, tridiagonal along each bit line, takes the bit wires and what a bit node sees through its own cell; N,
 * nowhere negative, is what reaches it along the word lines from other cells. All planes rows x columns, float32.
 */
export interface Level {
  readonly rows: number
  readonly columns: number
  readonly word: LineOhms
  readonly bit: LineOhms
  /** Conductance of each cell, S. */
  readonly conductance: Float32Array
  /** What a word node passes on of the current it gets: to the right and to the left. */
  readonly passRight: Float32Array
  readonly passLeft: Float32Array
  /** Cell conductance times the resistance that a current into the word node meets, 0 to 1. */
  readonly share: Float32Array
  /** What a bit node passes on downwards in T. */
  readonly passDown: Float32Array
  /** Right side, solution, and currents on their way down; the finest level gets its right side from outside. */
  readonly input: Float32Array
  readonly output: Float32Array
  readonly carried: Float32Array
  /** Rows and columns merged into one of the next level, as shifts. */
  readonly rowShift: number
  readonly columnShift: number
}

/** An unfactored level; its conductances are to be filled. */
export function createLevel(rows: number, columns: number, word: LineOhms, bit: LineOhms): Level {
  const plane = () => new Float32Array(rows * columns)
  return {
    rows,
    columns,
    word,
    bit,
    conductance: plane(),
    passRight: plane(),
    passLeft: plane(),
    share: plane(),
    passDown: plane(),
    input: plane(),
    output: plane(),
    carried: plane(),
    rowShift: rows > 1 ? 1 : 0,
    columnShift: columns > 1 ? 1 : 0,
  }
}

/** The next coarser crossbar: 2 x 2 cells merged into one (1 x 2 where there is one line only). */
export function coarserLevel(fine: Level): Level {
  const down = 1 << fine.rowShift
  const across = 1 << fine.columnShift
  return createLevel(
    Math.ceil(fine.rows / down),
    Math.ceil(fine.columns / across),
    coarseOhms(fine.word, down, across, true),
    coarseOhms(fine.bit, across, down, false),
  )
}

/**
 * Sets the coefficients of a level from its conductances, and sums these into the next level's.
 * @param exact the finest level's conductances and, to be filled, its passRight in float64
 */
export function factorLevel(
  level: Level,
  coarse?: Level,
  exact?: { readonly conductance: Float64Array; readonly passRight: Float64Array },
): void {
  const { rows, columns, conductance, passRight, passLeft, share, passDown, rowShift, columnShift } = level
  const { ohms, stride, from, to } = level.word
  const bitOhms = level.bit.ohms
  const bitStride = level.bit.stride
  const bottom = level.bit.to
  const g = new Float64Array(columns)
  // Siemens that each word node sees to its left and right, and each bit node above it.
  const seenLeft = new Float64Array(columns)
  const seenRight = new Float64Array(columns)
  const above = Float64Array.from(level.bit.from, r => 1 / r)
  const exactPass = exact?.passRight ?? new Float64Array(0)
  if (coarse !== undefined) coarse.conductance.fill(0)
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    const segments = start - i
    if (exact !== undefined) {
      for (let j = 0; j < columns; j++) {
        g[j] = exact.conductance[start + j]
        conductance[start + j] = g[j]
      }
    } else for (let j = 0; j < columns; j++) g[j] = conductance[start + j]
    if (coarse !== undefined) {
      const sums = coarse.conductance
      const row = (i >> rowShift) * coarse.columns
      for (let j = 0; j < columns; j++) sums[row + (j >> columnShift)] += g[j]
    }
    // Both directions in one loop: two chains of divisions, neither of which waits for the other.
    let left = 1 / from[i]
    let right = 1 / to[i]
    for (let j = 0; j < columns; j++) {
      const back = columns - 1 - j
      seenLeft[j] = left
      seenRight[back] = right
      const sumLeft = left + g[j]
      const sumRight = right + g[back]
      const ohmsRight = j < columns - 1 ? ohms[(segments + j) * stride] : to[i]
      const ohmsLeft = back > 0 ? ohms[(segments + back - 1) * stride] : from[i]
      const p = sumLeft === Infinity ? 0 : 1 / (1 + ohmsRight * sumLeft)
      const q = sumRight === Infinity ? 0 : 1 / (1 + ohmsLeft * sumRight)
      left = sumLeft === Infinity ? 1 / ohmsRight : sumLeft * p
      right = sumRight === Infinity ? 1 / ohmsLeft : sumRight * q
      passRight[start + j] = p
      passLeft[start + back] = q
      if (exact !== undefined) exactPass[start + j] = p
    }
    for (let j = 0; j < columns; j++) {
      const k = start + j
      const others = seenLeft[j] + seenRight[j]
      const held = others === Infinity
      const part = held ? 0 : g[j] / (g[j] + others)
      share[k] = part
      // Through its own cell a bit node sees the cell in series with the word line's two sides.
      const sum = above[j] + (held ? g[j] : part * others)
      const down = i < rows - 1 ? bitOhms[k * bitStride] : bottom[j]
      const p = sum === Infinity ? 0 : 1 / (1 + down * sum)
      passDown[k] = p
      above[j] = sum === Infinity ? 1 / down : sum * p
    }
  }
}
