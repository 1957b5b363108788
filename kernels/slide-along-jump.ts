import type { Flow, FlowSegment } from './flow.ts'

const HALVINGS = 20
const BISECTIONS = 60
/** Of `floor`: by less than this a rate does not jump but bends. */
const JUMP_SHARE = 1e-3

export interface SlideBounds {
  /** Seconds of the segment that are over. */
  readonly time: number
  /** Hard ends of the state. */
  readonly low: number
  readonly high: number
  /** Share of the range that errors are judged against, and the error over it. */
  readonly floor: number
  readonly tolerance: number
}

/**
 * Moves the only state of a flow along a jump of its rate. A state on one side of which the rate leads back to the other, as at a
 * threshold that depends on the state, stays on that jump and goes with it: where an implicit Euler step ends on the jump, the state is
 * there at the end of it, however long it is.
 *
 * Source: A. F. Filippov, Differential Equations with Discontinuous Righthand Sides, Kluwer 1988.
 * @param x moved in place
 * @returns seconds that it was moved by; 0 where no jump is met
 */
export function slideAlongJump(
  flow: Flow,
  x: Float64Array,
  { from, to, seconds }: FlowSegment,
  { time, low, high, floor, tolerance }: SlideBounds,
): number {
  const start = x[0]
  const point = new Float64Array(1)
  const rates = new Float64Array(1)
  for (let halving = 0; halving < HALVINGS; halving++) {
    const length = (seconds - time) / 2 ** halving
    const control = from + ((to - from) * (time + length)) / seconds
    const rateAt = (at: number): number => {
      point[0] = at
      flow.rates(control, point, rates)
      return rates[0]
    }
    const way = Math.sign(rateAt(start))
    /** How far the step would lead beyond a place: the same sign as the way until it ends. */
    const beyond = (at: number): number => start + length * rateAt(at) - at
    let near = start
    let far = start
    for (let reach = tolerance * floor; far >= low && far <= high && beyond(far) * way > 0; reach *= 2) {
      near = far
      far += way * reach
    }
    far = Math.min(high, Math.max(low, far))
    if (!(beyond(far) * way < 0)) {
      // Where even the shortest step leads to an end of the range, the state is there.
      if (way === 0 || halving < HALVINGS - 1) continue
      x[0] = far
      return length
    }
    for (let k = 0; k < BISECTIONS; k++) {
      const middle = (near + far) / 2
      if (beyond(middle) * way > 0) near = middle
      else far = middle
    }
    if (!(length * Math.abs(rateAt(near) - rateAt(far)) > JUMP_SHARE * floor)) continue
    x[0] = near
    return length
  }
  return 0
}
