/** Sizes of the matrices of a layer: x and its errors are [batch][inputs], weights [inputs][outputs], d is [batch][outputs]. */
export interface ProductSize {
  readonly batch: number
  readonly inputs: number
  readonly outputs: number
}

/** The products that a mini-batch of a network takes, of row-major float32 matrices, each sum accumulated in float32. */
export interface MatrixProducts {
  /**
   * out[p][b][o] = sum of x[b][i] w[i][o] over the inputs edges[p] <= i < edges[p + 1]: what each row of crossbars senses.
   * @param edges ascending, one more than there are parts
   */
  multiply(
    x: Float32Array,
    w: Float32Array,
    size: ProductSize,
    edges: readonly number[],
    out: Float32Array,
  ): void
  /** out[i][o] = sum over b of x[b][i] d[b][o]: the gradient of the weights. */
  multiplyTransposed(x: Float32Array, d: Float32Array, size: ProductSize, out: Float32Array): void
  /** out[b][i] = sum over o of d[b][o] w[i][o]: the error handed back. */
  multiplyBack(d: Float32Array, w: Float32Array, size: ProductSize, out: Float32Array): void
}

/** In this thread; inputs that are 0 cost nothing. Twin of kernels/gpu/matrix-plans.ts. */
export const HOST_PRODUCTS: MatrixProducts = {
  multiply(x, w, { batch, inputs, outputs }, edges, out) {
    const parts = edges.length - 1
    out.fill(0, 0, parts * batch * outputs)
    for (let p = 0; p < parts; p++) {
      const [from, to] = [edges[p], edges[p + 1]]
      for (let b = 0; b < batch; b++) {
        const row = (p * batch + b) * outputs
        for (let i = from; i < to; i++) {
          const value = x[b * inputs + i]
          if (value === 0) continue
          const start = i * outputs
          for (let o = 0; o < outputs; o++) out[row + o] += value * w[start + o]
        }
      }
    }
  },
  multiplyTransposed(x, d, { batch, inputs, outputs }, out) {
    out.fill(0, 0, inputs * outputs)
    for (let b = 0; b < batch; b++) {
      const row = b * outputs
      for (let i = 0; i < inputs; i++) {
        const value = x[b * inputs + i]
        if (value === 0) continue
        const start = i * outputs
        for (let o = 0; o < outputs; o++) out[start + o] += value * d[row + o]
      }
    }
  },
  multiplyBack(d, w, { batch, inputs, outputs }, out) {
    for (let b = 0; b < batch; b++) {
      for (let i = 0; i < inputs; i++) {
        let sum = 0
        for (let o = 0; o < outputs; o++) sum += d[b * outputs + o] * w[i * outputs + o]
        out[b * inputs + i] = sum
      }
    }
  },
}
