import { writeToString } from 'fast-csv'

/** What stands in the first line of a map. */
export interface MatrixHeader {
  readonly quantity: string
  readonly unit: string
  readonly timeS: number
}

/**
 * One plane as CSV: a comment that says what it is, then one line a word line. numpy.loadtxt(delimiter=',') and
 * `readMatrixCsv` read it; every number comes back to the last bit.
 * @param plane row-major
 * @param size [word lines, bit lines]
 */
export async function encodeMatrixCsv(
  plane: Float64Array,
  size: readonly [number, number],
  { quantity, unit, timeS }: MatrixHeader,
): Promise<string> {
  const [wordLines, bitLines] = size
  const rows = Array.from({ length: wordLines }, (_, i) =>
    Array.from(plane.subarray(i * bitLines, (i + 1) * bitLines), String),
  )
  const header = `# quantity=${quantity}, unit=${unit}, time_s=${timeS}\n`
  return header + (await writeToString(rows, { headers: false, includeEndRowDelimiter: true }))
}
