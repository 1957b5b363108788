import type { Plane } from '../../arrays/plane.ts'

/** x W in float64. */
export function multiplyPlain(x: Plane, weights: Plane): Float64Array {
  const [vectors, inputs] = x.shape as [number, number]
  const outputs = weights.shape[1]!
  const out = new Float64Array(vectors * outputs)
  for (let v = 0; v < vectors; v++) {
    for (let i = 0; i < inputs; i++) {
      const value = x.data[v * inputs + i]!
      if (value === 0) continue
      for (let o = 0; o < outputs; o++)
        out[v * outputs + o] = out[v * outputs + o]! + value * weights.data[i * outputs + o]!
    }
  }
  return out
}
