/** The currents of a crossbar as a circuit diagram shows them. */
export interface DiagramCurrents {
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  /** From word line to bit line, row-major, A. */
  readonly cells: Float64Array
  /** Into the left ends of the word lines, A; what their right ends take follows. */
  readonly left: Float64Array
  /** Out of the top ends of the bit lines, A; what their bottom ends take follows. */
  readonly top: Float64Array
}

/** The piece of a line between two cells, or between an end and the cell beside it. */
export interface Segment {
  readonly side: 'word' | 'bit'
  readonly line: number
  /** The cell before it, from the left or from the top; -1 where it leads to the first one. */
  readonly after: number
  /** Whether it leads from the last cell to an end. */
  readonly isEnd: boolean
  /** To the right in a word line, downwards in a bit line, A. */
  readonly amps: number
}

/** The currents of all pieces of all lines, by Kirchhoff's law from the ends and the cells. */
export function lineSegments({ size, cells, left, top }: DiagramCurrents): Segment[] {
  const [rows, columns] = size
  const along = (side: 'word' | 'bit', line: number, first: number, gains: readonly number[]): Segment[] => {
    let amps = first
    const pieces: Segment[] = [{ side, line, after: -1, isEnd: false, amps }]
    gains.forEach((gain, cell) => {
      amps += gain
      pieces.push({ side, line, after: cell, isEnd: cell === gains.length - 1, amps })
    })
    return pieces
  }
  const word = Array.from({ length: rows }, (_, i) =>
    along(
      'word',
      i,
      left[i],
      Array.from({ length: columns }, (_, j) => -cells[i * columns + j]),
    ),
  )
  const bit = Array.from({ length: columns }, (_, j) =>
    along(
      'bit',
      j,
      0 - top[j],
      Array.from({ length: rows }, (_, i) => cells[i * columns + j]),
    ),
  )
  return [...word.flat(), ...bit.flat()]
}
