import type { KernelPlanes, KernelThread } from './kernel-thread.ts'

/**
 * Solves every line of many small crossbars at once, each thread along its whole line: what is left of its node and what is
 * right of it, node by node, seen as a current and a conductance. The coefficients are made on the way, since the slopes of
 * the cells differ from step to step. Resistances and sums alone, so that float32 keeps its digits; 0 ohm is exact.
 *
 * Planes are [array][word line][bit line]. `ohms` are those of the segment behind each node, the driver's behind the last one;
 * `startOhms` those of the driver before the first. Voltages are deviations from the volts of the line's driver.
 */

/** Voltages of the word lines where those of the bit lines stay: cells carry `current` and `slope` per volt of change. */
export function solveWholeWord(
  this: KernelThread,
  current: KernelPlanes,
  slope: KernelPlanes,
  word: KernelPlanes,
  ohms: KernelPlanes,
  startOhms: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  let left = 0
  let seenLeft = 1 / startOhms[0][0][y]
  for (let m = 0; m < x; m++) {
    const g = slope[z][y][m]
    const sum = seenLeft + g
    const pass = 1 / (1 + ohms[0][y][m] * sum)
    left = (left + g * word[z][y][m] - current[z][y][m]) * pass
    seenLeft = sum * pass
  }
  let right = 0
  let seenRight = 1 / ohms[0][y][length - 1]
  for (let k = 1; k < length - x; k++) {
    const m = length - k
    const g = slope[z][y][m]
    const sum = seenRight + g
    const pass = 1 / (1 + ohms[0][y][m - 1] * sum)
    right = (right + g * word[z][y][m] - current[z][y][m]) * pass
    seenRight = sum * pass
  }
  const own = slope[z][y][x]
  return (left + right + own * word[z][y][x] - current[z][y][x]) / (seenLeft + own + seenRight)
}

/** Voltages of the bit lines, the word lines having moved from `before` to `word`. */
export function solveWholeBit(
  this: KernelThread,
  current: KernelPlanes,
  slope: KernelPlanes,
  before: KernelPlanes,
  word: KernelPlanes,
  bit: KernelPlanes,
  ohms: KernelPlanes,
  startOhms: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  let above = 0
  let seenAbove = 1 / startOhms[0][0][x]
  for (let m = 0; m < y; m++) {
    const g = slope[z][m][x]
    const sum = seenAbove + g
    const pass = 1 / (1 + ohms[0][m][x] * sum)
    above = (above + g * (word[z][m][x] - before[z][m][x] + bit[z][m][x]) + current[z][m][x]) * pass
    seenAbove = sum * pass
  }
  let below = 0
  let seenBelow = 1 / ohms[0][length - 1][x]
  for (let k = 1; k < length - y; k++) {
    const m = length - k
    const g = slope[z][m][x]
    const sum = seenBelow + g
    const pass = 1 / (1 + ohms[0][m - 1][x] * sum)
    below = (below + g * (word[z][m][x] - before[z][m][x] + bit[z][m][x]) + current[z][m][x]) * pass
    seenBelow = sum * pass
  }
  const own = slope[z][y][x]
  const driven = own * (word[z][y][x] - before[z][y][x] + bit[z][y][x]) + current[z][y][x]
  return (above + below + driven) / (seenAbove + own + seenBelow)
}

/** How far the nodes of each array moved at most. */
export function largestMove(
  this: KernelThread,
  wordBefore: KernelPlanes,
  word: KernelPlanes,
  bitBefore: KernelPlanes,
  bit: KernelPlanes,
  rows: number,
  columns: number,
): number {
  const z = this.thread.x
  let most = 0
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const ofWord = Math.abs(word[z][i][j] - wordBefore[z][i][j])
      const ofBit = Math.abs(bit[z][i][j] - bitBefore[z][i][j])
      if (ofWord > most) {
        most = ofWord
      }
      if (ofBit > most) {
        most = ofBit
      }
    }
  }
  return most
}
