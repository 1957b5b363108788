/**
 * Solves the tridiagonal systems of many lines at once, as gathers: each thread sums over the nodes of one group of 16. The
 * last node of every full group (a joint) is kept, the others are eliminated; what is left is a line of joints, 16 times
 * shorter, and so on. A joint has no equation of its own group, so its coefficients carry the wires on its two sides:
 *
 * pass right (p): share of the current at a node that goes on to the right; at a joint the siemens of the segment to its right
 * pass left (q): the same to the left; at a joint the siemens of the segment to its left
 * ohms (r): voltage of a node for a current into it with the joints of its group at 0 V
 *
 * Nothing is subtracted, so float32 keeps its digits whatever the conductances span. Planes are [array][row][column];
 * word lines run along a row, bit lines down a column.
 */

/** What gpu.js gives a kernel. */
export interface KernelThread {
  readonly thread: { readonly x: number; readonly y: number; readonly z: number }
}

/** A float32 array as a kernel sees it. */
export type KernelPlanes = readonly (readonly (readonly number[])[])[]

/** Nodes of a group. */
export const GROUP = 16

/** Currents into the joints of word lines: their own and what reaches them from the two groups beside. */
export function gatherWord(
  this: KernelThread,
  current: KernelPlanes,
  passRight: KernelPlanes,
  passLeft: KernelPlanes,
  length: number,
): number {
  const y = this.thread.y
  const z = this.thread.z
  const first = this.thread.x * 16
  let left = 0
  let right = 0
  for (let m = 0; m < 15; m++) {
    const a = first + m
    left = (left + current[z][y][a]) * passRight[z][y][a]
    const b = first + 30 - m
    if (b < length) {
      right = (right + current[z][y][b]) * passLeft[z][y][b]
    }
  }
  return current[z][y][first + 15] + left + right
}

/** Voltages of the nodes of word lines, from the voltages of their joints. */
export function scatterWord(
  this: KernelThread,
  current: KernelPlanes,
  joints: KernelPlanes,
  passRight: KernelPlanes,
  passLeft: KernelPlanes,
  ohms: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  const group = Math.floor(x / 16)
  const first = group * 16
  const place = x - first
  const whole = first + 15 < length
  if (place === 15) {
    return joints[z][y][group]
  }
  let left = 0
  if (group > 0) {
    left = joints[z][y][group - 1] * passRight[z][y][first - 1]
  }
  let right = 0
  if (whole) {
    right = joints[z][y][group] * passLeft[z][y][first + 15]
  }
  for (let m = 0; m < 15; m++) {
    if (m < place) {
      left = (left + current[z][y][first + m]) * passRight[z][y][first + m]
    }
    const back = 14 - m
    if (back > place && first + back < length) {
      right = (right + current[z][y][first + back]) * passLeft[z][y][first + back]
    }
  }
  return ohms[z][y][x] * (left + current[z][y][x] + right)
}

/** Voltages of word lines of at most 16 nodes, which have no joints. */
export function solveShortWord(
  this: KernelThread,
  current: KernelPlanes,
  passRight: KernelPlanes,
  passLeft: KernelPlanes,
  ohms: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  let left = 0
  let right = 0
  for (let m = 0; m < 16; m++) {
    if (m < x) {
      left = (left + current[z][y][m]) * passRight[z][y][m]
    }
    const back = 15 - m
    if (back > x && back < length) {
      right = (right + current[z][y][back]) * passLeft[z][y][back]
    }
  }
  return ohms[z][y][x] * (left + current[z][y][x] + right)
}

/** As gatherWord, down the bit lines. */
export function gatherBit(
  this: KernelThread,
  current: KernelPlanes,
  passDown: KernelPlanes,
  passUp: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const z = this.thread.z
  const first = this.thread.y * 16
  let above = 0
  let below = 0
  for (let m = 0; m < 15; m++) {
    const a = first + m
    above = (above + current[z][a][x]) * passDown[z][a][x]
    const b = first + 30 - m
    if (b < length) {
      below = (below + current[z][b][x]) * passUp[z][b][x]
    }
  }
  return current[z][first + 15][x] + above + below
}

/** As scatterWord, down the bit lines. */
export function scatterBit(
  this: KernelThread,
  current: KernelPlanes,
  joints: KernelPlanes,
  passDown: KernelPlanes,
  passUp: KernelPlanes,
  ohms: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  const group = Math.floor(y / 16)
  const first = group * 16
  const place = y - first
  const whole = first + 15 < length
  if (place === 15) {
    return joints[z][group][x]
  }
  let above = 0
  if (group > 0) {
    above = joints[z][group - 1][x] * passDown[z][first - 1][x]
  }
  let below = 0
  if (whole) {
    below = joints[z][group][x] * passUp[z][first + 15][x]
  }
  for (let m = 0; m < 15; m++) {
    if (m < place) {
      above = (above + current[z][first + m][x]) * passDown[z][first + m][x]
    }
    const back = 14 - m
    if (back > place && first + back < length) {
      below = (below + current[z][first + back][x]) * passUp[z][first + back][x]
    }
  }
  return ohms[z][y][x] * (above + current[z][y][x] + below)
}

/** As solveShortWord, down the bit lines. */
export function solveShortBit(
  this: KernelThread,
  current: KernelPlanes,
  passDown: KernelPlanes,
  passUp: KernelPlanes,
  ohms: KernelPlanes,
  length: number,
): number {
  const x = this.thread.x
  const y = this.thread.y
  const z = this.thread.z
  let above = 0
  let below = 0
  for (let m = 0; m < 16; m++) {
    if (m < y) {
      above = (above + current[z][m][x]) * passDown[z][m][x]
    }
    const back = 15 - m
    if (back > y && back < length) {
      below = (below + current[z][back][x]) * passUp[z][back][x]
    }
  }
  return ohms[z][y][x] * (above + current[z][y][x] + below)
}
