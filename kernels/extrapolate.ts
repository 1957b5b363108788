/**
 * The next column of Neville's scheme: results of 1, 2, 3 ... equal steps of a first-order method through the same time, taken to steps
 * of no length. Source: P. Deuflhard, SIAM Review 27, 505 (1985).
 */
export interface Extrapolation {
  /** Adds the result of one step more than before. @returns the values extrapolated from all so far; the same array each time */
  add(values: Float64Array): Float64Array
  /** The last extrapolation with one order less; of one result, itself. */
  readonly lower: Float64Array
}

/** @param count values of a result; at most as many results as `most` */
export function createExtrapolation(count: number, most: number): Extrapolation {
  const plane = (): Float64Array => new Float64Array(count)
  /** The last row of the scheme, entry m from m + 1 results. */
  const row = Array.from({ length: most }, plane)
  const lower = plane()
  let results = 0
  return {
    lower,
    add(values) {
      const last = results++
      for (let k = 0; k < count; k++) {
        let above = row[0][k]
        let here = values[k]
        row[0][k] = here
        lower[k] = here
        for (let m = 1; m <= last; m++) {
          const before = row[m][k]
          lower[k] = here
          // Steps are 1/(last + 1) and 1/(last + 1 - m) of the whole.
          here += ((here - above) * (last + 1 - m)) / m
          row[m][k] = here
          above = before
        }
      }
      return row[last]
    },
  }
}
