import { ConfigError } from '../../arrays/errors.ts'
import { firstUnbounded } from '../../arrays/first-unbounded.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import { readMatrixCsv } from './read-matrix-csv.ts'
import { readNpy } from './read-npy.ts'

/**
 * Reads a matrix from a CSV or NPY file, told apart by the ending.
 * @param file path as the user gave it, ending in .csv, .txt or .npy
 * @param size [word lines, bit lines] that it must have; left out, any
 * @param signal ends the reading
 * @returns plane of finite numbers
 * @throws ConfigError where the file is wrong in any way or has another size; the signal's reason
 */
export async function readMatrix(
  file: string,
  size?: readonly [number, number],
  signal?: AbortSignal,
): Promise<Plane> {
  const plane = await planeFrom(file, signal)
  const [rows, columns] = plane.shape as [number, number]
  if (size !== undefined && (rows !== size[0] || columns !== size[1])) {
    const expected = `${size[0]} x ${size[1]} (word lines x bit lines)`
    throw new ConfigError({ file }, `${rows} x ${columns} values`, expected)
  }
  return plane
}

async function planeFrom(file: string, signal: AbortSignal | undefined): Promise<Plane> {
  if (/\.(csv|txt)$/i.test(file)) return readMatrixCsv(file, signal)
  if (!/\.npy$/i.test(file))
    throw new ConfigError({ file }, 'another kind of file', 'a .csv, .txt or .npy file')
  const { shape, data } = await readNpy(file, signal)
  const [rows, columns] = shape
  if (shape.length !== 2 || rows === undefined || columns === undefined || data.length === 0) {
    const expected = 'two axes (word lines, bit lines), each of at least one'
    throw new ConfigError({ file }, `shape (${shape.join(', ')})`, expected)
  }
  const bad = firstUnbounded(data)
  if (bad !== -1) {
    const path = `[${Math.floor(bad / columns)}][${bad % columns}]`
    throw new ConfigError({ file, path }, String(data[bad]), 'a finite number')
  }
  return planeOf(data, [rows, columns])
}
