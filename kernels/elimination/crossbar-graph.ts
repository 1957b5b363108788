import type { GridShape } from '../kirchhoff.ts'

/** The place of a node that a 0-ohm end holds at ground. */
export const GROUND = -1

/** The nodes of a crossbar and the branches between them; nodes that 0 ohm joins are one. */
export interface CrossbarGraph {
  readonly nodes: number
  /** Node of word line i at bit line j and of bit line j at word line i, N x M row-major; GROUND where one is held. */
  readonly wordNode: Int32Array
  readonly bitNode: Int32Array
  /** Ends of the branches; GROUND may be one of them. */
  readonly from: Int32Array
  readonly to: Int32Array
  /** The cell that a branch is, or -1 for a wire or a driver. */
  readonly cell: Int32Array
  /** Siemens of the branches that are no cells. */
  readonly siemens: Float64Array
}

/** Reads a crossbar as a graph; broken segments and open ends are no branches. */
export function crossbarGraph(shape: GridShape): CrossbarGraph {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = shape
  const count = rows * columns
  const wordNode = new Int32Array(count)
  const bitNode = new Int32Array(count)
  const most = 3 * count + rows + columns
  const from = new Int32Array(most)
  const to = new Int32Array(most)
  const cell = new Int32Array(most)
  const siemens = new Float64Array(most)
  let nodes = 0
  let branches = 0
  const addBranch = (a: number, b: number, index: number, ohms: number): void => {
    if (a === b || ohms === Infinity) return
    from[branches] = a
    to[branches] = b
    cell[branches] = index
    siemens[branches++] = 1 / ohms
  }
  const addLine = (
    plane: Int32Array,
    first: number,
    step: number,
    length: number,
    ohmsAfter: (position: number) => number,
    [ohmsBefore, ohmsBehind]: readonly [number, number],
  ): void => {
    const last = first + (length - 1) * step
    let held = ohmsBefore === 0
    for (let position = 0, k = first; position < length; position++, k += step) {
      if (position > 0 && ohmsAfter(position - 1) !== 0) held = false
      const joined = position > 0 && ohmsAfter(position - 1) === 0
      plane[k] = held ? GROUND : joined ? plane[k - step] : nodes++
    }
    if (ohmsBehind === 0) {
      plane[last] = GROUND
      for (let position = length - 1, k = last; position > 0 && ohmsAfter(position - 1) === 0; position--) {
        k -= step
        plane[k] = GROUND
      }
    }
    for (let position = 1, k = first + step; position < length; position++, k += step)
      addBranch(plane[k - step], plane[k], -1, ohmsAfter(position - 1))
    addBranch(plane[first], GROUND, -1, ohmsBefore)
    addBranch(plane[last], GROUND, -1, ohmsBehind)
  }
  for (let i = 0; i < rows; i++) {
    const ohms = (j: number) => wordOhms[(i * (columns - 1) + j) * wordStride]
    addLine(wordNode, i * columns, 1, columns, ohms, [shape.left[i], shape.right[i]])
  }
  for (let j = 0; j < columns; j++) {
    const ohms = (i: number) => bitOhms[(i * columns + j) * bitStride]
    addLine(bitNode, j, columns, rows, ohms, [shape.top[j], shape.bottom[j]])
  }
  for (let k = 0; k < count; k++) addBranch(wordNode[k], bitNode[k], k, 1)
  return {
    nodes,
    wordNode,
    bitNode,
    from: from.subarray(0, branches),
    to: to.subarray(0, branches),
    cell: cell.subarray(0, branches),
    siemens: siemens.subarray(0, branches),
  }
}
