import { type Plane, planeOf } from '../../../arrays/plane.ts'
import { uniform } from '../../../arrays/random/keyed-random.ts'

/** Numbers from -1 (or 0) to 1, the same for the same seed. */
export function randomMatrix(rows: number, columns: number, seed: number, signed = true): Plane {
  const data = Float64Array.from({ length: rows * columns }, (_, k) => {
    const draw = uniform(seed, 7, k)
    return signed ? 2 * draw - 1 : draw
  })
  return planeOf(data, [rows, columns])
}

/** Largest difference over the largest magnitude of what is right. */
export function relativeDifference(found: ArrayLike<number>, right: ArrayLike<number>): number {
  let [miss, most] = [0, 0]
  for (let k = 0; k < right.length; k++) {
    miss = Math.max(miss, Math.abs(found[k] - right[k]))
    most = Math.max(most, Math.abs(right[k]))
  }
  return miss / most
}
