import { rigidGrid, type SweptGrid } from './line-sweeps.ts'

/** Of the largest: so near the responses at the cells themselves are to where they settle. */
const SETTLED = 1e-3
/** Ten served all arrays that were tried: 24 and 64 lines, 1 to 10,000 ohm a segment, 1e-4 to 0.1 S a cell. */
const MOST_SWEEPS = 24

/**
 * How the nodes of a crossbar of linear cells answer to a current that one cell more than before takes from its word line to its bit
 * line, for some cells side by side: by line sweeps whose pivots serve all of them.
 */
export class LineResponses {
  /** Of node k to the current of the cell at place c of those given, V/A, at k * cells.length + c. */
  word: Float64Array = new Float64Array(0)
  bit: Float64Array = new Float64Array(0)
  /** Of the cell at node k, V/A, at k * cells.length + c. */
  volts: Float64Array = new Float64Array(0)
  sweeps = 0
  readonly #given: SweptGrid
  readonly #count: number
  readonly #wordPivot: Float64Array
  readonly #wordShare: Float64Array
  readonly #bitPivot: Float64Array
  readonly #bitShare: Float64Array
  /** Place of a cell among those given, -1 for others. */
  readonly #place: Int32Array
  #grid: SweptGrid

  /** @param grid whose drivers may change between two calls */
  constructor(grid: SweptGrid) {
    this.#given = grid
    this.#grid = grid
    this.#count = grid.rows * grid.columns
    const plane = (): Float64Array => new Float64Array(this.#count)
    this.#wordPivot = plane()
    this.#wordShare = plane()
    this.#bitPivot = plane()
    this.#bitShare = plane()
    this.#place = new Int32Array(this.#count).fill(-1)
  }

  /**
   * @param slope of each cell, S
   * @param cells flat indices
   */
  settle(slope: Float64Array, cells: Int32Array): void {
    const n = cells.length
    const size = this.#count * n
    if (this.word.length !== size) {
      this.word = new Float64Array(size)
      this.bit = new Float64Array(size)
      this.volts = new Float64Array(size)
    } else this.bit.fill(0)
    this.#grid = rigidGrid(this.#given)
    this.#factorise(slope)
    for (let c = 0; c < n; c++) this.#place[cells[c]] = c
    this.#sweepOn(slope, cells)
    for (let c = 0; c < n; c++) this.#place[cells[c]] = -1
    const { word, bit, volts } = this
    for (let k = 0; k < size; k++) volts[k] = word[k] - bit[k]
  }

  /** Adds to the deviations of all nodes, V, what some currents change in them, A. */
  addTo(word: Float64Array, bit: Float64Array, amps: Float64Array): void {
    addProducts(this.word, amps, word)
    addProducts(this.bit, amps, bit)
  }

  /** What some currents change in the voltages of all cells, V. */
  voltsUnder(amps: Float64Array, over: Float64Array): void {
    addProducts(this.volts, amps, over.fill(0))
  }

  #sweepOn(slope: Float64Array, cells: Int32Array): void {
    const n = cells.length
    const before = new Float64Array(n * n)
    for (this.sweeps = 1; this.sweeps <= MOST_SWEEPS; this.sweeps++) {
      this.#sweepWord(slope, n)
      this.#sweepBit(slope, n)
      let moved = 0
      let largest = 0
      for (let r = 0; r < n; r++) {
        for (let c = 0; c < n; c++) {
          const k = cells[r] * n + c
          const now = this.word[k] - this.bit[k]
          moved = Math.max(moved, Math.abs(now - before[r * n + c]))
          largest = Math.max(largest, Math.abs(now))
          before[r * n + c] = now
        }
      }
      if (moved <= SETTLED * largest) return
    }
  }

  #factorise(slope: Float64Array): void {
    const { rows, columns, wordSegments, bitSegments, left, right, top, bottom } = this.#grid
    for (let i = 0; i < rows; i++) {
      let ground = left[i]
      for (let j = 0; j < columns; j++) {
        const k = i * columns + j
        const own = ground + slope[k]
        const ahead = j === columns - 1 ? right[i] : wordSegments[k]
        this.#wordPivot[k] = 1 / (own + ahead)
        this.#wordShare[k] = ahead * this.#wordPivot[k]
        ground = own * this.#wordShare[k]
      }
    }
    for (let j = 0; j < columns; j++) {
      let ground = top[j]
      for (let i = 0; i < rows; i++) {
        const k = i * columns + j
        const own = ground + slope[k]
        const ahead = i === rows - 1 ? bottom[j] : bitSegments[k]
        this.#bitPivot[k] = 1 / (own + ahead)
        this.#bitShare[k] = ahead * this.#bitPivot[k]
        ground = own * this.#bitShare[k]
      }
    }
  }

  #sweepWord(slope: Float64Array, n: number): void {
    const { word, bit } = this
    const { rows, columns } = this.#grid
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const k = i * columns + j
        const [own, share] = [slope[k], j === 0 ? 0 : this.#wordShare[k - 1]]
        for (let c = 0; c < n; c++) {
          const carried = j === 0 ? 0 : share * word[(k - 1) * n + c]
          word[k * n + c] = carried + own * bit[k * n + c]
        }
        if (this.#place[k] >= 0) word[k * n + this.#place[k]] = word[k * n + this.#place[k]] - 1
      }
      for (let j = columns - 1; j >= 0; j--) {
        const k = i * columns + j
        const [pivot, share] = [this.#wordPivot[k], this.#wordShare[k]]
        for (let c = 0; c < n; c++) {
          const ahead = j === columns - 1 ? 0 : share * word[(k + 1) * n + c]
          word[k * n + c] = pivot * word[k * n + c] + ahead
        }
      }
    }
  }

  #sweepBit(slope: Float64Array, n: number): void {
    const { word, bit } = this
    const { rows, columns } = this.#grid
    const count = rows * columns
    for (let k = 0; k < count; k++) {
      const [own, share] = [slope[k], k < columns ? 0 : this.#bitShare[k - columns]]
      for (let c = 0; c < n; c++) {
        const carried = k < columns ? 0 : share * bit[(k - columns) * n + c]
        bit[k * n + c] = carried + own * word[k * n + c]
      }
      if (this.#place[k] >= 0) bit[k * n + this.#place[k]] = bit[k * n + this.#place[k]] + 1
    }
    for (let k = count - 1; k >= 0; k--) {
      const [pivot, share] = [this.#bitPivot[k], this.#bitShare[k]]
      for (let c = 0; c < n; c++) {
        const ahead = k >= count - columns ? 0 : share * bit[(k + columns) * n + c]
        bit[k * n + c] = pivot * bit[k * n + c] + ahead
      }
    }
  }
}

/** Adds to each row's sum over c of the matrix times what is given for c. */
function addProducts(matrix: Float64Array, given: Float64Array, sums: Float64Array): void {
  const n = given.length
  for (let k = 0; k < sums.length; k++) {
    let sum = sums[k]
    for (let c = 0; c < n; c++) sum += matrix[k * n + c] * given[c]
    sums[k] = sum
  }
}
