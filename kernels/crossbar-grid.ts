/**
 * A linear crossbar as arithmetic sees it: N word lines, M bit lines, a conductance at every crossing and a
 * resistance to ground at every end. Row-major. A resistance of 0 joins two nodes, Infinity parts them.
 */
export interface CrossbarGrid {
  readonly rows: number
  readonly columns: number
  /** Siemens at each crossing, N x M, at least 0. */
  readonly conductance: Float64Array
  /** Ohms of the word-line segments: segment (i, j) at (i (M - 1) + j) * wordStride; stride 0 means one value for all. */
  readonly wordOhms: Float64Array
  readonly wordStride: number
  /** Ohms of the bit-line segments: segment (i, j) at (i M + j) * bitStride. */
  readonly bitOhms: Float64Array
  readonly bitStride: number
  /** Ohms to ground at the ends: N at left and right, M at top and bottom; Infinity where nothing holds the end. */
  readonly left: Float64Array
  readonly right: Float64Array
  readonly top: Float64Array
  readonly bottom: Float64Array
}
