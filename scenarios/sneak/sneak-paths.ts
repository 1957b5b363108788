import type { DriveView } from '../live/observe-drive.ts'

/** A way of current from a driver to the sense end. */
export interface SneakPath {
  /** The line whose driver it comes from. */
  readonly from: { readonly side: 'word' | 'bit'; readonly line: number }
  /** The cells that it goes through, [word line, bit line] each, in their order; one cell is the direct way. */
  readonly cells: readonly (readonly [number, number])[]
  /** Share of the sense current that takes it, A; with the sign of the sense current. */
  readonly amps: number
}

export interface SneakPaths {
  /** The strongest first. */
  readonly paths: readonly SneakPath[]
  /** Of the sense current, A: what the paths carry together. */
  readonly covered: number
  /** A. */
  readonly senseCurrent: number
}

/** Nodes that are looked at before the search ends. */
const MOST_LOOKS = 300_000
/** Flows below this part of the largest are rounding. */
const ROUNDING = 1e-11

/** A place on the way back from the sense end, and the cells between. */
interface Trail {
  readonly side: 'word' | 'bit'
  readonly i: number
  readonly j: number
  readonly amps: number
  readonly cells: Cells | undefined
}

interface Cells {
  readonly cell: readonly [number, number]
  readonly next: Cells | undefined
}

/**
 * Takes the current of a sense line apart into the ways that it came. At every crossing what comes in is mixed, so that each branch
 * that leaves carries the same shares of what came in; as no current goes in a circle, this makes the ways unique, and they add up to the
 * sense current.
 * @param view under the drive; its bit line is sensed at both ends
 * @param most ways at most
 */
export function sneakPaths(view: DriveView, bitLine: number, most = 20): SneakPaths {
  const [rows, columns] = view.size
  const ends = [view.bitCurrents[rows * columns + bitLine], -view.bitCurrents[bitLine]]
  const senseCurrent = ends[0] + ends[1]
  const sign = senseCurrent < 0 ? -1 : 1
  const flows = flowsOf(view, sign)
  const heap = createHeap()
  for (const [k, i] of [rows - 1, 0].entries()) {
    if (sign * ends[k] > flows.least)
      heap.push({ side: 'bit', i, j: bitLine, amps: sign * ends[k], cells: undefined })
  }
  const paths: SneakPath[] = []
  for (let looks = 0; looks < MOST_LOOKS && paths.length < most; looks++) {
    const trail = heap.pop()
    if (trail === undefined) break
    const into = flows.into(trail)
    const total = into.reduce((sum, { amps }) => sum + amps, 0)
    for (const { amps, to } of into) {
      const share = (trail.amps * amps) / total
      if (to === 'driver') {
        const { side, i, j } = trail
        paths.push({
          from: { side, line: side === 'word' ? i : j },
          cells: listOf(trail.cells),
          amps: sign * share,
        })
      } else heap.push({ ...to, amps: share, cells: to.crossed ? added(trail) : trail.cells })
    }
  }
  const strongest = merged(paths).sort((a, b) => Math.abs(b.amps) - Math.abs(a.amps))
  return { paths: strongest, covered: strongest.reduce((sum, { amps }) => sum + amps, 0), senseCurrent }
}

function added({ i, j, cells }: Trail): Cells {
  return { cell: [i, j], next: cells }
}

function listOf(cells: Cells | undefined): (readonly [number, number])[] {
  const list: (readonly [number, number])[] = []
  for (let at = cells; at !== undefined; at = at.next) list.push(at.cell)
  return list
}

/** The same way to either end of a line is one. */
function merged(paths: readonly SneakPath[]): SneakPath[] {
  const known = new Map<string, SneakPath>()
  for (const path of paths) {
    const key = `${path.from.side} ${path.from.line} ${path.cells.join(' ')}`
    const amps = (known.get(key)?.amps ?? 0) + path.amps
    known.set(key, { ...path, amps })
  }
  return [...known.values()]
}

interface Inflow {
  readonly amps: number
  readonly to: 'driver' | (Pick<Trail, 'side' | 'i' | 'j'> & { readonly crossed: boolean })
}

/** Currents into the nodes of an array. @param sign -1 to follow the currents backwards */
function flowsOf(
  { size: [rows, columns], wordCurrents, bitCurrents, cellCurrents }: DriveView,
  sign: number,
): { readonly least: number; into(node: Pick<Trail, 'side' | 'i' | 'j'>): Inflow[] } {
  const largest = [wordCurrents, bitCurrents, cellCurrents].reduce(
    (most, plane) => plane.reduce((high, amps) => Math.max(high, Math.abs(amps)), most),
    0,
  )
  const least = ROUNDING * largest
  const word = (i: number, j: number): number => sign * wordCurrents[i * (columns + 1) + j]
  const bit = (i: number, j: number): number => sign * bitCurrents[i * columns + j]
  return {
    least,
    into({ side, i, j }) {
      const cell = sign * cellCurrents[i * columns + j]
      const found: Inflow[] =
        side === 'word'
          ? [
              { amps: word(i, j), to: j === 0 ? 'driver' : { side, i, j: j - 1, crossed: false } },
              {
                amps: -word(i, j + 1),
                to: j === columns - 1 ? 'driver' : { side, i, j: j + 1, crossed: false },
              },
              { amps: -cell, to: { side: 'bit', i, j, crossed: true } },
            ]
          : [
              { amps: bit(i, j), to: i === 0 ? 'driver' : { side, i: i - 1, j, crossed: false } },
              {
                amps: -bit(i + 1, j),
                to: i === rows - 1 ? 'driver' : { side, i: i + 1, j, crossed: false },
              },
              { amps: cell, to: { side: 'word', i, j, crossed: true } },
            ]
      return found.filter(({ amps }) => amps > least)
    },
  }
}

/** Trails with the largest current on top. */
function createHeap(): { push(trail: Trail): void; pop(): Trail | undefined } {
  const heap: Trail[] = []
  const swap = (a: number, b: number): void => {
    ;[heap[a], heap[b]] = [heap[b], heap[a]]
  }
  return {
    push(trail) {
      heap.push(trail)
      for (let at = heap.length - 1; at > 0; ) {
        const above = (at - 1) >> 1
        if (heap[above].amps >= heap[at].amps) return
        swap(above, at)
        at = above
      }
    },
    pop() {
      const top = heap[0]
      const last = heap.pop()
      if (heap.length === 0 || last === undefined) return top
      heap[0] = last
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2]
        const larger = right < heap.length && heap[right].amps > heap[left].amps ? right : left
        if (larger >= heap.length || heap[larger].amps <= heap[at].amps) return top
        swap(larger, at)
        at = larger
      }
    },
  }
}
