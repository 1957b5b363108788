/** How far outputs are from what they should be. */
export interface ProductError {
  /** Root mean square of output - ideal. */
  readonly rms: number
  /** The same over the root mean square of ideal; NaN where all ideal outputs are 0 and the others are not. */
  readonly relative: number
  /** Largest |output - ideal|. */
  readonly worst: number
  /** -log2 of relative; Infinity where nothing is wrong. */
  readonly bits: number
}

export function productError(outputs: Float64Array, ideal: Float64Array): ProductError {
  let squares = 0
  let whole = 0
  let worst = 0
  for (let k = 0; k < ideal.length; k++) {
    const miss = Math.abs(outputs[k] - ideal[k])
    squares += miss ** 2
    whole += ideal[k] ** 2
    worst = Math.max(worst, miss)
  }
  const relative = squares === 0 ? 0 : whole === 0 ? Number.NaN : Math.sqrt(squares / whole)
  return {
    rms: Math.sqrt(squares / ideal.length),
    relative,
    worst,
    bits: relative === 0 ? Infinity : -Math.log2(relative),
  }
}
