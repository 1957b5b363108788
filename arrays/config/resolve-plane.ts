import { ConfigError, type Place } from '../errors.ts'
import { type ArrayContext, baseFolder, placeIn } from './array-context.ts'
import { describeValue } from './describe-value.ts'
import type { PlaneInput, QuantityInput } from './plane-schema.ts'
import { quantityExpectation, readQuantity } from './quantity.ts'

/** Kind of the values of a plane. */
export interface PlaneKind {
  /** SI unit. */
  readonly unit: string
  /** Values outside are refused. */
  readonly range: readonly [number, number]
}

/**
 * A value for each cell: one for all, a matrix, or a CSV or NPY file of one.
 * @param path of the plane in the array, ["cells", "conductance"]
 * @returns N*M values row-major, or one value for all cells
 * @throws ConfigError for a wrong shape, a value that is no number or lies outside its range
 */
export async function resolvePlane(
  input: PlaneInput,
  kind: PlaneKind,
  size: readonly [number, number],
  context: ArrayContext,
  path: readonly PropertyKey[],
): Promise<Float64Array> {
  if (typeof input === 'string' && /\.(csv|txt|npy)$/i.test(input)) {
    return planeOfFile(input, kind, size, context)
  }
  if (!Array.isArray(input)) {
    const value = readEntry(input, kind, () => placeIn(context, path), ', or the path of a CSV or NPY file')
    return Float64Array.of(value)
  }
  const [rows, columns] = size
  if (input.length !== rows) {
    throw new ConfigError(
      placeIn(context, path),
      count(input.length, 'row'),
      `${rows}, one for each word line`,
    )
  }
  const plane = new Float64Array(rows * columns)
  input.forEach((row, i) => {
    if (row.length !== columns) {
      const place = placeIn(context, [...path, i])
      throw new ConfigError(place, count(row.length, 'value'), `${columns}, one for each bit line`)
    }
    row.forEach((value, j) => {
      plane[i * columns + j] = readEntry(value, kind, () => placeIn(context, [...path, i, j]))
    })
  })
  return plane
}

async function planeOfFile(
  name: string,
  kind: PlaneKind,
  size: readonly [number, number],
  context: ArrayContext,
): Promise<Float64Array> {
  const file = context.files.beside(baseFolder(context), name)
  const plane = await context.files.matrix(file, size, context.signal)
  const values = plane.data
  const columns = size[1]
  const [low, high] = kind.range
  const bad = values.findIndex(value => !(value >= low && value <= high))
  if (bad !== -1) {
    const path = `[${Math.floor(bad / columns)}][${bad % columns}]`
    throw new ConfigError({ file, path }, String(values[bad]), expectation(kind))
  }
  return values
}

function readEntry(value: QuantityInput, kind: PlaneKind, place: () => Place, orElse = ''): number {
  const result = readQuantity(value, kind.unit)
  const [low, high] = kind.range
  if ('value' in result && result.value >= low && result.value <= high) return result.value
  throw new ConfigError(place(), describeValue(value), expectation(kind) + orElse)
}

function expectation({ unit, range: [low, high] }: PlaneKind): string {
  if (low === Number.NEGATIVE_INFINITY) return quantityExpectation(unit)
  const limits = high === Number.POSITIVE_INFINITY ? `at least ${low}` : `${low} to ${high}`
  return `${quantityExpectation(unit)}, ${limits}`
}

function count(items: number, word: string): string {
  return `${items} ${word}${items === 1 ? '' : 's'}`
}
