import type { CrossbarGrid } from './crossbar-grid.ts'

/**
 * A crossbar as one walks along its longer side: lines along the shorter side are "across", whichever they are in the grid.
 * Node (i, j) is the j-th across of row i of the walk.
 */
export interface WalkedGrid {
  /** Lines across are bit lines of the grid. */
  readonly flip: boolean
  readonly rows: number
  readonly columns: number
  /** Node (i, j) stands at i * rowStep + j * columnStep in the planes of the grid. */
  readonly rowStep: number
  readonly columnStep: number
  readonly across: WalkedSegments
  readonly along: WalkedSegments
  /** Ohms to ground at the ends of the lines across. */
  readonly left: Float64Array
  readonly right: Float64Array
  /** Ohms to ground at the ends of the lines along the walk. */
  readonly top: Float64Array
  readonly bottom: Float64Array
}

/** The segment behind node (i, j) has ohms[i * rowStep + j * columnStep]. */
export interface WalkedSegments {
  readonly ohms: Float64Array
  readonly rowStep: number
  readonly columnStep: number
}

export function walkGrid(grid: CrossbarGrid): WalkedGrid {
  const { rows, columns } = grid
  const wordLines: WalkedSegments = {
    ohms: grid.wordOhms,
    rowStep: (columns - 1) * grid.wordStride,
    columnStep: grid.wordStride,
  }
  const bitLines: WalkedSegments = {
    ohms: grid.bitOhms,
    rowStep: columns * grid.bitStride,
    columnStep: grid.bitStride,
  }
  if (columns <= rows) {
    const { left, right, top, bottom } = grid
    return {
      flip: false,
      rows,
      columns,
      rowStep: columns,
      columnStep: 1,
      across: wordLines,
      along: bitLines,
      left,
      right,
      top,
      bottom,
    }
  }
  return {
    flip: true,
    rows: columns,
    columns: rows,
    rowStep: 1,
    columnStep: columns,
    across: turned(bitLines),
    along: turned(wordLines),
    left: grid.top,
    right: grid.bottom,
    top: grid.left,
    bottom: grid.right,
  }
}

/** Rows of the grid become columns of the walk. */
function turned({ ohms, rowStep, columnStep }: WalkedSegments): WalkedSegments {
  return { ohms, rowStep: columnStep, columnStep: rowStep }
}
