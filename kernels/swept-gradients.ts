import type { LineSweeper, SweptGrid } from './line-sweeps.ts'

export interface SweptGradients {
  /** Sweeps that the last call took. */
  readonly sweeps: number
  /** Of what is left a sweep takes at least this share: the least that the last call saw of any step. */
  readonly taken: number
  /** Largest change of a node by the first sweep of the last call, V. */
  readonly began: number
  /**
   * Settles a linear crossbar from where a sweeper stands, which has the factors of these slopes.
   * @param settled how far the nodes may be from where they settle, V
   * @returns how far they still are, V: more than `settled` where rounding is in the way; NaN where four sweeps for each line do not get
   * there
   */
  settle(slope: Float64Array, source: Float64Array, settled: number): number
}

/**
 * Conjugate gradients whose preconditioner is a line sweep: for lines that cells couple so strongly that sweeps alone take hundreds.
 * A sweep takes the bit lines x to B^-1 (b + C' W^-1 C x), with W and B the word and bit lines and C the cells between them. So
 * x - sweep(x) is what is left times B^-1, and what is left of the currents follows from the word lines before and after:
 * slope (w(x) - w(x before)). No product with W or B is formed, in which 0 ohm would cancel.
 * @param sweeper of that grid; holds the answer
 */
export function createSweptGradients(grid: SweptGrid, sweeper: LineSweeper): SweptGradients {
  return new Gradients(grid, sweeper)
}

/** Of the largest node: steps from changes below it may be made of rounding. */
const ROUNDING = 1e-12
/** Over the least that was left. */
const GROWN = 4

class Gradients implements SweptGradients {
  sweeps = 0
  taken = 1
  began = 0
  readonly #sweeper: LineSweeper
  readonly #most: number
  /** Net currents that are left at the nodes of bit lines, A, and the changes of a sweep that they cause, V. */
  readonly #current: Float64Array
  readonly #change: Float64Array
  /** Direction of the search, V, on bit lines and as word lines follow it, and as currents, A. */
  readonly #step: Float64Array
  readonly #pull: Float64Array
  /** What lines answer to the direction, V. */
  readonly #word: Float64Array
  readonly #bit: Float64Array
  /** What is left of the currents times the changes, A V. */
  #product = 0
  /** Of all nodes, V. */
  #largest = 0

  constructor({ rows, columns }: SweptGrid, sweeper: LineSweeper) {
    const plane = (): Float64Array => new Float64Array(rows * columns)
    this.#sweeper = sweeper
    this.#most = 4 * (rows + columns)
    this.#current = plane()
    this.#change = plane()
    this.#step = plane()
    this.#pull = plane()
    this.#word = plane()
    this.#bit = plane()
  }

  settle(slope: Float64Array, source: Float64Array, settled: number): number {
    let left = this.#begin(slope, source)
    this.began = left
    this.sweeps = 1
    this.taken = 1
    const rounding = ROUNDING * this.#largest
    let product = this.#product
    // The square of the direction, and that of the change, in the currents that they cause.
    let square = product
    let near = left < rounding
    let least = product
    while (left > settled * this.taken) {
      if (this.sweeps === this.#most) return Number.NaN
      this.#sweeper.respond(this.#step, this.#word, this.#bit)
      this.sweeps++
      const along = this.#along(slope)
      const share = along / square
      // The rest is rounding, or a line that no current holds.
      if (!(along > 0) || (near && this.sweeps > 2 && share < this.taken / 2)) break
      this.taken = Math.min(this.taken, share)
      left = this.#go(product / along, slope)
      const next = this.#product
      if (Number.isNaN(next)) return Number.NaN
      const turn = next / product
      product = next
      square = next + turn * turn * square
      least = Math.min(least, next)
      near ||= left < rounding
      if (near && next > GROWN * least) break
      this.#turn(turn)
    }
    if (this.sweeps > 1) this.#sweeper.follow(source)
    return left / this.taken
  }

  /** Sweeps once and looks along the change of the bit lines, which stay where they were. @returns the largest change, V */
  #begin(slope: Float64Array, source: Float64Array): number {
    const { word, bit } = this.#sweeper
    const [current, change, step, pull] = [this.#current, this.#change, this.#step, this.#pull]
    step.set(word)
    change.set(bit)
    const left = this.#sweeper.sweep(source)
    let [product, most] = [0, 0]
    for (let k = 0; k < word.length; k++) {
      const before = change[k]
      const moved = bit[k] - before
      const amps = slope[k] * (word[k] - step[k])
      product += amps * moved
      const [up, down] = [Math.abs(word[k]), Math.abs(before)]
      if (up > most) most = up
      if (down > most) most = down
      current[k] = amps
      change[k] = moved
      step[k] = moved
      pull[k] = amps
      bit[k] = before
    }
    this.#product = product
    this.#largest = most
    return left
  }

  /** The pull of the bit lines along the step, less what the word lines give back, A V. */
  #along(slope: Float64Array): number {
    const [step, pull, word] = [this.#step, this.#pull, this.#word]
    let along = 0
    for (let k = 0; k < step.length; k++) along += step[k] * (pull[k] - slope[k] * word[k])
    return along
  }

  /** Goes along the direction. @returns the largest change of a sweep from there, V */
  #go(length: number, slope: Float64Array): number {
    const { bit } = this.#sweeper
    const [current, change, step, pull] = [this.#current, this.#change, this.#step, this.#pull]
    const [wordStep, answer] = [this.#word, this.#bit]
    let [left, product] = [0, 0]
    for (let k = 0; k < bit.length; k++) {
      bit[k] = bit[k] + length * step[k]
      const amps = current[k] - length * (pull[k] - slope[k] * wordStep[k])
      current[k] = amps
      const still = change[k] - length * (step[k] - answer[k])
      change[k] = still
      product += amps * still
      const size = Math.abs(still)
      if (size > left) left = size
    }
    this.#product = product
    return left
  }

  /** Turns the direction towards what is left. */
  #turn(share: number): void {
    const [current, change, step, pull] = [this.#current, this.#change, this.#step, this.#pull]
    for (let k = 0; k < step.length; k++) {
      step[k] = change[k] + share * step[k]
      pull[k] = current[k] + share * pull[k]
    }
  }
}
