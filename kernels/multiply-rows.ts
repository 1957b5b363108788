/**
 * The product of two row-major float64 matrices: out[b][o] = sum of x[b][i] w[i][o]. Four rows of w at a time, so that a sum is
 * read and written a quarter as often.
 * @param inputs columns of x, rows of w
 * @param outputs columns of w
 */
export function multiplyRows(
  x: Float64Array,
  w: Float64Array,
  inputs: number,
  outputs: number,
): Float64Array<ArrayBuffer> {
  const batch = x.length / inputs
  const out = new Float64Array(batch * outputs)
  const whole = inputs - (inputs % 4)
  for (let b = 0; b < batch; b++) {
    const to = b * outputs
    for (let i = 0; i < whole; i += 4) {
      const at = b * inputs + i
      const x0 = x[at]
      const x1 = x[at + 1]
      const x2 = x[at + 2]
      const x3 = x[at + 3]
      // Streamed bits and images are silent for long.
      if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue
      const row = i * outputs
      for (let o = 0; o < outputs; o++) {
        const k = row + o
        out[to + o] += x0 * w[k] + x1 * w[k + outputs] + x2 * w[k + 2 * outputs] + x3 * w[k + 3 * outputs]
      }
    }
    for (let i = whole; i < inputs; i++) {
      const value = x[b * inputs + i]
      for (let o = 0; o < outputs; o++) out[to + o] += value * w[i * outputs + o]
    }
  }
  return out
}
