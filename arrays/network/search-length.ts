const MOST_TRIALS = 80

/**
 * The length of a step at which the slope of a convex function along it has come near zero, found from slopes alone.
 * @param first size of the slope at length 0, where it is negative
 * @param slopeAt goes to a length and tells the slope there; Infinity beyond the range of the function
 * @returns the last length that `slopeAt` was asked for; 0 where every length tried was too long
 */
export function searchLength(first: number, slopeAt: (length: number) => number): number {
  let [low, lowSlope] = [0, -first]
  let [high, highSlope] = [Infinity, Infinity]
  let length = 1
  for (let trial = 0; trial < MOST_TRIALS; trial++) {
    const slope = slopeAt(length)
    // Far up an exponential a full step leaves 1/e of the slope; a longer one then saves many.
    if (slope >= -0.3 * first && slope <= (length === 1 ? 0.9 : 0.5) * first) return length
    if (slope < 0) [low, lowSlope] = [length, slope]
    else [high, highSlope] = [length, slope]
    if (high === Infinity) length *= 4
    else {
      const secant = low + ((high - low) * -lowSlope) / (highSlope - lowSlope)
      const margin = 0.1 * (high - low)
      length = Number.isFinite(highSlope)
        ? Math.min(Math.max(secant, low + margin), high - margin)
        : low + (high - low) / 8
    }
    if (length > 1e12 || high - low < 1e-14 * high) break
  }
  // The slope jumps (a kink, or the edge of an overflow): the lower side of the jump is the best there is.
  slopeAt(low)
  return low
}
