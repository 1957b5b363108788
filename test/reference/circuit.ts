import { CURRENT, FLOAT, type LineEnds, type NetworkProblem, VOLTAGE } from '../../arrays/network/problem.ts'

/** A crossbar without its cell laws. */
export type Wiring = Omit<NetworkProblem, 'cells' | 'series'>

export type End = 'left' | 'right' | 'top' | 'bottom'

/** A driver at the end of one line, `amperes` and `volts` as the problem gives them. */
export interface Driver {
  readonly end: End
  readonly line: number
  readonly node: number
  readonly kind: typeof FLOAT | typeof VOLTAGE | typeof CURRENT
  readonly value: number
  readonly ohms: number
}

export interface Segment {
  readonly from: number
  readonly to: number
  readonly ohms: number
}

/** Node of word line i at bit line j is i M + j, of bit line j at word line i is N M + i M + j. */
export function wordNode(wiring: Wiring, i: number, j: number): number {
  return i * wiring.columns + j
}

export function bitNode(wiring: Wiring, i: number, j: number): number {
  return wiring.rows * wiring.columns + i * wiring.columns + j
}

/** All wire segments, broken ones left out. */
export function segmentsOf(wiring: Wiring): Segment[] {
  const { rows, columns, wordWire, bitWire } = wiring
  const segments: Segment[] = []
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (j < columns - 1) {
        const ohms = typeof wordWire === 'number' ? wordWire : wordWire[i * (columns - 1) + j]
        segments.push({ from: wordNode(wiring, i, j), to: wordNode(wiring, i, j + 1), ohms })
      }
      if (i < rows - 1) {
        const ohms = typeof bitWire === 'number' ? bitWire : bitWire[i * columns + j]
        segments.push({ from: bitNode(wiring, i, j), to: bitNode(wiring, i + 1, j), ohms })
      }
    }
  }
  return segments.filter(segment => segment.ohms < Number.POSITIVE_INFINITY)
}

/** The drivers of all four sides, floating ends included. */
export function driversOf(wiring: Wiring): Driver[] {
  const { rows, columns } = wiring
  const side = (end: End, count: number, nodeOf: (line: number) => number): Driver[] => {
    const ends: LineEnds = wiring[end]
    return Array.from({ length: count }, (_, line) => ({
      end,
      line,
      node: nodeOf(line),
      kind: ends.kind[line] === VOLTAGE ? VOLTAGE : ends.kind[line] === CURRENT ? CURRENT : FLOAT,
      value: ends.value[line],
      ohms: ends.ohms[line],
    }))
  }
  return [
    ...side('left', rows, i => wordNode(wiring, i, 0)),
    ...side('right', rows, i => wordNode(wiring, i, columns - 1)),
    ...side('top', columns, j => bitNode(wiring, 0, j)),
    ...side('bottom', columns, j => bitNode(wiring, rows - 1, j)),
  ]
}

/** Joins nodes into groups and names each group by one of its nodes. */
export class Groups {
  readonly #parent: number[]

  constructor(count: number) {
    this.#parent = Array.from({ length: count }, (_, k) => k)
  }

  of(node: number): number {
    let at = node
    while (this.#parent[at] !== at) at = this.#parent[at]
    return at
  }

  join(a: number, b: number): void {
    this.#parent[this.of(a)] = this.of(b)
  }
}

/** Nodes joined where a 0-ohm wire makes them one. */
export function mergedNodes(wiring: Wiring): Groups {
  const groups = new Groups(2 * wiring.rows * wiring.columns)
  for (const { from, to, ohms } of segmentsOf(wiring)) if (ohms === 0) groups.join(from, to)
  return groups
}
