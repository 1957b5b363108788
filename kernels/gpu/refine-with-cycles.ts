import { leftToMove, type StopRule } from '../conjugate-gradients.ts'
import type { SchurOperator } from './schur-operator.ts'

/** About S^-1 of currents, from a GPU: fills `bit`. */
export type Preconditioner = (currents: Float64Array, bit: Float64Array) => void

/**
 * Conjugate gradients in float64 around a preconditioner in float32. The direction is corrected by what the
 * preconditioner really gave (Polak-Ribiere; Notay 2000), so its rounding costs nothing.
 * @param rest currents into the bit nodes; used up, what remains unbalanced stands in it
 * @param bit filled with voltages
 */
export function refineWithCycles(
  operator: SchurOperator,
  precondition: Preconditioner,
  rest: Float64Array,
  bit: Float64Array,
  stop: StopRule,
): { readonly iterations: number; readonly done: boolean } {
  const count = rest.length
  const direction = new Float64Array(count)
  const product = new Float64Array(count)
  const found = new Float64Array(count)
  bit.fill(0)
  let iterations = 0
  let previous = 0
  let alpha = 0
  let change = Infinity
  let moved = Infinity
  let before = 0
  for (;;) {
    const worst = largestOf(rest)
    const done = worst <= stop.current && leftToMove(worst, before, change, moved) <= stop.volts
    if (done || iterations === stop.maxIterations || Number.isNaN(worst)) return { iterations, done }
    before = worst
    precondition(rest, found)
    operator.join(found)
    let fall = 0
    let cross = 0
    for (let k = 0; k < count; k++) {
      fall += found[k] * rest[k]
      cross += found[k] * product[k]
    }
    const beta = previous === 0 ? 0 : (-alpha * cross) / previous
    for (let k = 0; k < count; k++) direction[k] = found[k] + beta * direction[k]
    operator.multiply(direction, product)
    let slope = 0
    let curvature = 0
    for (let k = 0; k < count; k++) {
      slope += direction[k] * rest[k]
      curvature += direction[k] * product[k]
    }
    if (!(curvature > 0 && fall > 0)) return { iterations, done: false }
    alpha = slope / curvature
    previous = fall
    moved = change
    change = 0
    for (let k = 0; k < count; k++) {
      const step = alpha * direction[k]
      bit[k] += step
      rest[k] -= alpha * product[k]
      const size = Math.abs(step)
      if (size > change) change = size
    }
    iterations++
  }
}

function largestOf(plane: Float64Array): number {
  let largest = 0
  for (let k = 0; k < plane.length; k++) {
    const size = Math.abs(plane[k])
    if (!(size <= largest)) largest = size
  }
  return largest
}
