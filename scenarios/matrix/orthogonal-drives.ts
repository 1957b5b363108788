import { Matrix, QrDecomposition } from 'ml-matrix'

/**
 * Fewer vectors with the same sum of squares of every linear quantity: those of the triangle of a QR decomposition, as many
 * as there are word lines. Where the vectors are no more than that, they themselves.
 * @param volts [vectors][word lines]
 */
export function orthogonalDrives(
  volts: Float64Array,
  vectors: number,
  rows: number,
): { readonly volts: Float64Array; readonly vectors: number } {
  if (vectors <= rows) return { volts, vectors }
  const triangle = new QrDecomposition(Matrix.from1DArray(vectors, rows, volts)).upperTriangularMatrix
  return { volts: Float64Array.from(triangle.to1DArray()), vectors: rows }
}
