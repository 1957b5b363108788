import type { CrossbarGrid } from './crossbar-grid.ts'
import type { WalkedGrid } from './walked-grid.ts'

/** Factors of a crossbar from the walk of `createFrontSolver` along it, kept for its solves. */
export class FrontFactors {
  readonly #grid: CrossbarGrid
  readonly #walk: WalkedGrid
  /** Multipliers of node (i, j): a towards the other slots, p on towards the next node, q for its own current. */
  readonly wordA: Float64Array
  readonly wordP: Float64Array
  readonly wordQ: Float64Array
  readonly bitA: Float64Array
  readonly bitP: Float64Array
  readonly bitQ: Float64Array
  /** Branches between the slots, S, one slot for each bit line: the lower triangle of a columns x columns matrix. */
  readonly #front: Float64Array
  /** Of the slots to ground, S. */
  readonly #leak: Float64Array
  /** 1 for slots at ground. */
  readonly #held: Uint8Array
  /** Branches of the node that is eliminated, S. */
  readonly #y: Float64Array

  constructor(grid: CrossbarGrid, walk: WalkedGrid) {
    this.#grid = grid
    this.#walk = walk
    const size = walk.columns
    const nodes = walk.rows * size
    this.wordA = new Float64Array(nodes * size)
    this.wordP = new Float64Array(nodes)
    this.wordQ = new Float64Array(nodes)
    this.bitA = new Float64Array(nodes * size)
    this.bitP = new Float64Array(nodes)
    this.bitQ = new Float64Array(nodes)
    this.#front = new Float64Array(size * size)
    this.#leak = new Float64Array(size)
    this.#held = new Uint8Array(size)
    this.#y = new Float64Array(size)
  }

  /** Eliminates the nodes for the conductances that the grid holds now. */
  factor(): void {
    const { rows, columns, top } = this.#walk
    this.#front.fill(0)
    for (let j = 0; j < columns; j++) {
      this.#held[j] = top[j] === 0 ? 1 : 0
      this.#leak[j] = top[j] === 0 ? 0 : 1 / top[j]
    }
    for (let i = 0; i < rows; i++) {
      this.#factorWord(i)
      this.#factorBits(i)
    }
  }

  /** Walks along word line i; y are the branches from the node on the way to the slots that it has passed. */
  #factorWord(i: number): void {
    const { columns, rowStep, columnStep, across, left, right } = this.#walk
    const { conductance } = this.#grid
    const { wordA, wordP, wordQ } = this
    const size = columns
    const front = this.#front
    const leak = this.#leak
    const held = this.#held
    const y = this.#y
    let fixed = left[i] === 0
    let ground = fixed ? 0 : 1 / left[i]
    let sum = ground
    y.fill(0)
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j
      const aAt = at * size
      const g = conductance[i * rowStep + j * columnStep]
      const last = j === columns - 1
      const r = last ? right[i] : across.ohms[i * across.rowStep + j * across.columnStep]
      wordP[at] = 0
      wordQ[at] = 0
      for (let k = 0; k <= j; k++) wordA[aAt + k] = 0
      if (fixed) {
        if (held[j] === 0) leak[j] += g
        if (!last && r !== 0) {
          fixed = false
          ground = 1 / r
          sum = ground
        }
        continue
      }
      sum += g
      if (held[j] === 0) y[j] = g
      else ground += g
      if (r === 0) {
        if (!last) wordP[at] = 1
        else for (let k = 0; k <= j; k++) leak[k] += y[k]
        continue
      }
      const p = r === Infinity ? 0 : 1 / (1 + r * sum)
      const q = r === Infinity ? (sum > 0 ? 1 / sum : 0) : r * p
      wordQ[at] = q
      if (!last) wordP[at] = p
      for (let k = 0; k <= j; k++) {
        const a = q * y[k]
        wordA[aAt + k] = a
        leak[k] += a * ground + (last ? p * y[k] : 0)
      }
      addMesh(front, size, y, wordA, aAt, j + 1)
      for (let k = 0; k <= j; k++) y[k] *= p
      ground *= p
      sum *= p
    }
  }

  /** Passes each slot on from the node of row i to that of the next row. */
  #factorBits(i: number): void {
    const { rows, columns, along, bottom } = this.#walk
    const { bitA, bitP, bitQ } = this
    const last = i === rows - 1
    const size = columns
    const front = this.#front
    const leak = this.#leak
    const held = this.#held
    const y = this.#y
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j
      const aAt = at * size
      const r = last ? bottom[j] : along.ohms[i * along.rowStep + j * along.columnStep]
      bitP[at] = 0
      bitQ[at] = 0
      for (let k = 0; k < size; k++) bitA[aAt + k] = 0
      if (held[j] === 1) {
        if (!last && r !== 0) {
          held[j] = 0
          leak[j] = 1 / r
        }
        continue
      }
      if (r === 0 && !last) {
        bitP[at] = 1
        continue
      }
      const row = j * size
      for (let k = 0; k < j; k++) y[k] = front[row + k]
      y[j] = 0
      for (let k = j + 1; k < size; k++) y[k] = front[k * size + j]
      let p = 1
      if (r > 0) {
        let sum = leak[j]
        for (let k = 0; k < size; k++) sum += y[k]
        p = r === Infinity ? 0 : 1 / (1 + r * sum)
        const q = r === Infinity ? (sum > 0 ? 1 / sum : 0) : r * p
        bitQ[at] = q
        if (!last) bitP[at] = p
        const own = leak[j]
        for (let k = 0; k < size; k++) {
          const a = q * y[k]
          bitA[aAt + k] = a
          leak[k] += a * own
        }
        addMesh(front, size, y, bitA, aAt, size)
        leak[j] = own * p
      }
      // The slot passes to the next node of the bit line; at the end of the line that is ground.
      for (let k = 0; k < j; k++) front[row + k] = last ? 0 : y[k] * p
      for (let k = j + 1; k < size; k++) front[k * size + j] = last ? 0 : y[k] * p
      if (last) for (let k = 0; k < size; k++) leak[k] += y[k] * p
    }
  }
}

/** Adds the mesh that replaces a node with branches y[0..count) and multipliers a[at..at + count) to the lower triangle. */
function addMesh(
  front: Float64Array,
  size: number,
  y: Float64Array,
  a: Float64Array,
  at: number,
  count: number,
): void {
  for (let k = 1; k < count; k++) {
    const yk = y[k]
    if (yk === 0) continue
    const row = k * size
    for (let l = 0; l < k; l++) front[row + l] += yk * a[at + l]
  }
}
