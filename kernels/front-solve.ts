import type { CrossbarGrid } from './crossbar-grid.ts'
import { FrontFactors } from './front-factors.ts'
import { type WalkedGrid, walkGrid } from './walked-grid.ts'

/** A direct solver of one crossbar: factor once for each set of conductances, solve for any currents. */
export interface FrontSolver {
  /** Eliminates the nodes for the conductances that the grid holds now. */
  factor(): void
  /**
   * Node voltages for the currents (A) put into the nodes, all N x M row-major. Nodes held at ground by 0 ohm get 0.
   * The outputs may be the inputs.
   */
  solve(wordIn: Float64Array, bitIn: Float64Array, word: Float64Array, bit: Float64Array): void
}

/**
 * Gaussian elimination that walks along the array with the Norton equivalent of everything behind it: the branches
 * between the M bit lines (a dense matrix, the front), their leaks to ground, and one word-line node at a time.
 *
 * Passing a segment of r ohms, a node with branches y and sum S becomes y / (1 + r S), and its neighbours gain the
 * branches y_k y_l r / (1 + r S): the star-mesh rule written in resistances, so 0 ohm is exact and Infinity is a
 * break (q = 1 / S). Nothing is ever subtracted, so every pivot and every solution of one sign is accurate to its own
 * rounding, whatever the conductances span. Work is about 2/3 of N M^3 multiplications, memory 2 N M^2 numbers; the
 * shorter side is taken as M.
 */
export function createFrontSolver(grid: CrossbarGrid): FrontSolver {
  return new WalkingFront(grid)
}

class WalkingFront implements FrontSolver {
  readonly #walk: WalkedGrid
  readonly #factors: FrontFactors
  /** Currents of the nodes as they are eliminated, A. */
  readonly #wordJ: Float64Array
  readonly #bitJ: Float64Array
  /** Of each line along the walk: currents (A) on the way down, voltages on the way back. */
  readonly #slot: Float64Array

  constructor(grid: CrossbarGrid) {
    this.#walk = walkGrid(grid)
    this.#factors = new FrontFactors(grid, this.#walk)
    const { rows, columns } = this.#walk
    this.#wordJ = new Float64Array(rows * columns)
    this.#bitJ = new Float64Array(rows * columns)
    this.#slot = new Float64Array(columns)
  }

  factor(): void {
    this.#factors.factor()
  }

  solve(wordIn: Float64Array, bitIn: Float64Array, word: Float64Array, bit: Float64Array): void {
    const { flip, rows } = this.#walk
    const [acrossIn, alongIn] = flip ? [bitIn, wordIn] : [wordIn, bitIn]
    const [across, along] = flip ? [bit, word] : [word, bit]
    this.#slot.fill(0)
    for (let i = 0; i < rows; i++) this.#carryDown(i, acrossIn, alongIn)
    this.#slot.fill(0)
    for (let i = rows - 1; i >= 0; i--) this.#comeBack(i, across, along)
  }

  /** Carries the currents into the nodes of row i to those behind them. */
  #carryDown(i: number, acrossIn: Float64Array, alongIn: Float64Array): void {
    const { columns, rowStep, columnStep } = this.#walk
    const { wordA, wordP, bitA, bitP } = this.#factors
    const size = columns
    const wordJ = this.#wordJ
    const bitJ = this.#bitJ
    const slot = this.#slot
    let traveller = 0
    for (let j = 0; j < columns; j++) {
      const node = i * rowStep + j * columnStep
      const at = i * columns + j
      traveller += acrossIn[node]
      slot[j] += alongIn[node]
      wordJ[at] = traveller
      const aAt = at * size
      for (let k = 0; k <= j; k++) slot[k] += wordA[aAt + k] * traveller
      traveller *= wordP[at]
    }
    // A bit node of this row may gain current from later word nodes, so the slots move on only now.
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j
      const aAt = at * size
      const current = slot[j]
      bitJ[at] = current
      for (let k = 0; k < size; k++) slot[k] += bitA[aAt + k] * current
      slot[j] = bitP[at] * current
    }
  }

  /** Finds the voltages of row i from those of the row behind it. */
  #comeBack(i: number, across: Float64Array, along: Float64Array): void {
    const { columns, rowStep, columnStep } = this.#walk
    const { wordA, wordP, wordQ, bitA, bitP, bitQ } = this.#factors
    const size = columns
    const wordJ = this.#wordJ
    const bitJ = this.#bitJ
    const slot = this.#slot
    for (let j = columns - 1; j >= 0; j--) {
      const at = i * columns + j
      const aAt = at * size
      let volts = bitQ[at] * bitJ[at] + bitP[at] * slot[j]
      for (let k = 0; k < size; k++) volts += bitA[aAt + k] * slot[k]
      slot[j] = volts
    }
    let next = 0
    for (let j = columns - 1; j >= 0; j--) {
      const node = i * rowStep + j * columnStep
      const at = i * columns + j
      const aAt = at * size
      along[node] = slot[j]
      let volts = wordQ[at] * wordJ[at] + wordP[at] * next
      for (let k = 0; k <= j; k++) volts += wordA[aAt + k] * slot[k]
      across[node] = volts
      next = volts
    }
  }
}
