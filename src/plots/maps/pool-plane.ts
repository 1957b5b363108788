/** A plane made smaller for drawing. */
export interface PooledPlane {
  readonly data: Float64Array
  readonly size: readonly [number, number]
  /** Each value is the mean of up to this many cells squared. */
  readonly factor: number
}

/**
 * The means of square blocks, so that neither side is longer than `limit`; cells without a finite value take no
 * part. A plane that is small enough comes back as it is.
 * @param plane row-major
 * @param size [word lines, bit lines]
 */
export function poolPlane(plane: Float64Array, size: readonly [number, number], limit: number): PooledPlane {
  const [rows, columns] = size
  const factor = Math.ceil(Math.max(rows, columns) / limit)
  if (factor <= 1) return { data: plane, size, factor: 1 }
  const pooled: [number, number] = [Math.ceil(rows / factor), Math.ceil(columns / factor)]
  const sums = new Float64Array(pooled[0] * pooled[1])
  const counts = new Float64Array(sums.length)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = plane[i * columns + j]
      if (!Number.isFinite(value)) continue
      const block = Math.floor(i / factor) * pooled[1] + Math.floor(j / factor)
      sums[block] += value
      counts[block]++
    }
  }
  return { data: sums.map((sum, block) => sum / counts[block]), size: pooled, factor }
}
