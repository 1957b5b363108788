import { describe, expect, it } from 'vitest'
import { FLOAT64_REPORT } from '../../../arrays/engine/array-engine.ts'
import { gpuLinearEngine } from '../../../arrays/engine/gpu-linear-engine.ts'
import { createPlanCache } from '../../../arrays/engine/plan-cache.ts'
import type { CreateLinearEngine } from '../../../arrays/network/linear-engine.ts'
import { prepareNetwork } from '../../../arrays/network/prepare-network.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { caseProblem, MILD } from '../../../bench/named-cases.ts'
import { openGpu } from '../../../kernels/gpu/gpu.ts'
import { startGpuThread } from '../../../src/threads/start-gpu-thread.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'

const gpus = [
  { name: 'webasm', gpu: await openGpu('webasm', startGpuThread) },
  { name: 'webgpu (needs npm webgpu and a Vulkan driver)', gpu: webgpu },
]
const named = { rows: 20, columns: 24, wireOhms: 1, siemens: MILD, drive: 'driven', faults: false } as const

for (const { name, gpu } of gpus) {
  describe.skipIf(gpu === undefined)(`gpuLinearEngine on ${name}`, () => {
    for (const [how, stayingCells] of [
      ['coefficients that stay', 1],
      ['coefficients that come with every cycle', Number.POSITIVE_INFINITY],
    ] as const) {
      it(`solves one network for many drives, between others of its size: ${how}`, () => {
        const cache = createPlanCache(gpu!)
        const createEngine: CreateLinearEngine = (shape, linear) =>
          gpuLinearEngine(cache, () => FLOAT64_REPORT, shape, linear, stayingCells)
        const options = { createEngine }
        const problem = caseProblem(named)
        const network = prepareNetwork(problem, options)
        // Another matrix of the same shape stands on the GPU in between.
        const other = caseProblem({ ...named, siemens: [1e-2, 1e-1], wireOhms: 10 })
        const { iterations } = network.solve({}).report
        for (const volts of [1, 0.5]) {
          solveNetwork(other, options)
          const left = new Float64Array(named.rows).fill(volts)
          const found = network.solve({ left })
          // With the coefficients of the other one it would take more.
          expect(found.report.iterations).toBeLessThanOrEqual(iterations)
          const exact = solveNetwork({ ...problem, left: { ...problem.left, value: left } })
          found.wordVoltages.forEach((value, k) => {
            expect(Math.abs(value - exact.wordVoltages[k])).toBeLessThan(1e-9 * volts)
          })
        }
      })
    }

    it('refuses a network that does not fit, and says which does', () => {
      const cache = createPlanCache({ ...gpu!, largestArray: 4 * 100 * 100 })
      const createEngine: CreateLinearEngine = (shape, linear) =>
        gpuLinearEngine(cache, () => FLOAT64_REPORT, shape, linear)
      const problem = caseProblem({ ...named, rows: 300, columns: 200 })
      // The inverse of the coarsest level is larger than 100 x 100, so that it bounds the size, too.
      expect(() => solveNetwork(problem, { createEngine })).toThrow(
        /a network of 300 x 200 needs .* the largest of this shape that fits is \d+ x \d+/,
      )
    })
  })
}
