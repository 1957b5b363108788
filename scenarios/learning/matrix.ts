/** Products of row-major matrices in float32, accumulated in float32 as the GPU does; inputs that are 0 cost nothing. */

/** out[b][o] = sum over i of x[b][i] w[i][o]. */
export function multiply(
  x: Float32Array,
  w: Float32Array,
  batch: number,
  inputs: number,
  outputs: number,
  out: Float32Array,
): void {
  out.fill(0, 0, batch * outputs)
  for (let b = 0; b < batch; b++) {
    const row = b * outputs
    for (let i = 0; i < inputs; i++) {
      const value = x[b * inputs + i]!
      if (value === 0) continue
      const from = i * outputs
      for (let o = 0; o < outputs; o++) out[row + o]! += value * w[from + o]!
    }
  }
}

/** out[i][o] = sum over b of x[b][i] d[b][o]: the gradient of the weights. */
export function multiplyTransposed(
  x: Float32Array,
  d: Float32Array,
  batch: number,
  inputs: number,
  outputs: number,
  out: Float32Array,
): void {
  out.fill(0, 0, inputs * outputs)
  for (let b = 0; b < batch; b++) {
    const row = b * outputs
    for (let i = 0; i < inputs; i++) {
      const value = x[b * inputs + i]!
      if (value === 0) continue
      const to = i * outputs
      for (let o = 0; o < outputs; o++) out[to + o]! += value * d[row + o]!
    }
  }
}

/** out[b][i] = sum over o of d[b][o] w[i][o]: the error handed back. */
export function multiplyBack(
  d: Float32Array,
  w: Float32Array,
  batch: number,
  inputs: number,
  outputs: number,
  out: Float32Array,
): void {
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < inputs; i++) {
      let sum = 0
      for (let o = 0; o < outputs; o++) sum += d[b * outputs + o]! * w[i * outputs + o]!
      out[b * inputs + i] = sum
    }
  }
}
