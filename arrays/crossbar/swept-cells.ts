import { type BentLoop, compileLaws, type PathLoop } from '../devices/compile-laws.ts'
import type { ArraySpec } from './array-spec.ts'

/** 1/V; e-fold in the thermal voltage kT/q at 300 K, as the sharpest currents bend. */
export const SHARPEST: number = 1 / 0.0259

/** The cells of an array as line sweeps take them: straight lines, and how far these serve. Stuck cells are plain conductances. */
export class SweptCells {
  readonly #spec: ArraySpec
  readonly #evaluate: PathLoop
  /** Where networks are solved so exactly that it pays to know how sharply the cells bend. */
  readonly #evaluateBent: BentLoop | undefined
  /** How sharply each cell bends, 1/V, and the sharpest. */
  readonly #bend: Float64Array
  #sharpest = 0
  /** Current that cells return at 0 V, A, where it is left out. */
  readonly #returned: Float64Array | undefined

  /** @param reads whether they are read: the current that they return at 0 V is left out, and many digits are wanted */
  constructor(spec: ArraySpec, reads: boolean) {
    const { model, size } = spec
    const count = size[0] * size[1]
    const laws = compileLaws(model)
    this.#spec = spec
    this.#evaluate = laws.evaluate
    this.#evaluateBent = reads && !model.linear ? laws.bent : undefined
    this.#bend = new Float64Array(this.#evaluateBent === undefined ? 0 : count)
    this.#returned = reads && model.returnsCharge === true ? new Float64Array(count) : undefined
  }

  /** Takes states. @param volts and @param slope planes that may be written */
  hold(states: readonly Float64Array[], volts: Float64Array, slope: Float64Array): void {
    if (this.#returned !== undefined) this.#run(states, volts.fill(0), this.#returned, slope)
  }

  /** Currents, A, and slopes, S. */
  evaluate(
    states: readonly Float64Array[],
    volts: Float64Array,
    currents: Float64Array,
    slope: Float64Array,
  ): void {
    this.#run(states, volts, currents, slope)
    const returned = this.#returned
    if (returned !== undefined)
      for (let k = 0; k < currents.length; k++) currents[k] = currents[k] - returned[k]
  }

  #run(
    states: readonly Float64Array[],
    volts: Float64Array,
    currents: Float64Array,
    slope: Float64Array,
  ): void {
    const { parameters, stuck } = this.#spec
    const bend = this.#bend
    if (this.#evaluateBent === undefined)
      this.#evaluate(volts.length, volts, states, parameters, currents, slope)
    else this.#evaluateBent(volts.length, volts, states, parameters, currents, slope, bend)
    if (stuck !== undefined) {
      for (let k = 0; k < stuck.length; k++) {
        if (Number.isNaN(stuck[k])) continue
        currents[k] = stuck[k] * volts[k]
        slope[k] = stuck[k]
        if (bend.length > 0) bend[k] = 0
      }
    }
    let sharpest = 0
    for (let k = 0; k < bend.length; k++) {
      const size = Math.abs(bend[k])
      if (!(size <= sharpest)) sharpest = size
    }
    this.#sharpest = sharpest
  }

  /** How far laws leave their straight lines over steps of so many volts at most, as volts over a cell. */
  strayOver(step: number): number {
    if (this.#spec.model.linear) return 0
    return strayOf(step, this.#evaluateBent && this.#sharpest)
  }

  /**
   * How far laws have left their straight lines, as volts over a cell.
   * @param from volts at which they were evaluated, @param to volts of now; less is not told apart from `enough`
   */
  strayed(from: Float64Array, to: Float64Array, enough: number): number {
    if (this.#spec.model.linear) return 0
    let longest = 0
    for (let k = 0; k < from.length; k++) {
      const step = Math.abs(to[k] - from[k])
      if (step > longest) longest = step
    }
    const all = this.strayOver(longest)
    if (all <= enough || this.#evaluateBent === undefined) return all
    const bend = this.#bend
    let most = 0
    for (let k = 0; k < from.length; k++) most = Math.max(most, strayOf(to[k] - from[k], bend[k]))
    return most
  }
}

/**
 * How far a law leaves its straight line over a step, V: by half the square of the step times its bend, and where it hardly bends by the
 * cube.
 * @param bend of the law, 1/V; undefined where it is not known
 */
function strayOf(step: number, bend: number | undefined): number {
  const square = step * step
  if (bend === undefined) return square * SHARPEST
  return square * Math.min(SHARPEST, Math.abs(bend) / 2 + (Math.abs(step) * SHARPEST * SHARPEST) / 6)
}
