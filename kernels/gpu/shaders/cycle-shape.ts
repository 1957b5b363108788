/** One level of the multigrid on a GPU. */
export interface CycleLevel {
  readonly rows: number
  readonly columns: number
  /** Rows and columns merged into one of the next level. */
  readonly down: number
  readonly across: number
}

/** A crossbar of at most this many cells is solved by the inverse of its matrix, which one group of threads makes. */
export const COARSEST_CELLS = 64

/**
 * The levels of a crossbar, finest first: 2 x 2 cells become one until the inverse is small. The last level but one has the
 * size of the last: an inverse of float32 loses the small voltages between nodes of a part that is hardly grounded, which the
 * solutions of whole lines around it keep.
 */
export function cycleShape(rows: number, columns: number): CycleLevel[] {
  const levels: CycleLevel[] = []
  let size = { rows, columns }
  while (size.rows * size.columns > COARSEST_CELLS) {
    const level = { ...size, down: size.rows > 1 ? 2 : 1, across: size.columns > 1 ? 2 : 1 }
    levels.push(level)
    size = { rows: Math.ceil(size.rows / level.down), columns: Math.ceil(size.columns / level.across) }
  }
  const coarsest = { ...size, down: 1, across: 1 }
  return [...levels, coarsest, coarsest]
}
