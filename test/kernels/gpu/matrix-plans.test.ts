import { describe, expect, it } from 'vitest'
import { backPlan, multiplyPlan, transposedPlan } from '../../../kernels/gpu/matrix-plans.ts'
import { createPlanBuilder } from '../../../kernels/gpu/plan-builder.ts'
import { HOST_PRODUCTS } from '../../../kernels/matrix-products.ts'
import { TEST_GPUS } from './test-gpus.ts'

/** Rounding unit of float32. */
const EPSILON = 2 ** -24
const SIZE = { batch: 5, inputs: 83, outputs: 19 }
const EDGES = [0, 28, 55, 83]

/** Values of both signs over four decades, some 0, as float32 has them. */
function matrix(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, k) => {
    const share = (seed + k * 0.618034) % 1
    return k % 7 === 3 ? 0 : (share - 0.5) * 10 ** (2 - ((k * 0.7548777) % 4))
  })
}

const { batch, inputs, outputs } = SIZE
const x = matrix(batch * inputs, 0.1)
const w = matrix(inputs * outputs, 0.2)
const d = matrix(batch * outputs, 0.3)

/** Each sum in float64, and what float32 may miss of it: half a unit for each product and each sum. */
function sums(
  count: number,
  terms: (k: number) => Iterable<number>,
): { readonly exact: number[]; readonly bound: number[] } {
  const all = Array.from({ length: count }, (_, k) => [...terms(k)])
  return {
    exact: all.map(list => list.reduce((sum, term) => sum + term, 0)),
    bound: all.map(list => (list.length + 1) * EPSILON * list.reduce((sum, term) => sum + Math.abs(term), 0)),
  }
}

const forwardSums = sums((EDGES.length - 1) * batch * outputs, function* (k) {
  const [p, b, o] = [Math.floor(k / (batch * outputs)), Math.floor(k / outputs) % batch, k % outputs]
  for (let i = EDGES[p]; i < EDGES[p + 1]; i++) yield x[b * inputs + i] * w[i * outputs + o]
})
const gradientSums = sums(inputs * outputs, function* (k) {
  const [i, o] = [Math.floor(k / outputs), k % outputs]
  for (let b = 0; b < batch; b++) yield x[b * inputs + i] * d[b * outputs + o]
})
const backSums = sums(batch * inputs, function* (k) {
  const [b, i] = [Math.floor(k / inputs), k % inputs]
  for (let o = 0; o < outputs; o++) yield d[b * outputs + o] * w[i * outputs + o]
})

function expectSums(found: Float32Array, { exact, bound }: ReturnType<typeof sums>): void {
  expect(found).toHaveLength(exact.length)
  exact.forEach((sum, k) => {
    expect(Math.abs(found[k] - sum), `value ${k}`).toBeLessThanOrEqual(bound[k])
  })
}

describe('matrix products of a mini-batch', () => {
  it('are those that one writes down by hand', () => {
    const size = { batch: 1, inputs: 2, outputs: 2 }
    const out = new Float32Array(2)
    HOST_PRODUCTS.multiply(Float32Array.of(1, 2), Float32Array.of(3, 4, 5, 6), size, [0, 2], out)
    expect([...out]).toEqual([13, 16])
    const parts = new Float32Array(4)
    HOST_PRODUCTS.multiply(Float32Array.of(1, 2), Float32Array.of(3, 4, 5, 6), size, [0, 1, 2], parts)
    expect([...parts]).toEqual([3, 4, 10, 12])
    const gradient = new Float32Array(4)
    HOST_PRODUCTS.multiplyTransposed(Float32Array.of(1, 2), Float32Array.of(3, 4), size, gradient)
    expect([...gradient]).toEqual([3, 4, 6, 8])
    HOST_PRODUCTS.multiplyBack(Float32Array.of(1, 2), Float32Array.of(3, 4, 5, 6), size, out)
    expect([...out]).toEqual([11, 17])
  })

  it('agree with float64 in this thread', () => {
    const out = new Float32Array(forwardSums.exact.length)
    HOST_PRODUCTS.multiply(x, w, SIZE, EDGES, out)
    expectSums(out, forwardSums)
    const gradient = new Float32Array(inputs * outputs)
    HOST_PRODUCTS.multiplyTransposed(x, d, SIZE, gradient)
    expectSums(gradient, gradientSums)
    const back = new Float32Array(batch * inputs)
    HOST_PRODUCTS.multiplyBack(d, w, SIZE, back)
    expectSums(back, backSums)
  })
})

for (const gpu of TEST_GPUS) {
  describe.skipIf(!gpu.present)(`matrix products on ${gpu.name}`, () => {
    it('agree with float64 as float32 can', async () => {
      const run = async (...given: Parameters<typeof gpu.run>): Promise<Float32Array> =>
        (await gpu.run(...given))[0]
      expectSums(
        await run(multiplyPlan(SIZE, EDGES.length - 1, 28), [x, w, Float32Array.from(EDGES)]),
        forwardSums,
      )
      expectSums(await run(transposedPlan(SIZE), [x, d]), gradientSums)
      expectSums(await run(backPlan(SIZE), [d, w]), backSums)
    })

    it('loops go on beyond the 1000 turns of gpu.js', async () => {
      const builder = createPlanBuilder('long loop')
      const text = `function (x, turns) {
        let sum = 0;
        for (let k = 0; k < turns; k++) { sum += x[0]; }
        return sum;
      }`
      const [sum] = await gpu.run(
        builder.build(
          builder.launch({ name: 'count', text }, [1, 1, 1], builder.array([1]), builder.number()),
        ),
        [Float32Array.of(1), 5000],
      )
      expect(sum[0]).toBe(5000)
    })

    it('sum to the end of long rows', async () => {
      const long = 1537
      const ones = new Float32Array(long).fill(1)
      const one = Float32Array.of(1)
      const found = [
        await gpu.run(multiplyPlan({ batch: 1, inputs: long, outputs: 1 }, 1, long), [
          ones,
          ones,
          Float32Array.of(0, long),
        ]),
        await gpu.run(transposedPlan({ batch: long, inputs: 1, outputs: 1 }), [ones, ones]),
        await gpu.run(backPlan({ batch: 1, inputs: 1, outputs: long }), [ones, ones]),
      ]
      expect(found.map(([sum]) => sum[0])).toEqual([long, long, long])
      expect((await gpu.run(backPlan({ batch: 1, inputs: 1, outputs: 1 }), [one, one]))[0][0]).toBe(1)
    })
  })
}
