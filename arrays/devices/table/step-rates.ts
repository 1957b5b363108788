import { flowAlong, type PiecewiseLine, timeAlong, valueOn } from './piecewise-line.ts'
import type { StepCurve } from './step-table.ts'

/** A rate whose flow over one pulse makes measured steps. */
export interface StepRates {
  /** Change of the conductance over the duration of a pulse, S, against the conductance. */
  readonly rates: PiecewiseLine
  /** Largest difference between a step of the table and that of the flow, over the range. */
  readonly misfit: number
  /** The row where it is. */
  readonly worst: number
}

/** Rounds of correction; steps within one piece of the table need none. */
const MOST_ROUNDS = 50
const ENOUGH = 1e-7
/** Steps that fall faster than the conductance grows would pass each other, which no rate can do. */
const STEEPEST = -0.9

/**
 * The rate r(g), straight between the rows, whose flow dg/dn = r(g) takes g to g + change(g) in one pulse. Where the change is a
 * line of slope s, r = change log(1 + s)/s does so exactly; steps across several rows are corrected row by row until the
 * time to where the table leads is one pulse. Steps out of the range stop at its ends.
 */
export function stepRates(
  { conductance: x, change }: StepCurve,
  range: readonly [number, number],
): StepRates {
  let y = Float64Array.from(change, (step, k) => step * pace(x, change, k))
  let best: StepRates | undefined
  for (let round = 0; round <= MOST_ROUNDS; round++) {
    const rates: PiecewiseLine = { x, y }
    const found = judge(rates, change, range)
    if (best !== undefined && best.misfit <= found.misfit) break
    best = found
    if (found.misfit < ENOUGH) break
    y = y.map((rate, k) => {
      const end = x[k] + change[k]
      if (end < x[0] || end > x.at(-1)! || change[k] === 0) return rate
      const time = timeAlong(rates, x[k], end)
      return Number.isFinite(time) ? rate * Math.min(2, Math.max(0.5, time)) : rate
    })
  }
  return best!
}

/** The number of pulses that one direction takes from one end of the range to 99 % of the way that `most` pulses go. */
export function pulsesAcross(rates: PiecewiseLine, range: readonly [number, number], most: number): number {
  const rising = valueOn(rates, (range[0] + range[1]) / 2) > 0
  const [from, to] = rising ? range : [range[1], range[0]]
  const places = [from]
  for (let n = 0; n < most && places.at(-1) !== to; n++) {
    places.push(clip(flowAlong(rates, places.at(-1)!, 1), range))
  }
  const goal = from + 0.99 * (places.at(-1)! - from)
  return places.findIndex(place => (rising ? place >= goal : place <= goal))
}

/** Rate at a row over its change, by the slope of the piece that the step goes into. */
function pace(x: Float64Array, change: Float64Array, k: number): number {
  const ahead = change[k] > 0 ? Math.min(k, x.length - 2) : Math.max(k - 1, 0)
  const slope = Math.max(STEEPEST, (change[ahead + 1] - change[ahead]) / (x[ahead + 1] - x[ahead]))
  return slope === 0 ? 1 : Math.log1p(slope) / slope
}

function judge(rates: PiecewiseLine, change: Float64Array, range: readonly [number, number]): StepRates {
  let [misfit, worst] = [0, 0]
  change.forEach((step, k) => {
    const from = rates.x[k]
    const off = Math.abs(clip(flowAlong(rates, from, 1), range) - clip(from + step, range))
    if (off > misfit * (range[1] - range[0])) [misfit, worst] = [off / (range[1] - range[0]), k]
  })
  return { rates, misfit, worst }
}

function clip(place: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, place))
}
