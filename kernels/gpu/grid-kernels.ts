import type { KernelPlanes, KernelThread } from './line-kernels.ts'

/**
 * What a multigrid cycle does between the solutions of lines. Word nodes are eliminated, S b = f with S = T - N: T is
 * tridiagonal along each bit line, N is what reaches a bit node along its word line from other cells,
 * N b = g (w - share b) with w the word voltages that the currents g b cause. See kernels/level.ts.
 */

/** Currents that bit nodes drive into the word lines. */
export function driveWords(this: KernelThread, conductance: KernelPlanes, volts: KernelPlanes): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  return conductance[z][y][x] * volts[z][y][x]
}

/** Currents for the next solution of the bit lines: the input, and what other cells send along the word lines. */
export function feedBits(
  this: KernelThread,
  input: KernelPlanes,
  conductance: KernelPlanes,
  share: KernelPlanes,
  bit: KernelPlanes,
  word: KernelPlanes,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  return input[z][y][x] + conductance[z][y][x] * (word[z][y][x] - share[z][y][x] * bit[z][y][x])
}

/** The imbalance N b, summed over the cells that the coarser level merges. */
export function restrictBits(
  this: KernelThread,
  conductance: KernelPlanes,
  share: KernelPlanes,
  bit: KernelPlanes,
  word: KernelPlanes,
  down: number,
  across: number,
  rows: number,
  columns: number,
): number {
  const z = this.thread.z
  let sum = 0
  for (let a = 0; a < 2; a++) {
    const i = this.thread.y * down + a
    for (let b = 0; b < 2; b++) {
      const j = this.thread.x * across + b
      if (a < down && b < across && i < rows && j < columns) {
        sum += conductance[z][i][j] * (word[z][i][j] - share[z][i][j] * bit[z][i][j])
      }
    }
  }
  return sum
}

/** Voltages with the coarser level's correction. */
export function correctBits(
  this: KernelThread,
  bit: KernelPlanes,
  coarse: KernelPlanes,
  down: number,
  across: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  return bit[z][y][x] + coarse[z][Math.floor(y / down)][Math.floor(x / across)]
}

/** Change of the bit voltages over a step of smoothing. */
export function changeBits(this: KernelThread, after: KernelPlanes, before: KernelPlanes): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  return after[z][y][x] - before[z][y][x]
}

/** The coarsest level: all bit voltages from all currents by the inverse of S, [array][node][node]. */
export function solveCoarsest(
  this: KernelThread,
  inverse: KernelPlanes,
  input: KernelPlanes,
  rows: number,
  columns: number,
): number {
  const z = this.thread.z
  const node = this.thread.y * columns + this.thread.x
  let sum = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      sum += inverse[z][node][i * columns + j] * input[z][i][j]
    }
  }
  return sum
}
