import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** Shape of the sum of squares around its least value. */
export interface Curvature {
  /** Standard error of each coordinate. */
  readonly errors: readonly number[]
  /** How many directions the data determine: the effective number of parameters. */
  readonly determined: number
  /** Independent directions of the coordinates, each one standard deviation long. */
  readonly directions: readonly (readonly number[])[]
}

/**
 * Curvature at x: of the data, residuals over their noise, and of what was thought before, one unit of each coordinate.
 * @param scale standard deviation of a residual
 */
export function curvatureOf(
  residuals: (x: ArrayLike<number>) => number[],
  x: readonly number[],
  scale: number,
): Curvature {
  const count = x.length
  if (count === 0) return { errors: [], determined: 0, directions: [] }
  const step = 1e-4
  const columns = x.map((_, p) => {
    const [up, down] = [step, -step].map(change =>
      residuals(x.map((value, k) => (k === p ? value + change : value))),
    )
    return up!.map((value, k) => (value - down![k]) / (2 * step * scale))
  })
  const normal = Matrix.zeros(count, count)
  for (let p = 0; p < count; p++) {
    for (let q = p; q < count; q++) {
      const sum = columns[p].reduce((total, value, k) => total + value * columns[q][k], 0)
      normal.set(p, q, sum)
      normal.set(q, p, sum)
    }
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(normal, {
    assumeSymmetric: true,
  })
  const values = realEigenvalues.map(value => Math.max(0, value))
  const directions = values.map((value, k) =>
    eigenvectorMatrix.getColumn(k).map(part => part / Math.sqrt(value + 1)),
  )
  return {
    errors: x.map((_, p) => Math.sqrt(directions.reduce((sum, direction) => sum + direction[p] ** 2, 0))),
    determined: values.reduce((sum, value) => sum + value / (value + 1), 0),
    directions,
  }
}
