import type { CrossbarGrid } from './crossbar-grid.ts'

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
  const flip = grid.columns > grid.rows
  // Lines along the short side are "word lines" here, whichever they are in the grid.
  const rows = flip ? grid.columns : grid.rows
  const columns = flip ? grid.rows : grid.columns
  const rowStep = flip ? 1 : grid.columns
  const columnStep = flip ? grid.columns : 1
  const left = flip ? grid.top : grid.left
  const right = flip ? grid.bottom : grid.right
  const top = flip ? grid.left : grid.top
  const bottom = flip ? grid.right : grid.bottom
  const [acrossOhms, across, alongOhms, along] = flip
    ? [grid.bitOhms, grid.bitStride, grid.wordOhms, grid.wordStride]
    : [grid.wordOhms, grid.wordStride, grid.bitOhms, grid.bitStride]
  // Position of segment (i, j) in the grid's own order: after node (i, j) across the short and along the long side.
  const acrossRow = flip ? 1 : columns - 1
  const acrossColumn = flip ? rows : 1
  const alongRow = flip ? 1 : columns
  const alongColumn = flip ? rows - 1 : 1

  const nodes = rows * columns
  const size = columns
  // Multipliers of node (i, j): a towards the other slots, p on towards the next node, q for its own current.
  const wordA = new Float64Array(nodes * size)
  const bitA = new Float64Array(nodes * size)
  const wordP = new Float64Array(nodes)
  const wordQ = new Float64Array(nodes)
  const bitP = new Float64Array(nodes)
  const bitQ = new Float64Array(nodes)
  const front = new Float64Array(size * size)
  const leak = new Float64Array(size)
  const held = new Uint8Array(size)
  const y = new Float64Array(size)
  const wordJ = new Float64Array(nodes)
  const bitJ = new Float64Array(nodes)
  const slot = new Float64Array(size)

  /** Adds the mesh that replaces a node with branches y[0..count) and multipliers a, to the lower triangle. */
  function addMesh(a: Float64Array, at: number, count: number): void {
    for (let k = 1; k < count; k++) {
      const yk = y[k]
      if (yk === 0) continue
      const row = k * size
      for (let l = 0; l < k; l++) front[row + l] += yk * a[at + l]
    }
  }

  function factorWord(i: number): void {
    let fixed = left[i] === 0
    let ground = fixed ? 0 : 1 / left[i]
    let sum = ground
    y.fill(0)
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j
      const aAt = at * size
      const g = grid.conductance[i * rowStep + j * columnStep]
      const last = j === columns - 1
      const r = last ? right[i] : acrossOhms[(i * acrossRow + j * acrossColumn) * across]
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
      addMesh(wordA, aAt, j + 1)
      for (let k = 0; k <= j; k++) y[k] *= p
      ground *= p
      sum *= p
    }
  }

  function factorBits(i: number): void {
    const last = i === rows - 1
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j
      const aAt = at * size
      const r = last ? bottom[j] : alongOhms[(i * alongRow + j * alongColumn) * along]
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
        addMesh(bitA, aAt, size)
        leak[j] = own * p
      }
      // The slot passes to the next node of the bit line; at the end of the line that is ground.
      for (let k = 0; k < j; k++) front[row + k] = last ? 0 : y[k] * p
      for (let k = j + 1; k < size; k++) front[k * size + j] = last ? 0 : y[k] * p
      if (last) for (let k = 0; k < size; k++) leak[k] += y[k] * p
    }
  }

  return {
    factor() {
      front.fill(0)
      for (let j = 0; j < columns; j++) {
        held[j] = top[j] === 0 ? 1 : 0
        leak[j] = top[j] === 0 ? 0 : 1 / top[j]
      }
      for (let i = 0; i < rows; i++) {
        factorWord(i)
        factorBits(i)
      }
    },
    solve(wordIn, bitIn, word, bit) {
      const [acrossIn, alongIn] = flip ? [bitIn, wordIn] : [wordIn, bitIn]
      const [acrossOut, alongOut] = flip ? [bit, word] : [word, bit]
      slot.fill(0)
      for (let i = 0; i < rows; i++) {
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
      slot.fill(0)
      for (let i = rows - 1; i >= 0; i--) {
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
          alongOut[node] = slot[j]
          let volts = wordQ[at] * wordJ[at] + wordP[at] * next
          for (let k = 0; k <= j; k++) volts += wordA[aAt + k] * slot[k]
          acrossOut[node] = volts
          next = volts
        }
      }
    },
  }
}
