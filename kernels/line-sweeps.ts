/** A crossbar and its drivers as conductances, S; 0-ohm drivers are Infinity. Planes are row-major, N*M. */
export interface SweptGrid {
  readonly rows: number
  readonly columns: number
  /** Of the segment right of each word-line node; 0 behind the last. */
  readonly wordSegments: Float64Array
  /** Of the segment below each bit-line node; 0 below the last. */
  readonly bitSegments: Float64Array
  /** Of the drivers at the ends of each line; 0 for none. */
  readonly left: Float64Array
  readonly right: Float64Array
  readonly top: Float64Array
  readonly bottom: Float64Array
  /** Volts of the far driver (right, bottom) less those of the near one; 0 where a line has one driver only. */
  readonly wordStep: Float64Array
  readonly bitStep: Float64Array
}

export interface LineSweeper {
  /** Deviations of the nodes from the volts of their lines' drivers, V; of a line without a driver, from 0 V. */
  readonly word: Float64Array
  readonly bit: Float64Array
  /** Takes the slope of each cell, S, for the sweeps that follow (not copied), and the drivers of the grid as they are now. */
  factor(slope: Float64Array): void
  /**
   * Solves all word lines exactly with the bit lines held, then all bit lines with the word lines held.
   * @param source current of each cell at equal deviations of its nodes, A: I = source + slope (word - bit)
   * @returns largest change of a node, V
   */
  sweep(source: Float64Array): number
  /** Solves all word lines with the bit lines held. */
  follow(source: Float64Array): void
  /** A sweep over other nodes, without sources and with all drivers at 0 V, from bit lines that stay as they are. */
  respond(from: Float64Array, word: Float64Array, bit: Float64Array): void
  /** Starts from nodes at the volts of their drivers. */
  restart(): void
}

/** Stands for 0 ohm: no cell comes near it. */
const RIGID = 1e30
const SIDES = ['left', 'right', 'top', 'bottom'] as const

/**
 * Line sweeps over a crossbar: where lines are coupled weakly, as cells on good wires are, two or three settle it from a near start.
 * Nodes are deviations from their drivers and pivots are sums of positive terms, so nothing cancels, from picosiemens to shorts.
 */
export function createLineSweeper(grid: SweptGrid): LineSweeper {
  return new PlaneSweeper(grid)
}

/** Factors of all lines of one side; of the last node of each line, over that node's own conductance. */
interface LineFactors {
  /** One over the pivot of each node. */
  readonly inverse: Float64Array
  /** Of the current that comes to a node, the part that goes on to the next. */
  readonly share: Float64Array
}

class PlaneSweeper implements LineSweeper {
  readonly word: Float64Array
  readonly bit: Float64Array
  readonly #given: SweptGrid
  /** The grid with RIGID for 0 ohm. */
  readonly #grid: SweptGrid
  readonly #words: LineFactors
  readonly #bits: LineFactors
  #slope: Float64Array
  /** Current that each node gets from the nodes before it, A. */
  readonly #carried: Float64Array
  /** No sources, and no volts between the drivers of a line. */
  readonly #none: Float64Array

  constructor(grid: SweptGrid) {
    const count = grid.rows * grid.columns
    const plane = (): Float64Array => new Float64Array(count)
    this.#given = grid
    this.#grid = rigidGrid(grid)
    this.word = plane()
    this.bit = plane()
    this.#words = { inverse: plane(), share: plane() }
    this.#bits = { inverse: plane(), share: plane() }
    this.#carried = plane()
    this.#none = plane()
    this.#slope = this.#none
  }

  restart(): void {
    this.word.fill(0)
    this.bit.fill(0)
  }

  factor(slope: Float64Array): void {
    this.#slope = slope
    for (const side of SIDES) {
      const [own, given] = [this.#grid[side], this.#given[side]]
      for (let line = 0; line < own.length; line++) own[line] = Math.min(given[line], RIGID)
    }
    this.#factorWords(slope)
    this.#factorBits(slope)
  }

  sweep(source: Float64Array): number {
    const { word, bit } = this
    const { wordStep, bitStep } = this.#grid
    const wordChange = this.#sweepWords(word, bit, source, wordStep)
    return Math.max(wordChange, this.#sweepBits(word, bit, source, bitStep))
  }

  follow(source: Float64Array): void {
    this.#sweepWords(this.word, this.bit, source, this.#grid.wordStep)
  }

  respond(from: Float64Array, word: Float64Array, bit: Float64Array): void {
    const none = this.#none
    this.#sweepWords(word, from, none, none)
    this.#sweepBits(word, bit, none, none)
  }

  #factorWords(slope: Float64Array): void {
    const { rows, columns, wordSegments, left, right } = this.#grid
    const { inverse, share } = this.#words
    for (let i = 0; i < rows; i++) {
      const from = i * columns
      const last = from + columns - 1
      // Conductance from a node to the drivers on its left.
      let ground = left[i]
      for (let k = from; k < last; k++) {
        const own = ground + slope[k]
        const ahead = wordSegments[k]
        const pivot = 1 / (own + ahead)
        inverse[k] = pivot
        share[k] = ahead * pivot
        ground = ahead * own * pivot
      }
      inverse[last] = ground + slope[last] + right[i]
    }
  }

  /** All lines side by side, row after row, as they lie in memory. */
  #factorBits(slope: Float64Array): void {
    const { columns, bitSegments, top, bottom } = this.#grid
    const { inverse, share } = this.#bits
    // Conductance from a node to all but the node below it; where its own inverse will stand.
    for (let j = 0; j < columns; j++) inverse[j] = top[j] + slope[j]
    for (let k = columns; k < slope.length; k++) {
      const above = k - columns
      const segment = bitSegments[above]
      const owned = inverse[above]
      const pivot = 1 / (owned + segment)
      const part = segment * pivot
      inverse[above] = pivot
      share[above] = part
      inverse[k] = part * owned + slope[k]
    }
    const bottomRow = slope.length - columns
    for (let j = 0; j < columns; j++) inverse[bottomRow + j] = inverse[bottomRow + j] + bottom[j]
  }

  /** @returns largest change of a word-line node, V */
  #sweepWords(word: Float64Array, bit: Float64Array, source: Float64Array, step: Float64Array): number {
    const { rows, columns, wordSegments, right } = this.#grid
    const { inverse, share } = this.#words
    const carried = this.#carried
    const slope = this.#slope
    let most = 0
    for (let i = 0; i < rows; i++) {
      const from = i * columns
      const last = from + columns - 1
      let sum = 0
      for (let k = from; k < last; k++) {
        sum += slope[k] * bit[k] - source[k]
        carried[k] = sum
        sum *= share[k]
      }
      sum += slope[last] * bit[last] - source[last] + right[i] * step[i]
      let next = sum / inverse[last]
      most = Math.max(most, Math.abs(next - word[last]))
      word[last] = next
      for (let k = last - 1; k >= from; k--) {
        next = (carried[k] + wordSegments[k] * next) * inverse[k]
        const change = Math.abs(next - word[k])
        if (change > most) most = change
        word[k] = next
      }
    }
    return most
  }

  /** @returns largest change of a bit-line node, V */
  #sweepBits(word: Float64Array, bit: Float64Array, source: Float64Array, step: Float64Array): number {
    const { columns, bitSegments, bottom } = this.#grid
    const { inverse, share } = this.#bits
    const carried = this.#carried
    const slope = this.#slope
    for (let j = 0; j < columns; j++) carried[j] = slope[j] * word[j] + source[j]
    for (let k = columns; k < bit.length; k++) {
      const above = k - columns
      carried[k] = share[above] * carried[above] + slope[k] * word[k] + source[k]
    }
    const bottomRow = bit.length - columns
    let most = 0
    for (let j = 0; j < columns; j++) {
      const k = bottomRow + j
      const value = (carried[k] + bottom[j] * step[j]) / inverse[k]
      most = Math.max(most, Math.abs(value - bit[k]))
      bit[k] = value
    }
    for (let k = bottomRow - 1; k >= 0; k--) {
      const value = (carried[k] + bitSegments[k] * bit[k + columns]) * inverse[k]
      const change = Math.abs(value - bit[k])
      if (change > most) most = change
      bit[k] = value
    }
    return most
  }
}

/** A grid with so much conductance for 0 ohm that no cell comes near it. */
export function rigidGrid(grid: SweptGrid): SweptGrid {
  return {
    rows: grid.rows,
    columns: grid.columns,
    wordSegments: rigid(grid.wordSegments),
    bitSegments: rigid(grid.bitSegments),
    left: rigid(grid.left),
    right: rigid(grid.right),
    top: rigid(grid.top),
    bottom: rigid(grid.bottom),
    wordStep: grid.wordStep,
    bitStep: grid.bitStep,
  }
}

function rigid(siemens: Float64Array): Float64Array {
  return siemens.map(value => Math.min(value, RIGID))
}
