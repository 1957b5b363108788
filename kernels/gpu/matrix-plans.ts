import type { ProductSize } from '../matrix-products.ts'
import type { GpuPlan } from './gpu-plan.ts'
import { createPlanBuilder } from './plan-builder.ts'

/*
 * The matrix products of a mini-batch as one launch each, one thread a value. Twin: kernels/matrix-products.ts. A sum of n
 * float32 products is off by at most n 2^-24 of the sum of their magnitudes. Bounds of loops are literals, so
 * that compilers can unroll them.
 */

/**
 * Inputs: x [batch][inputs], w [inputs][outputs], edges of the parts. Result: [parts][batch][outputs].
 * @param longest inputs of the largest part
 */
export function multiplyPlan(
  { batch, inputs, outputs }: ProductSize,
  parts: number,
  longest: number,
): GpuPlan {
  const builder = createPlanBuilder(`forward product of ${batch} x ${inputs} x ${outputs} in ${parts} parts`)
  const x = builder.array([inputs, batch])
  const w = builder.array([outputs, inputs])
  const edges = builder.array([parts + 1, 1])
  const text = `function (x, w, edges) {
    const from = edges[0][this.thread.z];
    const length = edges[0][this.thread.z + 1] - from;
    let sum = 0;
    for (let k = 0; k < ${longest}; k++) {
      if (k < length) { sum += x[this.thread.y][from + k] * w[from + k][this.thread.x]; }
    }
    return sum;
  }`
  return builder.build(builder.launch({ name: 'sum inputs', text }, [outputs, batch, parts], x, w, edges))
}

/** Inputs: x [batch][inputs], d [batch][outputs]. Result: [inputs][outputs]. */
export function transposedPlan({ batch, inputs, outputs }: ProductSize): GpuPlan {
  const builder = createPlanBuilder(`gradient of ${batch} x ${inputs} x ${outputs}`)
  const x = builder.array([inputs, batch])
  const d = builder.array([outputs, batch])
  const text = `function (x, d) {
    let sum = 0;
    for (let b = 0; b < ${batch}; b++) { sum += x[b][this.thread.y] * d[b][this.thread.x]; }
    return sum;
  }`
  return builder.build(builder.launch({ name: 'sum batch', text }, [outputs, inputs], x, d))
}

/** Inputs: d [batch][outputs], w [inputs][outputs]. Result: [batch][inputs]. */
export function backPlan({ batch, inputs, outputs }: ProductSize): GpuPlan {
  const builder = createPlanBuilder(`error handed back of ${batch} x ${inputs} x ${outputs}`)
  const d = builder.array([outputs, batch])
  const w = builder.array([outputs, inputs])
  const text = `function (d, w) {
    let sum = 0;
    for (let o = 0; o < ${outputs}; o++) { sum += d[this.thread.y][o] * w[this.thread.x][o]; }
    return sum;
  }`
  return builder.build(builder.launch({ name: 'sum outputs', text }, [inputs, batch], d, w))
}
