import { exponentialNonlinearity } from './current-nonlinearity.ts'

/** The usual figures of merit of one half of a potentiation and depression cycle, from the weights after each pulse. */
export interface HalfFigures {
  /** a of the exponential fit; 0 is linear, a positive one saturates. NaN where nothing changed. */
  readonly nonlinearity: number
  /** Largest distance from the straight line between the ends, over the range. */
  readonly bend: number
  /** 1 / sum of squares of the steps over the whole change: as many as there are pulses where all steps are equal. */
  readonly states: number
}

/** @param weights before the first pulse and after each, in order of time */
export function halfFigures(weights: ArrayLike<number>): HalfFigures {
  const last = weights.length - 1
  const change = weights[last] - weights[0]
  if (change === 0) return { nonlinearity: Number.NaN, bend: Number.NaN, states: 1 }
  let bend = 0
  let squares = 0
  let path = 0
  for (let k = 1; k <= last; k++) {
    bend = Math.max(bend, Math.abs(weights[k] - weights[0] - (change * k) / last))
    const step = Math.abs(weights[k] - weights[k - 1])
    squares += step * step
    path += step
  }
  return {
    nonlinearity: exponentialNonlinearity(weights),
    bend: bend / Math.abs(change),
    states: (path * path) / squares,
  }
}

/**
 * Asymmetry of a cycle: largest distance between the rise and the fall read backwards, over the range of both; 0 where one undoes the
 * other step by step.
 * @param up before the first potentiating pulse and after each
 * @param down before the first depressing pulse and after each, of the same length
 */
export function cycleAsymmetry(up: ArrayLike<number>, down: ArrayLike<number>): number {
  const last = up.length - 1
  let [low, high, apart] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (let k = 0; k <= last; k++) {
    const [rising, falling] = [up[k], down[last - k]]
    low = Math.min(low, rising, falling)
    high = Math.max(high, rising, falling)
    apart = Math.max(apart, Math.abs(rising - falling))
  }
  return apart / (high - low)
}
