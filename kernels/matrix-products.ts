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
    const terms = createTerms(inputs)
    for (let p = 0; p < parts; p++) {
      for (let b = 0; b < batch; b++) {
        let count = 0
        for (let i = edges[p]; i < edges[p + 1]; i++) {
          const value = x[b * inputs + i]
          if (value === 0) continue
          terms.factors[count] = value
          terms.rows[count++] = i * outputs
        }
        addTerms(w, terms, count, out, (p * batch + b) * outputs, outputs)
      }
    }
  },
  multiplyTransposed(x, d, { batch, inputs, outputs }, out) {
    out.fill(0, 0, inputs * outputs)
    const terms = createTerms(batch)
    for (let i = 0; i < inputs; i++) {
      let count = 0
      for (let b = 0; b < batch; b++) {
        const value = x[b * inputs + i]
        if (value === 0) continue
        terms.factors[count] = value
        terms.rows[count++] = b * outputs
      }
      addTerms(d, terms, count, out, i * outputs, outputs)
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

/** Factors, and where the rows that they multiply begin. */
interface Terms {
  readonly factors: Float32Array
  readonly rows: Int32Array
}

function createTerms(most: number): Terms {
  return { factors: new Float32Array(most), rows: new Int32Array(most) }
}

/**
 * out[at + o] += sum of factor matrix[row + o] over the terms, in their order, each sum rounded to float32. Four terms at a time: a
 * sum is loaded and stored once for four products, which takes half the time and gives the same bits.
 */
function addTerms(
  matrix: Float32Array,
  { factors, rows }: Terms,
  count: number,
  out: Float32Array,
  at: number,
  outputs: number,
): void {
  let k = 0
  for (; k + 4 <= count; k += 4) {
    const f0 = factors[k]
    const f1 = factors[k + 1]
    const f2 = factors[k + 2]
    const f3 = factors[k + 3]
    const r0 = rows[k]
    const r1 = rows[k + 1]
    const r2 = rows[k + 2]
    const r3 = rows[k + 3]
    for (let o = 0; o < outputs; o++) {
      const one = Math.fround(out[at + o] + f0 * matrix[r0 + o])
      const two = Math.fround(one + f1 * matrix[r1 + o])
      const three = Math.fround(two + f2 * matrix[r2 + o])
      out[at + o] = three + f3 * matrix[r3 + o]
    }
  }
  for (; k < count; k++) {
    const factor = factors[k]
    const row = rows[k]
    for (let o = 0; o < outputs; o++) out[at + o] += factor * matrix[row + o]
  }
}
