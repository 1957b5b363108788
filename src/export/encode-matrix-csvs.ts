import { writeToString } from 'fast-csv'

/** Contents of the first line of a map. */
export interface MatrixHeader {
  readonly quantity: string
  readonly unit: string
  readonly timeS: number
}

/** Values formatted at a time: enough to keep fast-csv's cost a stream small, few enough for memory. */
const BATCH = 2 ** 18

/**
 * Planes as CSV, one text each: a comment that says what it is, then one line a word line.
 * numpy.loadtxt(delimiter=',') and `readMatrixCsv` read it; every number comes back to the last bit.
 * @param planes row-major
 * @param size [word lines, bit lines]
 * @param headers one for each plane
 */
export async function encodeMatrixCsvs(
  planes: readonly Float64Array[],
  size: readonly [number, number],
  headers: readonly MatrixHeader[],
): Promise<string[]> {
  const together = Math.max(1, Math.floor(BATCH / (size[0] * size[1])))
  const texts: string[] = []
  for (let k = 0; k < planes.length; k += together) {
    texts.push(...(await encodeBatch(planes.slice(k, k + together), size)))
  }
  return texts.map((text, k) => {
    const { quantity, unit, timeS } = headers[k]
    return `# quantity=${quantity}, unit=${unit}, time_s=${timeS}\n${text}`
  })
}

/** All planes below each other, then cut apart: a stream for each of hundreds of small planes would be slow. */
async function encodeBatch(
  planes: readonly Float64Array[],
  size: readonly [number, number],
): Promise<string[]> {
  const [wordLines, bitLines] = size
  const rows = planes.flatMap(plane =>
    Array.from({ length: wordLines }, (_, i) =>
      Array.from(plane.subarray(i * bitLines, (i + 1) * bitLines), String),
    ),
  )
  const lines = (await writeToString(rows, { headers: false })).split('\n')
  return planes.map((_, k) => `${lines.slice(k * wordLines, (k + 1) * wordLines).join('\n')}\n`)
}
