import { createLineSweeper, type LineSweeper, type SweptGrid } from './line-sweeps.ts'

export interface SweptGradients {
  /** Sweeps that the last call took. */
  readonly sweeps: number
  /** Of what is left a sweep takes at least this share: the least that the last call saw of any step. */
  readonly taken: number
  /**
   * Settles a linear crossbar from where a sweeper stands; what cells do is given as for a sweep.
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
 * @param grid whose drivers may change between two calls
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
  readonly #sweeper: LineSweeper
  /** Sweeps over the same lines with nothing but the bit lines' own potentials. */
  readonly #quiet: LineSweeper
  readonly #most: number
  readonly #none: Float64Array
  /** Net currents that are left at the nodes of bit lines, A, and the changes of a sweep that they cause, V. */
  readonly #current: Float64Array
  readonly #change: Float64Array
  /** Direction of the search, V, on bit lines and as word lines follow it, and as currents, A. */
  readonly #step: Float64Array
  readonly #pull: Float64Array

  constructor(grid: SweptGrid, sweeper: LineSweeper) {
    const count = grid.rows * grid.columns
    this.#sweeper = sweeper
    this.#quiet = createLineSweeper({
      ...grid,
      wordStep: new Float64Array(grid.rows),
      bitStep: new Float64Array(grid.columns),
    })
    this.#most = 4 * (grid.rows + grid.columns)
    this.#none = new Float64Array(count)
    this.#current = new Float64Array(count)
    this.#change = new Float64Array(count)
    this.#step = new Float64Array(count)
    this.#pull = new Float64Array(count)
  }

  settle(slope: Float64Array, source: Float64Array, settled: number): number {
    const { word, bit } = this.#sweeper
    const [current, change, step, pull] = [this.#current, this.#change, this.#step, this.#pull]
    const quiet = this.#quiet
    quiet.restart()
    const count = word.length
    this.sweeps = 1
    step.set(word)
    change.set(bit)
    let left = this.#sweeper.sweep(slope, source)
    for (let k = 0; k < count; k++) {
      current[k] = slope[k] * (word[k] - step[k])
      const before = change[k]
      change[k] = bit[k] - before
      bit[k] = before
    }
    let product = dot(current, change)
    step.set(change)
    pull.set(current)
    this.taken = 1
    const rounding = ROUNDING * largest(word, largest(bit, 0))
    let near = left < rounding
    let least = product
    while (left > settled * this.taken) {
      if (this.sweeps === this.#most) return Number.NaN
      quiet.bit.set(step)
      quiet.sweep(slope, this.#none)
      this.sweeps++
      // The pull of the bit lines along the step, less what the word lines give back.
      let along = 0
      for (let k = 0; k < count; k++) along += step[k] * (pull[k] - slope[k] * quiet.word[k])
      const share = along / dot(step, pull)
      // The rest is rounding, or a line that no current holds.
      if (!(along > 0) || (near && this.sweeps > 2 && share < this.taken / 2)) break
      this.taken = Math.min(this.taken, share)
      const length = product / along
      left = 0
      for (let k = 0; k < count; k++) {
        word[k] = word[k] + length * quiet.word[k]
        bit[k] = bit[k] + length * step[k]
        current[k] = current[k] - length * (pull[k] - slope[k] * quiet.word[k])
        change[k] = change[k] - length * (step[k] - quiet.bit[k])
        left = Math.max(left, Math.abs(change[k]))
      }
      const next = dot(current, change)
      const turn = next / product
      product = next
      least = Math.min(least, next)
      near ||= left < rounding
      if (near && next > GROWN * least) break
      for (let k = 0; k < count; k++) {
        step[k] = change[k] + turn * step[k]
        pull[k] = current[k] + turn * pull[k]
      }
    }
    return left / this.taken
  }
}

function largest(plane: Float64Array, most: number): number {
  for (let k = 0; k < plane.length; k++) most = Math.max(most, Math.abs(plane[k]))
  return most
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
  return sum
}
