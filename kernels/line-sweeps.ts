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
  /**
   * Solves all word lines exactly with the bit lines held, then all bit lines with the word lines held.
   * @param slope of each cell, S
   * @param source current of each cell at equal deviations of its nodes, A: I = source + slope (word - bit)
   * @returns largest change of a node, V
   */
  sweep(slope: Float64Array, source: Float64Array): number
  /** Takes the drivers of the grid as they are now, and starts from nodes at the volts of their drivers. */
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

class PlaneSweeper implements LineSweeper {
  readonly word: Float64Array
  readonly bit: Float64Array
  readonly #given: SweptGrid
  /** The grid with RIGID for 0 ohm. */
  readonly #grid: SweptGrid
  /** One over the pivot of each node. */
  readonly #inverse: Float64Array
  /** Current that each node gets from the nodes before it, A. */
  readonly #carried: Float64Array
  /** Conductance from each bit-line node to all but the node below it, S. */
  readonly #owned: Float64Array

  constructor(grid: SweptGrid) {
    const count = grid.rows * grid.columns
    this.#given = grid
    this.#grid = rigidGrid(grid)
    this.word = new Float64Array(count)
    this.bit = new Float64Array(count)
    this.#inverse = new Float64Array(count)
    this.#carried = new Float64Array(count)
    this.#owned = new Float64Array(count)
  }

  restart(): void {
    for (const side of SIDES) {
      const [own, given] = [this.#grid[side], this.#given[side]]
      for (let line = 0; line < own.length; line++) own[line] = Math.min(given[line], RIGID)
    }
    this.word.fill(0)
    this.bit.fill(0)
  }

  sweep(slope: Float64Array, source: Float64Array): number {
    const wordChange = this.#sweepWord(slope, source)
    this.#sumDown(slope, source)
    const bitChange = this.#settleUp()
    return Math.max(wordChange, bitChange)
  }

  /** @returns largest change of a word-line node, V */
  #sweepWord(slope: Float64Array, source: Float64Array): number {
    const { word, bit } = this
    const { rows, columns, wordSegments, left, right, wordStep } = this.#grid
    const inverse = this.#inverse
    const carried = this.#carried
    let most = 0
    for (let i = 0; i < rows; i++) {
      const from = i * columns
      const last = from + columns - 1
      // Conductance from a node to the drivers on its left, and the current that comes from there.
      let ground = left[i]
      let sum = 0
      for (let k = from; k < last; k++) {
        const own = ground + slope[k]
        const ahead = wordSegments[k]
        const pivot = 1 / (own + ahead)
        sum += slope[k] * bit[k] - source[k]
        inverse[k] = pivot
        carried[k] = sum
        ground = ahead * own * pivot
        sum *= ahead * pivot
      }
      sum += slope[last] * bit[last] - source[last] + right[i] * wordStep[i]
      let next = sum / (ground + slope[last] + right[i])
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

  /** Sums each bit line from its top down; all lines side by side, row after row, as they lie in memory. */
  #sumDown(slope: Float64Array, source: Float64Array): void {
    const { word } = this
    const { columns, bitSegments, top } = this.#grid
    const inverse = this.#inverse
    const carried = this.#carried
    const owned = this.#owned
    for (let j = 0; j < columns; j++) {
      owned[j] = top[j] + slope[j]
      carried[j] = slope[j] * word[j] + source[j]
    }
    for (let k = columns; k < word.length; k++) {
      const above = k - columns
      const segment = bitSegments[above]
      const pivot = 1 / (owned[above] + segment)
      const share = segment * pivot
      inverse[above] = pivot
      owned[k] = share * owned[above] + slope[k]
      carried[k] = share * carried[above] + slope[k] * word[k] + source[k]
    }
  }

  /** Settles the nodes of each bit line from its bottom up. @returns largest change of a bit-line node, V */
  #settleUp(): number {
    const { bit } = this
    const { columns, bitSegments, bottom, bitStep } = this.#grid
    const inverse = this.#inverse
    const carried = this.#carried
    const owned = this.#owned
    const bottomRow = bit.length - columns
    let most = 0
    for (let j = 0; j < columns; j++) {
      const k = bottomRow + j
      const value = (carried[k] + bottom[j] * bitStep[j]) / (owned[k] + bottom[j])
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
