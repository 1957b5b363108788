/** Adds a step in two parts to voltages in two parts; the rounding of the first sum (Knuth) goes into the second. */
export function addWithoutLoss(
  reference: Float64Array,
  deviation: Float64Array,
  step: Float64Array,
  rest: Float64Array,
  length: number,
): void {
  for (let k = 0; k < reference.length; k++) {
    const add = length * step[k]
    const sum = reference[k] + add
    const gained = sum - reference[k]
    deviation[k] += reference[k] - (sum - gained) + (add - gained) + length * rest[k]
    reference[k] = sum
  }
}
