import { ConfigError } from '../../arrays/errors.ts'
import { firstUnbounded } from '../../arrays/first-unbounded.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import { matrixSource } from './matrix-source.ts'
import { readMatrix } from './read-matrix.ts'
import { readSafetensors } from './read-safetensors.ts'

/**
 * Reads a matrix of a user: a CSV or NPY file, or a tensor of a safetensors file as "net.safetensors#layer.weight"; "^T" at the
 * end transposes it.
 * @param source as the user gave it
 * @param signal ends the reading
 * @throws ConfigError where the file is wrong in any way, holds no such tensor, no matrix or numbers that are not finite; the signal's
 * reason
 */
export async function readMatrixSource(source: string, signal?: AbortSignal): Promise<Plane> {
  const { file, tensor, turned } = matrixSource(source)
  const plane = /\.safetensors$/i.test(file)
    ? await tensorFrom(file, tensor, signal)
    : await readMatrix(file, undefined, signal)
  return turned ? transpose(plane) : plane
}

async function tensorFrom(
  file: string,
  name: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Plane> {
  if (name === undefined || name === '')
    throw new ConfigError({ file }, 'no name of a tensor', `${file}#NAME`)
  const { shape, data } = await readSafetensors(file, name, signal)
  const place = { file, path: name }
  const [rows, columns] = shape
  if (shape.length !== 2 || rows === undefined || columns === undefined || data.length === 0)
    throw new ConfigError(place, `shape [${shape.join(', ')}]`, 'two axes, each of at least one')
  const bad = firstUnbounded(data)
  if (bad !== -1) {
    const path = `${name}[${Math.floor(bad / columns)}][${bad % columns}]`
    throw new ConfigError({ file, path }, String(data[bad]), 'a finite number')
  }
  return planeOf(data, [rows, columns])
}

function transpose(plane: Plane): Plane {
  const [rows, columns] = plane.shape as [number, number]
  const data = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) data[j * rows + i] = plane.data[i * columns + j]
  return planeOf(data, [columns, rows])
}
