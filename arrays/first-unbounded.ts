/** Place of the first NaN or infinity; -1 where all numbers are finite. */
export function firstUnbounded(values: Float64Array): number {
  // A sum of finite numbers is finite but for its own overflow; a callback for each number takes ten times as long.
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k]
  return Number.isFinite(sum) ? -1 : values.findIndex(value => !Number.isFinite(value))
}
