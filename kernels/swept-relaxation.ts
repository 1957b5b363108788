import { oneMinusExp } from './scalar.ts'

/** Rates (1/s) and targets of the states of all cells: one plane for each state, N*M. */
export interface RelaxationPlanes {
  readonly rates: readonly Float64Array[]
  readonly targets: readonly Float64Array[]
}

/**
 * Half of the way by which a state that relaxes at rate times time = x towards a target on a straight line is ahead of one that
 * relaxes towards the middle of it: x/12 for slow states, 1/2 for fast ones.
 * @param share 1 - exp(-x)
 */
function lead(x: number, share: number): number {
  if (x < 0.05) return x / 12 - (x * x * x) / 720
  return (2 - share) / (2 * share) - 1 / x
}

/**
 * States after `seconds`, at rates and targets that go on in a straight line from an earlier instant through that of now.
 * @param ahead how far the middle of these seconds is from now, over how far the earlier instant is; 0 for rates as they are now
 */
export function relaxAhead(
  from: readonly Float64Array[],
  earlier: RelaxationPlanes,
  now: RelaxationPlanes,
  ahead: number,
  seconds: number,
  to: readonly Float64Array[],
): void {
  for (let s = 0; s < from.length; s++) {
    const [x, y] = [from[s], to[s]]
    const [r0, t0, rb, tb] = [now.rates[s], now.targets[s], earlier.rates[s], earlier.targets[s]]
    for (let k = 0; k < y.length; k++) {
      const rate = Math.max(0, r0[k] + ahead * (r0[k] - rb[k]))
      const target = t0[k] + ahead * (t0[k] - tb[k])
      y[k] = x[k] + (target - x[k]) * oneMinusExp(rate * seconds)
    }
  }
}

/**
 * States at a place in a step, from 0 to 1, at the rates of its middle, targets on the straight line through start and middle: of
 * second order.
 * @param seconds of the whole step
 */
export function relaxThrough(
  from: readonly Float64Array[],
  start: RelaxationPlanes,
  middle: RelaxationPlanes,
  seconds: number,
  place: number,
  to: readonly Float64Array[],
): void {
  for (let s = 0; s < from.length; s++) {
    const [x, y] = [from[s], to[s]]
    const [rate, t0, tm] = [middle.rates[s], start.targets[s], middle.targets[s]]
    for (let k = 0; k < y.length; k++) {
      const way = rate[k] * seconds * place
      const share = oneMinusExp(way)
      const target = t0[k] + place * (tm[k] - t0[k]) * (1 + 2 * lead(way, share))
      y[k] = x[k] + (target - x[k]) * share
    }
  }
}

/**
 * States after `seconds` by Simpson's mean of the rates and of what they lead to at start, middle and end, with what the order in
 * which these come changes: of third order where states are slow, and at their targets where they are fast.
 */
export function relaxSimpson(
  from: readonly Float64Array[],
  [start, middle, end]: readonly [RelaxationPlanes, RelaxationPlanes, RelaxationPlanes],
  seconds: number,
  to: readonly Float64Array[],
): void {
  for (let s = 0; s < from.length; s++) {
    const [x, y] = [from[s], to[s]]
    const [r0, rm, r1] = [start.rates[s], middle.rates[s], end.rates[s]]
    const [t0, tm, t1] = [start.targets[s], middle.targets[s], end.targets[s]]
    for (let k = 0; k < y.length; k++) {
      const sum = r0[k] + 4 * rm[k] + r1[k]
      if (!(sum > 0)) {
        y[k] = x[k]
        continue
      }
      const way = (sum * seconds) / 6
      const share = oneMinusExp(way)
      const mean = (r0[k] * t0[k] + 4 * rm[k] * tm[k] + r1[k] * t1[k]) / sum
      const turn = (36 * r0[k] * r1[k]) / (sum * sum)
      y[k] = x[k] + (mean + turn * lead(way, share) * (t1[k] - t0[k]) - x[k]) * share
    }
  }
}
