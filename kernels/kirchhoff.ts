import { type Arena, takeArena } from './assembly/arena.ts'
import type { CrossbarGrid } from './crossbar-grid.ts'
import { middleRow } from './level.ts'

/** Sources at one end of a set of lines: volts behind ohms (Infinity: none), or amps into the line. */
export interface EndSources {
  readonly ohms: Float64Array
  readonly volts: Float64Array
  readonly amps: Float64Array
}

export interface GridSources {
  readonly left: EndSources
  readonly right: EndSources
  readonly top: EndSources
  readonly bottom: EndSources
}

/**
 * Node voltages as reference plus deviation: two float64 that add up to more digits than one. Differences are taken
 * part by part, so a drop of a femtovolt along a line at 1 V keeps all its digits.
 */
export interface NodeVolts {
  readonly wordReference: Float64Array
  readonly bitReference: Float64Array
  readonly wordDeviation: Float64Array
  readonly bitDeviation: Float64Array
}

/** How well Kirchhoff's law holds, and what the branches carry. */
export interface Imbalance {
  /** Largest net current into a node, A; NaN where there is one. Nodes joined by 0 ohm count as one. */
  readonly worst: number
  /** Largest branch current, A. */
  readonly largest: number
  readonly largestVolts: number
  /** Largest sum of the cell currents of one line, A. */
  readonly largestSum: number
  readonly wireWatts: number
  readonly cellWatts: number
}

/** Currents that the joined nodes at each end of the lines pass on, A: an ideal source there supplies them. */
export interface EndNeeds {
  readonly left: Float64Array
  readonly right: Float64Array
  /** Out of the bit lines. */
  readonly top: Float64Array
  readonly bottom: Float64Array
  /** 1 where a whole line is one node. */
  readonly wordWhole: Float64Array
  readonly bitWhole: Float64Array
}

/** The shape of a network; its conductances are a plane. */
export type GridShape = Omit<CrossbarGrid, 'conductance'>

/** Addresses of the planes in the arena. */
export interface PlaneAddresses {
  readonly conductance: number
  readonly cellVolts: number
  readonly cellCurrents: number
  readonly wordIn: number
  readonly bitIn: number
  readonly wordStep: number
  readonly bitStep: number
}

/**
 * Everything that a solve works on, in one arena; planes N x M. Where the cells are linear, the first step is the
 * deviation itself, and both are one plane.
 */
export interface NetworkPlanes {
  readonly arena: Arena
  readonly at: PlaneAddresses
  readonly grid: CrossbarGrid
  readonly nodes: NodeVolts
  readonly cellVolts: Float64Array
  readonly cellCurrents: Float64Array
  /** Net current into each node, A, as the last look at the balance found it. */
  readonly wordIn: Float64Array
  readonly bitIn: Float64Array
  /** Solution of a linear solve, V. */
  readonly wordStep: Float64Array
  readonly bitStep: Float64Array
  readonly needs: EndNeeds
  setSources(sources: GridSources): void
  /**
   * Net current into every node at the present node voltages, 0 where Kirchhoff's law holds and at nodes held by 0-ohm
   * sources, where there is no law to keep. Segments of 0 ohm carry what they must, so nodes that they join are one node:
   * their sum stands at the last of them.
   * @param linear first settle the node voltages, then set cell voltages, and currents as conductance times volts
   */
  look(linear: boolean): Imbalance
}

/** Current into a line from what feeds its end, A; 0 ohm gives 0 here, because Kirchhoff's law alone decides there. */
export function endCurrent(source: EndSources, line: number, reference: number, deviation: number): number {
  const ohms = source.ohms[line]
  if (ohms === 0) return 0
  const amps = source.amps[line]
  return ohms === Infinity ? amps : (source.volts[line] - reference - deviation) / ohms
}

/**
 * Lays out the planes of a network; what stands in them is not 0.
 * @param reserve reserves what a solver needs beside them, before the arena is opened
 * @param threads that share the loops over large planes; the answer is the same
 */
export function createPlanes<T>(
  shape: GridShape,
  linear: boolean,
  reserve: (arena: Arena, at: PlaneAddresses) => T,
  threads: 1 | 2 = 1,
): { readonly planes: NetworkPlanes; readonly reserved: T } {
  const { rows, columns, wordOhms, wordStride, bitOhms, bitStride } = shape
  const count = rows * columns
  const arena = takeArena(threads)
  const places = reservePlanes(arena, shape, linear)
  const { at, nodesAt, ends, wordAt, bitAt, needsAt, scratch, resultAt, networkAt } = places
  const reserved = reserve(arena, at)
  arena.open()
  arena.float64(wordAt, wordOhms.length).set(wordOhms)
  arena.float64(bitAt, bitOhms.length).set(bitOhms)
  const view = (address: number) => arena.float64(address, count)
  const result = arena.float64(resultAt, 12)
  const lineSums = [0, 1].map(half => arena.float64(scratch + 8 * columns * (4 * half + 3), columns))
  // Where segments differ or are 0 ohm, what joined bit nodes share is followed from the top to the bottom.
  const parted = bitStride === 0 && bitOhms[0] > 0 && middleRow(rows) > 1
  const middle = parted ? middleRow(rows) : rows
  // In the order of Network in sweeps.as.
  arena.writeWords(networkAt, [
    rows,
    columns,
    middle,
    wordStride,
    bitStride,
    at.conductance,
    at.cellVolts,
    at.cellCurrents,
    nodesAt.wordReference,
    nodesAt.wordDeviation,
    nodesAt.bitReference,
    nodesAt.bitDeviation,
    at.wordIn,
    at.bitIn,
    wordAt,
    bitAt,
    ends.left,
    ends.right,
    ends.top,
    ends.bottom,
    needsAt,
    scratch,
    resultAt,
  ])
  const nodes = {
    wordReference: view(nodesAt.wordReference),
    bitReference: view(nodesAt.bitReference),
    wordDeviation: view(nodesAt.wordDeviation),
    bitDeviation: view(nodesAt.bitDeviation),
  }
  const planes: NetworkPlanes = {
    arena,
    at,
    grid: { ...shape, conductance: view(at.conductance) },
    nodes,
    cellVolts: view(at.cellVolts),
    cellCurrents: view(at.cellCurrents),
    wordIn: view(at.wordIn),
    bitIn: view(at.bitIn),
    wordStep: view(at.wordStep),
    bitStep: view(at.bitStep),
    needs: needsIn(arena.float64(needsAt, 3 * (rows + columns)), rows, columns),
    setSources(sources) {
      for (const side of ['left', 'right', 'top', 'bottom'] as const) {
        setEnd(arena.float64(ends[side], 3 * sources[side].ohms.length), sources[side])
      }
    },
    look(settle) {
      const linear = settle ? 1 : 0
      if (parted) {
        if (settle) arena.sweeps.settleMiddle(networkAt)
        arena.halves('balance', count, networkAt, linear)
      } else {
        arena.sweeps.balance(0, networkAt, linear)
        result.fill(0, 6)
        lineSums[1].fill(0)
      }
      const both = (k: number) => Math.max(result[k], result[k + 6])
      return {
        worst: both(0),
        largest: both(1),
        largestVolts: both(2),
        largestSum: Math.max(both(3), largestLine(lineSums)),
        wireWatts: result[4] + result[10],
        cellWatts: result[5] + result[11],
      }
    },
  }
  return { planes, reserved }
}

/** The largest sum over a whole bit line, from those over its halves. */
function largestLine([upper, lower]: readonly Float64Array[]): number {
  let largest = 0
  for (let j = 0; j < upper.length; j++) largest = Math.max(largest, Math.abs(upper[j] + lower[j]))
  return largest
}

/** Reserves everything that the loops over a network work on; their order is the layout of the arena. */
function reservePlanes(arena: Arena, { rows, columns, wordOhms, bitOhms }: GridShape, linear: boolean) {
  const plane = () => arena.reserve(8 * rows * columns)
  const at = {
    conductance: plane(),
    cellVolts: plane(),
    cellCurrents: plane(),
    wordIn: plane(),
    bitIn: plane(),
    wordStep: plane(),
    bitStep: plane(),
  }
  const nodesAt = {
    wordReference: plane(),
    bitReference: plane(),
    wordDeviation: linear ? at.wordStep : plane(),
    bitDeviation: linear ? at.bitStep : plane(),
  }
  const ends = {
    left: arena.reserve(3 * 8 * rows),
    right: arena.reserve(3 * 8 * rows),
    top: arena.reserve(3 * 8 * columns),
    bottom: arena.reserve(3 * 8 * columns),
  }
  const wordAt = arena.reserve(8 * wordOhms.length)
  const bitAt = arena.reserve(8 * bitOhms.length)
  const needsAt = arena.reserve(8 * 3 * (rows + columns))
  const scratch = arena.reserve(2 * 8 * 4 * columns)
  const resultAt = arena.reserve(2 * 8 * 6)
  const networkAt = arena.reserve(4 * 23)
  return { at, nodesAt, ends, wordAt, bitAt, needsAt, scratch, resultAt, networkAt }
}

function needsIn(needs: Float64Array, rows: number, columns: number): EndNeeds {
  const [a, b, c, d, e] = [rows, 2 * rows, 2 * rows + columns, 2 * (rows + columns), 3 * rows + 2 * columns]
  return {
    left: needs.subarray(0, a),
    right: needs.subarray(a, b),
    top: needs.subarray(b, c),
    bottom: needs.subarray(c, d),
    wordWhole: needs.subarray(d, e),
    bitWhole: needs.subarray(e),
  }
}

function setEnd(end: Float64Array, { ohms, volts, amps }: EndSources): void {
  end.set(ohms)
  end.set(volts, ohms.length)
  end.set(amps, 2 * ohms.length)
}
