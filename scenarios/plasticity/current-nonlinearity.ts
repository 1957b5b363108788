import { OptionError } from '../../arrays/errors.ts'

/** Curvatures that the search looks between; beyond, one pulse makes nearly all of the change. */
const MOST = 50

/**
 * Non-linearity of a series of weights: a of w(p) = (1 - exp(-a p)) / (1 - exp(-a)), the least-squares fit to the series
 * scaled to 0 at its first and 1 at its last value, with p from 0 to 1. 0 is linear; a positive one saturates. The
 * form of S. Yu, Proc. IEEE 106, 260, 2018, with the number of pulses as the unit.
 * @param weights three or more, the last different from the first
 * @throws RangeError for fewer or no change
 */
export function exponentialNonlinearity(weights: ArrayLike<number>): number {
  const last = weights.length - 1
  if (last < 2) throw new OptionError('exponentialNonlinearity', `${weights.length} weights`, 'three or more')
  const first = weights[0]
  const change = weights[last] - first
  if (!(change !== 0 && Number.isFinite(change)))
    throw new OptionError('exponentialNonlinearity', `a change of ${change}`, 'another than 0')
  const squares = (a: number): number => {
    let sum = 0
    for (let k = 0; k <= last; k++) sum += ((weights[k] - first) / change - curve(a, k / last)) ** 2
    return sum
  }
  // A scan finds the valley, golden section its floor.
  let best = -MOST
  for (let a = -MOST; a <= MOST; a += 0.5) if (squares(a) < squares(best)) best = a
  let [low, high] = [best - 0.5, best + 0.5]
  const golden = (Math.sqrt(5) - 1) / 2
  while (high - low > 1e-9) {
    const left = high - golden * (high - low)
    const right = low + golden * (high - low)
    if (squares(left) < squares(right)) high = right
    else low = left
  }
  return (low + high) / 2
}

function curve(a: number, p: number): number {
  return a === 0 ? p : Math.expm1(-a * p) / Math.expm1(-a)
}
