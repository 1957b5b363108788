import type { Flow, FlowSegment } from './flow.ts'
import { slideAlongJump } from './slide-along-jump.ts'
import { factorise, solveFactorised } from './small-matrix.ts'

export interface FlowIntegrator {
  /**
   * Advances the states in place.
   * @returns the length of the last step that was free to be longer, s: a start for the next segment; NaN where the steps become too
   * small or too many
   */
  advance(flow: Flow, x: Float64Array, segment: FlowSegment): number
  /** Steps taken and refused since it was made. */
  readonly steps: number
  readonly refused: number
}

/** Largest local error of a state, over how far it is from the nearer end of its range and a share of that range. */
const FLOW_TOLERANCE = 1e-6
const RANGE_SHARE = 0.01
const MOST_STEPS = 200_000
/** So many tries of steps in one segment are a sign that a state runs to and fro across a jump of its rate. */
const TRIES_TO_SLIDE = 250
const GAMMA = 0.5

/**
 * Integrates the states of one cell after another by Rodas3, a Rosenbrock method of third order with an embedded one of second: linearly
 * implicit and L-stable, so that rates from 1e-9 to 1e9 per second in one device need no short steps. States stop hard at the
 * ends of their ranges, and leave them when their rates turn.
 *
 * Source: A. Sandu, J. G. Verwer, J. G. Blom, E. J. Spee, G. R. Carmichael, F. A. Potra, Atmos. Environ. 31, 3459 (1997).
 * @param ranges of the states
 */
export function createFlowIntegrator(
  ranges: readonly (readonly [number, number])[],
  tolerance: number = FLOW_TOLERANCE,
): FlowIntegrator {
  return new Rodas3(ranges, tolerance)
}

class Rodas3 implements FlowIntegrator {
  steps = 0
  refused = 0
  readonly #low: Float64Array
  readonly #high: Float64Array
  /** Added to the magnitude of a state where its error is judged. */
  readonly #floor: Float64Array
  readonly #tolerance: number
  readonly #rates: Float64Array
  readonly #byState: Float64Array
  readonly #byControl: Float64Array
  readonly #matrix: Float64Array
  readonly #pivots: Int32Array
  readonly #stages: readonly [Float64Array, Float64Array, Float64Array, Float64Array]
  readonly #point: Float64Array
  readonly #next: Float64Array
  readonly #atEnd: Float64Array
  /** States that stand at an end of their range and are pushed against it. */
  readonly #held: Uint8Array

  constructor(ranges: readonly (readonly [number, number])[], tolerance: number) {
    const size = ranges.length
    const plane = (): Float64Array => new Float64Array(size)
    this.#low = Float64Array.from(ranges, ([low]) => low)
    this.#high = Float64Array.from(ranges, ([, high]) => high)
    this.#floor = Float64Array.from(
      ranges,
      ([low, high]) => RANGE_SHARE * (Number.isFinite(high - low) ? high - low : 1),
    )
    this.#tolerance = tolerance
    this.#rates = plane()
    this.#byControl = plane()
    this.#byState = new Float64Array(size * size)
    this.#matrix = new Float64Array(size * size)
    this.#pivots = new Int32Array(size)
    this.#stages = [plane(), plane(), plane(), plane()]
    this.#point = plane()
    this.#next = plane()
    this.#atEnd = plane()
    this.#held = new Uint8Array(size)
  }

  advance(flow: Flow, x: Float64Array, { from, to, seconds, firstStep }: FlowSegment): number {
    const turn = (to - from) / seconds
    let time = 0
    let step = firstStep ?? 0
    let free = seconds
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const stuck = step !== 0 && !(step > 1e-15 * seconds)
      if (stuck || steps % TRIES_TO_SLIDE === TRIES_TO_SLIDE - 1) {
        const slid = x.length === 1 ? this.#slide(flow, x, { from, to, seconds }, time) : 0
        if (stuck && slid === 0) return Number.NaN
        time += slid
        if (time >= seconds) return free
        if (stuck) step = 0
      }
      const control = from + turn * time
      flow.rates(control, x, this.#rates)
      if (step === 0) step = this.#firstStep(x, seconds)
      const left = seconds - time
      const last = step >= left
      const length = last ? left : step
      const growth = this.#tryStep(flow, x, control, turn, length)
      if (growth < 0) {
        this.refused++
        step = -growth * length
        continue
      }
      x.set(this.#next)
      this.steps++
      time += length
      if (!last || growth * length < step) free = growth * length
      else free = Math.max(step, free)
      if (last) return free
      step = growth * length
    }
    return Number.NaN
  }

  /** @returns seconds that the only state was moved by */
  #slide(flow: Flow, x: Float64Array, segment: FlowSegment, time: number): number {
    const [low, high, floor] = [this.#low[0], this.#high[0], this.#floor[0]]
    return slideAlongJump(flow, x, segment, { time, low, high, floor, tolerance: this.#tolerance })
  }

  /** A step over which no state changes by much. */
  #firstStep(x: Float64Array, seconds: number): number {
    let step = seconds
    for (let s = 0; s < x.length; s++) {
      const scale = Math.cbrt(this.#tolerance) * (this.#sizeOf(s, x[s]) + this.#floor[s])
      if (Math.abs(this.#rates[s]) * step > scale) step = scale / Math.abs(this.#rates[s])
    }
    return step
  }

  /** @returns how much longer the next step may be, or, negative, how much shorter this one has to be */
  #tryStep(flow: Flow, x: Float64Array, control: number, turn: number, length: number): number {
    this.#hold(x)
    flow.slopes(control, x, this.#byState, this.#byControl)
    this.#stagesOf(flow, x, control, turn, length)
    const error = this.#errorOf(x)
    if (!(error <= 1)) return -(Number.isNaN(error) ? 0.1 : Math.max(0.1, 0.8 / Math.cbrt(error)))
    const shorter = this.#meetEnds(flow, x, control + turn * length, length)
    if (shorter < 1) return -shorter
    return Math.min(5, 0.9 / Math.cbrt(Math.max(error, 1e-4)))
  }

  #hold(x: Float64Array): void {
    for (let s = 0; s < x.length; s++) {
      const rate = this.#rates[s]
      this.#held[s] = (x[s] <= this.#low[s] && rate < 0) || (x[s] >= this.#high[s] && rate > 0) ? 1 : 0
    }
  }

  #stagesOf(flow: Flow, x: Float64Array, control: number, turn: number, length: number): void {
    const size = x.length
    const [k1, k2, k3, k4] = this.#stages
    const byState = this.#byState
    const byControl = this.#byControl
    for (let s = 0; s < size; s++) {
      const held = this.#held[s] === 1
      for (let t = 0; t < size; t++) {
        this.#matrix[s * size + t] = (s === t ? 1 / (GAMMA * length) : 0) - (held ? 0 : byState[s * size + t])
      }
      if (held) byControl[s] = 0
    }
    factorise(this.#matrix, this.#pivots, size)
    this.#solve(k1, s => this.#rate(s) + 0.5 * length * byControl[s] * turn)
    this.#solve(k2, s => this.#rate(s) + (4 / length) * k1[s] + 1.5 * length * byControl[s] * turn)
    const end = control + turn * length
    this.#place(x, s => 2 * k1[s])
    flow.rates(end, this.#point, this.#rates)
    this.#solve(k3, s => this.#rate(s) + (k1[s] - k2[s]) / length)
    this.#place(x, s => 2 * k1[s] + k3[s])
    flow.rates(end, this.#point, this.#rates)
    this.#solve(k4, s => this.#rate(s) + (k1[s] - k2[s] - (8 / 3) * k3[s]) / length)
    for (let s = 0; s < size; s++) this.#next[s] = x[s] + 2 * k1[s] + k3[s] + k4[s]
  }

  #rate(s: number): number {
    return this.#held[s] === 1 ? 0 : this.#rates[s]
  }

  #solve(stage: Float64Array, right: (s: number) => number): void {
    for (let s = 0; s < stage.length; s++) stage[s] = right(s)
    solveFactorised(this.#matrix, this.#pivots, stage)
  }

  /** A point of a stage; laws are not looked at outside the ranges. */
  #place(x: Float64Array, way: (s: number) => number): void {
    for (let s = 0; s < x.length; s++) {
      this.#point[s] = Math.min(this.#high[s], Math.max(this.#low[s], x[s] + way(s)))
    }
  }

  #errorOf(x: Float64Array): number {
    let worst = 0
    for (let s = 0; s < x.length; s++) {
      const size = Math.min(this.#sizeOf(s, x[s]), this.#sizeOf(s, this.#next[s])) + this.#floor[s]
      const error = Math.abs(this.#stages[3][s]) / (this.#tolerance * size)
      if (!(error <= worst)) worst = error
    }
    return worst
  }

  /** Against which the error of a state is judged: its magnitude, or how far it is from the nearer end of its range. */
  #sizeOf(s: number, x: number): number {
    return Math.max(0, Math.min(Math.abs(x), x - this.#low[s], this.#high[s] - x))
  }

  /**
   * Stops states at the ends of their ranges.
   * @returns below 1 where the step has to be so much shorter, to end where a state meets an end or leaves it
   */
  #meetEnds(flow: Flow, x: Float64Array, control: number, length: number): number {
    let shorter = 1
    let met = false
    for (let s = 0; s < x.length; s++) {
      const next = this.#next[s]
      const end = Math.min(this.#high[s], Math.max(this.#low[s], next))
      if (this.#held[s] === 1) met = true
      if (end === next) continue
      met = true
      const beyond = Math.abs(next - end) / (this.#tolerance * this.#floor[s])
      // Other states go on from where this one met its end.
      if (x.length > 1 && beyond > 1)
        shorter = Math.min(shorter, Math.max(1e-3, (end - x[s]) / (next - x[s])))
      this.#next[s] = end
    }
    if (shorter < 1 || !met) return shorter
    flow.rates(control, this.#next, this.#atEnd)
    for (let s = 0; s < x.length; s++) {
      const [at, rate] = [this.#next[s], this.#atEnd[s]]
      const turned = (at === this.#low[s] && rate > 0) || (at === this.#high[s] && rate < 0)
      const wasFree = this.#held[s] === 0 && x[s] === at
      if (turned && !wasFree && Math.abs(rate) * length > this.#tolerance * this.#floor[s]) return 0.5
    }
    return 1
  }
}
