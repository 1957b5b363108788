import { riseShare } from '../../kernels/scalar.ts'
import type { StorageCircuit } from './storage-circuit.ts'
import { rampShare } from './storage-shares.ts'

/** Drive of storage cells through a step: terminal volts or amperes that move linearly from start to end. */
export interface StorageDrive {
  readonly kind: 'volts' | 'amps'
  /** One value for each cell, or one for all. */
  readonly start: Float64Array
  readonly end: Float64Array
}

/** A symmetric 2 x 2 matrix in the basis of the two capacitors. */
type Matrix = [number, number, number]

/**
 * Advances storage cells through a step by the matrix exponential of their two coupled capacitors, the shunt included: exact
 * for a drive that is constant or moves linearly, whatever the duration.
 *
 * With i = source - coupling * (x0 + x1) the capacitors obey dx/dt = -M x + source / farads, where
 * M = diag(rates) + coupling / farads. Scaled by the roots of the capacitances M is symmetric, and its smaller
 * eigenvalue, the determinant over the larger one, is a sum of positive terms: nothing cancels, from milliseconds to hours.
 * @param from states in the model's order, one value a cell
 * @param to filled; may be `from`
 */
export function stepStorage(
  circuit: StorageCircuit,
  drive: StorageDrive,
  seconds: number,
  from: readonly Float64Array[],
  to: readonly Float64Array[],
): void {
  const { count, series, shunt, farads, rates } = circuit
  const stride = drive.start.length === 1 ? 0 : 1
  for (let k = 0; k < count; k++) {
    const start = drive.start[k * stride]
    const end = drive.end[k * stride]
    // A voltage drives i through the series resistance; a current is shared between the shunt and the capacitors.
    const divided = 1 + shunt[k] * series[k]
    const scale = drive.kind === 'volts' ? 1 / series[k] : 1 / divided
    const coupling = drive.kind === 'volts' ? 1 / series[k] : shunt[k] / divided
    const [c0, c1] = [farads[0][k], farads[1][k]]
    const x0 = from[0][k]
    const x1 = from[1]?.[k] ?? 0
    const [fall, rise, ramp] = exponentials(rates[0][k], rates[1][k], coupling, c0, c1, seconds)
    const first = scale * start
    const change = scale * (end - start)
    const [r0, r1] = applied(rise, c0, c1, first / c0, first / c1)
    const [s0, s1] = applied(ramp, c0, c1, change / c0, change / c1)
    const [d0, d1] = applied(fall, c0, c1, x0, x1)
    to[0][k] = d0 + seconds * (r0 + s0)
    if (to[1] !== undefined) to[1][k] = d1 + seconds * (r1 + s1)
  }
}

/** exp(-M t), its mean over the step, and its mean weighted by the way of a ramp. */
function exponentials(
  rate0: number,
  rate1: number,
  coupling: number,
  c0: number,
  c1: number,
  seconds: number,
): [Matrix, Matrix, Matrix] {
  const a = rate0 + coupling / c0
  const c = rate1 + coupling / c1
  const b = coupling / Math.sqrt(c0 * c1)
  if (b === 0) {
    const each = (share: (x: number) => number): Matrix => [share(a * seconds), 0, share(c * seconds)]
    return [each(decay), each(riseShare), each(rampShare)]
  }
  const half = Math.abs(a - c) / 2
  const root = Math.hypot(half, b)
  const large = (a + c) / 2 + root
  const small = (rate0 * rate1 + coupling * (rate1 / c0 + rate0 / c1)) / large
  // The eigenvector of the large eigenvalue, from the side on which nothing cancels.
  const long = half + root
  const length = Math.hypot(long, b)
  const cos = (a >= c ? long : b) / length
  const sin = (a >= c ? b : long) / length
  const compose = (share: (x: number) => number): Matrix => {
    const atLarge = share(large * seconds)
    const atSmall = share(small * seconds)
    return [
      atLarge * cos * cos + atSmall * sin * sin,
      (atLarge - atSmall) * cos * sin,
      atLarge * sin * sin + atSmall * cos * cos,
    ]
  }
  return [compose(decay), compose(riseShare), compose(rampShare)]
}

function decay(x: number): number {
  return Math.exp(-x)
}

/** The matrix, given in the scaled basis, times a vector of voltages. */
function applied(matrix: Matrix, c0: number, c1: number, x0: number, x1: number): [number, number] {
  const [m00, m01, m11] = matrix
  if (m01 === 0) return [m00 * x0, m11 * x1]
  const ratio = Math.sqrt(c1 / c0)
  return [m00 * x0 + m01 * ratio * x1, (m01 / ratio) * x0 + m11 * x1]
}
