import { describe, expect, it } from 'vitest'
import { HOST_PRODUCTS } from '../../kernels/matrix-products.ts'

/** Both signs over two decades, every third one 0. */
function matrix(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, k) =>
    k % 3 === 1 ? 0 : (((seed + k * 0.618034) % 1) - 0.5) * 10 ** (k % 3),
  )
}

/** Term after term in their order, each sum rounded to float32. */
function inOrder(terms: readonly (readonly [number, number])[]): number {
  return terms.reduce((sum, [a, b]) => Math.fround(sum + a * b), 0)
}

/** Counts of terms that four do not divide among them, and fewer than four. */
const SIZES = [
  { batch: 2, inputs: 3, outputs: 2, edges: [0, 1, 3] },
  { batch: 7, inputs: 30, outputs: 5, edges: [0, 13, 30] },
  { batch: 6, inputs: 37, outputs: 1, edges: [0, 37] },
]

describe('products in this thread', () => {
  it.each(SIZES)('round each sum as one term after the other does: %o', size => {
    const { batch, inputs, outputs, edges } = size
    const x = matrix(batch * inputs, 0.1)
    const w = matrix(inputs * outputs, 0.2)
    const d = matrix(batch * outputs, 0.3)

    const parts = edges.length - 1
    const products = new Float32Array(parts * batch * outputs).fill(Number.NaN)
    HOST_PRODUCTS.multiply(x, w, size, edges, products)
    expect(products).toEqual(
      Float32Array.from(products, (_, k) => {
        const [p, b, o] = [Math.floor(k / (batch * outputs)), Math.floor(k / outputs) % batch, k % outputs]
        const own = Array.from({ length: edges[p + 1] - edges[p] }, (_, n) => edges[p] + n)
        return inOrder(own.map(i => [x[b * inputs + i], w[i * outputs + o]]))
      }),
    )

    const gradients = new Float32Array(inputs * outputs).fill(Number.NaN)
    HOST_PRODUCTS.multiplyTransposed(x, d, size, gradients)
    expect(gradients).toEqual(
      Float32Array.from(gradients, (_, k) => {
        const [i, o] = [Math.floor(k / outputs), k % outputs]
        return inOrder(Array.from({ length: batch }, (_, b) => [x[b * inputs + i], d[b * outputs + o]]))
      }),
    )
  })
})
