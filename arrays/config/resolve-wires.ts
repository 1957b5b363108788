import { type ArrayContext, arrayError } from './array-context.ts'
import type { WireInput } from './array-file.ts'

/**
 * Ohms of the segments of all word lines, or of all bit lines.
 * @param shape [rows, columns] of the matrix of segments: [N, M - 1] for word lines, [N - 1, M] for bit lines
 * @param path of the wires in the array, ["wires", "word"]
 * @returns row-major, Infinity where a segment is broken; one number for all as it is
 * @throws ConfigError for a matrix of another shape
 */
export function resolveWires(
  wire: WireInput,
  shape: readonly [number, number],
  context: ArrayContext,
  path: readonly PropertyKey[],
): number | Float64Array {
  if (typeof wire === 'number') return wire
  const [rows, columns] = shape
  if (wire.length !== rows) {
    throw arrayError(
      context,
      path,
      `${rows} rows of ${columns} segments`,
      `${wire.length} row${wire.length === 1 ? '' : 's'}`,
    )
  }
  const ohms = new Float64Array(rows * columns)
  wire.forEach((row, i) => {
    if (row.length !== columns) throw arrayError(context, [...path, i], `${columns} segments`)
    row.forEach((value, j) => {
      ohms[i * columns + j] = value ?? Number.POSITIVE_INFINITY
    })
  })
  return ohms
}
