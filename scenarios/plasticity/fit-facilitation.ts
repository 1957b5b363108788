import { fitTwoRelaxations } from './fit-two-relaxations.ts'

/** index = 100 % + c1 exp(-interval / tau1) + c2 exp(-interval / tau2). */
export interface Facilitation {
  /** % */
  readonly c1: number
  /** s, the shorter one. */
  readonly tau1: number
  /** % */
  readonly c2: number
  /** s */
  readonly tau2: number
  /** @param interval s. @returns % */
  index(interval: number): number
}

/** With fewer intervals four parameters say nothing. */
const FEWEST = 6
/** Changes that are smaller than this share of the first one are rounding. */
const ROUNDING = 1e-9

/**
 * Fits the paired-pulse index by two exponentials above 100 % (below it where the second peak is smaller), as papers do: R. S. Zucker and
 * W. G. Regehr, Annual Review of Physiology 64, 355 (2002).
 * @param intervals s
 * @param indices %
 * @returns undefined for fewer than six intervals, or where the index does not fall towards 100 % from one side
 */
export function fitFacilitation(
  intervals: readonly number[],
  indices: readonly number[],
): Facilitation | undefined {
  const order = [...intervals.keys()].sort((a, b) => intervals[a] - intervals[b])
  const seconds = Float64Array.from(order, k => intervals[k] - intervals[order[0]])
  const sign = Math.sign(indices[order[0]] - 100)
  const change = Float64Array.from(order, k => sign * (indices[k] - 100))
  const falls = change.every((value, k) => value > 0 && (k === 0 || value < change[k - 1]))
  if (seconds.length < FEWEST || !falls || !(change[0] - change.at(-1)! > ROUNDING * change[0]))
    return undefined
  if (seconds.some((value, k) => k > 0 && value === seconds[k - 1])) return undefined
  const { fast, fastTau, slow, slowTau } = fitTwoRelaxations({ seconds, amps: change })
  const first = intervals[order[0]]
  const [c1, c2] = [sign * fast * Math.exp(first / fastTau), sign * slow * Math.exp(first / slowTau)]
  const index = (interval: number): number =>
    100 +
    sign * fast * Math.exp((first - interval) / fastTau) +
    sign * slow * Math.exp((first - interval) / slowTau)
  return { c1, tau1: fastTau, c2, tau2: slowTau, index }
}
