import { backPlan, multiplyPlan, transposedPlan } from '../../kernels/gpu/matrix-plans.ts'
import type { MatrixProducts, ProductSize } from '../../kernels/matrix-products.ts'
import type { PlanCache } from './plan-cache.ts'

/** The products of mini-batches on a GPU; plans are kept by their sizes. */
export function gpuProducts(cache: PlanCache): MatrixProducts {
  const named = (what: string, { batch, inputs, outputs }: ProductSize): string =>
    `${what} ${batch} ${inputs} ${outputs}`
  return {
    multiply(x, w, size, edges, out) {
      const parts = edges.length - 1
      const longest = Math.max(...edges.slice(1).map((to, p) => to - edges[p]))
      const program = cache.program(`${named('multiply', size)} ${parts} ${longest}`, () =>
        multiplyPlan(size, parts, longest),
      )
      const [xIn, wIn, edgesIn] = program.inputs as Float32Array[]
      xIn.set(x.subarray(0, xIn.length))
      wIn.set(w)
      edgesIn.set(edges)
      cache.run(program)
      out.set(program.results[0])
    },
    multiplyTransposed(x, d, size, out) {
      const program = cache.program(named('transposed', size), () => transposedPlan(size))
      const [xIn, dIn] = program.inputs as Float32Array[]
      xIn.set(x.subarray(0, xIn.length))
      dIn.set(d)
      cache.run(program)
      out.set(program.results[0])
    },
    multiplyBack(d, w, size, out) {
      const program = cache.program(named('back', size), () => backPlan(size))
      const [dIn, wIn] = program.inputs as Float32Array[]
      dIn.set(d)
      wIn.set(w)
      cache.run(program)
      out.set(program.results[0])
    },
  }
}
