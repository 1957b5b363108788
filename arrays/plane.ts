import ndarray, { type NdArray } from 'ndarray'

/** One float64 value for each cell, shape [word lines, bit lines], index (i, j). */
export type Plane = NdArray<Float64Array>

/** What the public functions take where they take a plane: a plane, nested arrays or one number for all cells. */
export type PlaneLike = Plane | readonly (readonly number[])[] | number

/**
 * Makes a row-major plane of the given size.
 * @param value a plane of that shape (copied), rows of numbers, or one number for every cell
 * @param size [word lines, bit lines]
 * @param name what the plane holds, for the error
 * @throws RangeError where the shapes disagree
 */
export function asPlane(value: PlaneLike, size: readonly [number, number], name: string): Plane {
  const [rows, columns] = size
  const data = new Float64Array(rows * columns)
  if (typeof value === 'number') {
    data.fill(value)
  } else if (Array.isArray(value)) {
    const nested = value as readonly (readonly number[])[]
    if (nested.length !== rows) throw shapeError(name, size, `${nested.length} rows`)
    nested.forEach((row, i) => {
      if (row.length !== columns) throw shapeError(name, size, `${row.length} values in row ${i}`)
      data.set(row, i * columns)
    })
  } else {
    const plane = value as Plane
    if (plane.shape.length !== 2 || plane.shape[0] !== rows || plane.shape[1] !== columns) {
      throw shapeError(name, size, `shape [${plane.shape.join(', ')}]`)
    }
    for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = plane.get(i, j)
  }
  return ndarray(data, [rows, columns])
}

/** A plane that is a view of row-major data; nothing is copied. */
export function planeOf(data: Float64Array, size: readonly [number, number]): Plane {
  return ndarray(data, [size[0], size[1]])
}

/** The rows of a plane as nested arrays, for JSON. */
export function planeRows(plane: Plane): number[][] {
  const [rows, columns] = plane.shape as [number, number]
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => plane.get(i, j)))
}

function shapeError(name: string, size: readonly [number, number], found: string): RangeError {
  return new RangeError(`${name}: found ${found}; expected ${size[0]} x ${size[1]} (word lines x bit lines)`)
}
