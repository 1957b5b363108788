/** Falls of a run, as a share, that tell where an array is bound for. */
const LEAST_FALL = 0.05
const MOST_FALL = 0.9999

/** What is known of an array side by side with others whose nodes creep to rest. */
interface Creep {
  /** Its last runs went on from each other. */
  known: boolean
  /** Share of the move of a run that is left in the next; NaN where it is not known. */
  fall: number
}

/**
 * Arrays whose lines float come to rest by one slow mode, in which all those lines move alike: each run of sweeps moves them by a fixed
 * share of the run before. Two runs tell that share, and so what is still missing.
 */
export class SlowArrays {
  readonly #sweeps: number
  readonly #arrays: readonly Creep[]
  /** The last moves of all nodes, and those of the run before. */
  #moves: readonly Float32Array[]
  #before: readonly Float32Array[]

  /**
   * @param count of arrays
   * @param planes how many values each of them has, over all arrays
   * @param sweeps of a run
   */
  constructor(count: number, planes: readonly number[], sweeps: number) {
    this.#sweeps = sweeps
    this.#arrays = Array.from({ length: count }, () => ({ known: false, fall: Number.NaN }))
    this.#moves = planes.map(length => new Float32Array(length))
    this.#before = planes.map(length => new Float32Array(length))
  }

  /**
   * Looks at a run.
   * @param moved largest move of each array in its last sweep
   * @returns the largest that any node still has to go
   */
  look(from: readonly Float32Array[], to: readonly Float32Array[], moved: Float32Array): number {
    ;[this.#moves, this.#before] = [this.#before, this.#moves]
    this.#moves.forEach((plane, p) => {
      for (let k = 0; k < plane.length; k++) plane[k] = to[p][k] - from[p][k]
    })
    let left = 0
    this.#arrays.forEach((array, a) => {
      array.fall = array.known ? this.#fallOf(a) : Number.NaN
      array.known = true
      const each = Math.min(Math.max(array.fall, 0), MOST_FALL) ** (1 / this.#sweeps)
      const missing = moved[a] === 0 ? 0 : moved[a] * Math.max(1, each / (1 - each))
      left = Math.max(left, Number.isNaN(missing) ? Infinity : missing)
    })
    return left
  }

  /** Moves the nodes of each array on to where its runs lead. */
  lead(planes: readonly Float32Array[]): void {
    this.#arrays.forEach((array, a) => {
      if (!(array.fall > LEAST_FALL && array.fall < MOST_FALL)) return
      const further = array.fall / (1 - array.fall)
      planes.forEach((plane, p) => {
        const [begin, end] = this.#span(plane.length, a)
        for (let k = begin; k < end; k++) plane[k] += further * this.#moves[p][k]
      })
      array.known = false
    })
  }

  #span(length: number, array: number): readonly [number, number] {
    const own = length / this.#arrays.length
    return [array * own, (array + 1) * own]
  }

  /** How much of the move before is left in the last one, along it. */
  #fallOf(array: number): number {
    let [product, square] = [0, 0]
    this.#moves.forEach((plane, p) => {
      const before = this.#before[p]
      const [begin, end] = this.#span(plane.length, array)
      for (let k = begin; k < end; k++) {
        product += plane[k] * before[k]
        square += before[k] * before[k]
      }
    })
    return square === 0 ? 0 : product / square
  }
}
