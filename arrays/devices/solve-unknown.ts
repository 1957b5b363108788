import { evaluateLaw } from '../law/evaluate-law.ts'
import type { LawUnknown } from '../law/law-unknown.ts'
import { BRACKET_MARGIN } from '../law/write-unknown.ts'

const HALVINGS = 200

/**
 * The inner unknown at one point, by halving its bracket: for checks; loops over cells solve it by Newton's method.
 * @param values of all names of the law but the unknown
 * @returns NaN where the equation has the same sign at both ends
 */
export function solveUnknown(unknown: LawUnknown, values: Readonly<Record<string, number>>): number {
  const residual = (x: number): number => evaluateLaw(unknown.equation, { ...values, [unknown.name]: x })
  let [low, high] = unknown.between.map(end => evaluateLaw(end, values)) as [number, number]
  let [atLow, atHigh] = [residual(low), residual(high)]
  if (atLow === 0) return low
  if (atHigh === 0) return high
  if (!(atLow * atHigh < 0)) {
    const margin = Math.sign(high - low || 1) * BRACKET_MARGIN * (Math.abs(low) + Math.abs(high))
    low -= margin
    high += margin
    ;[atLow, atHigh] = [residual(low), residual(high)]
    if (!(atLow * atHigh < 0)) return Number.NaN
  }
  for (let k = 0; k < HALVINGS; k++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (residual(middle) * atLow > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
