import { describe, expect, it } from 'vitest'
import { multiplyRows } from '../../kernels/multiply-rows.ts'

describe('multiplyRows', () => {
  it.each([1, 2, 3, 4, 5, 8, 11])('of %i inputs is the sum of their products', inputs => {
    const [batch, outputs] = [3, 5]
    const x = Float64Array.from({ length: batch * inputs }, (_, k) => (k % 7 === 0 ? 0 : Math.sin(k)))
    const w = Float64Array.from({ length: inputs * outputs }, (_, k) => Math.cos(k))
    const out = multiplyRows(x, w, inputs, outputs)
    for (let b = 0; b < batch; b++) {
      for (let o = 0; o < outputs; o++) {
        let sum = 0
        for (let i = 0; i < inputs; i++) sum += x[b * inputs + i] * w[i * outputs + o]
        expect(out[b * outputs + o]).toBeCloseTo(sum, 13)
      }
    }
  })
})
