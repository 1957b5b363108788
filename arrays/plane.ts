import ndarray, { type NdArray } from 'ndarray'
import { OptionError } from './errors.ts'

/** One float64 value for each cell, shape [word lines, bit lines], index (i, j). */
export type Plane = NdArray<Float64Array>

/** Row-major values with their shape, as readNpy returns them. */
export interface RowMajor {
  readonly shape: readonly number[]
  readonly data: Float64Array
}

/** Matrix argument of the public functions: a plane, row-major values or nested arrays. */
export type MatrixLike = Plane | RowMajor | readonly (readonly number[])[]

/** Plane argument of the public functions: a matrix, or one number for all cells. */
export type PlaneLike = MatrixLike | number

/**
 * Makes a row-major plane of the given size.
 * @param value a matrix of that shape (copied), or one number for every cell
 * @param size [word lines, bit lines]
 * @param name what the plane holds, for the error
 * @throws RangeError where the shapes disagree
 */
export function asPlane(value: PlaneLike, size: readonly [number, number], name: string): Plane {
  const [rows, columns] = size
  if (typeof value === 'number') return ndarray(new Float64Array(rows * columns).fill(value), [rows, columns])
  const expected = `${rows} x ${columns} (word lines x bit lines)`
  return copyMatrix(value, size, expected, name)
}

/**
 * Makes a row-major plane of a matrix of any size.
 * @param name what it holds, for the error
 * @throws RangeError where it is no matrix of at least one number
 */
export function asMatrix(value: MatrixLike, name: string): Plane {
  const expected = 'a matrix: rows of as many numbers each, a plane, or what readNpy returns'
  if (Array.isArray(value)) {
    const [first] = value as readonly (readonly number[])[]
    if (!Array.isArray(first) || first.length === 0)
      throw new OptionError(name, value.length === 0 ? 'no rows' : 'a list', expected)
    return copyMatrix(value, [value.length, first.length], expected, name)
  }
  const { shape } = Object(value) as Partial<RowMajor>
  if (!Array.isArray(shape)) throw new OptionError(name, typeof value, expected)
  if (shape.length !== 2 || !shape.every(lines => lines >= 1))
    throw new OptionError(name, `shape [${shape.join(', ')}]`, expected)
  return copyMatrix(value, shape as [number, number], expected, name)
}

function copyMatrix(
  value: MatrixLike,
  [rows, columns]: readonly [number, number],
  expected: string,
  name: string,
): Plane {
  const refused = (found: string): RangeError => new OptionError(name, found, expected)
  const data = new Float64Array(rows * columns)
  if (Array.isArray(value)) {
    const nested = value as readonly (readonly number[])[]
    if (nested.length !== rows) throw refused(`${nested.length} rows`)
    nested.forEach((row, i) => {
      if (row.length !== columns) throw refused(`${row.length} values in row ${i}`)
      data.set(row, i * columns)
    })
    return ndarray(data, [rows, columns])
  }
  const plane = value as Plane | RowMajor
  if (plane.shape.length !== 2 || plane.shape[0] !== rows || plane.shape[1] !== columns)
    throw refused(`shape [${plane.shape.join(', ')}]`)
  if (!('get' in plane)) {
    if (plane.data.length !== data.length)
      throw refused(`${plane.data.length} values for shape [${plane.shape.join(', ')}]`)
    data.set(plane.data)
    return ndarray(data, [rows, columns])
  }
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] = plane.get(i, j)
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
