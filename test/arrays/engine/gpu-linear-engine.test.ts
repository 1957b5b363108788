import { describe, expect, it } from 'vitest'
import { FLOAT64_REPORT } from '../../../arrays/engine/array-engine.ts'
import { gpuLinearEngine } from '../../../arrays/engine/gpu-linear-engine.ts'
import { createPlanCache, type PlanCache } from '../../../arrays/engine/plan-cache.ts'
import type { CreateLinearEngine } from '../../../arrays/network/linear-engine.ts'
import { prepareNetwork } from '../../../arrays/network/prepare-network.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { caseProblem, MILD } from '../../../bench/named-cases.ts'
import { PlanError } from '../../../kernels/gpu/plan-error.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { watchedCache } from './watched-cache.ts'

const named = { rows: 20, columns: 24, wireOhms: 1, siemens: MILD, drive: 'driven', faults: false } as const

function engineOn(cache: PlanCache): CreateLinearEngine {
  return (shape, linear) => gpuLinearEngine(cache, () => FLOAT64_REPORT, shape, linear)
}

// An adapter in software compiles shaders for seconds.
const PATIENT = { timeout: 300_000 }

describe.skipIf(webgpu === undefined)(
  'gpuLinearEngine (needs npm webgpu and a Vulkan driver)',
  PATIENT,
  () => {
    it('solves one network for many drives, between others of its size, with one program', () => {
      const { cache, programs } = watchedCache(webgpu!)
      const options = { createEngine: engineOn(cache) }
      const problem = caseProblem(named)
      const network = prepareNetwork(problem, options)
      // Another matrix of the same shape stands on the GPU in between.
      const other = caseProblem({ ...named, siemens: [1e-2, 1e-1], wireOhms: 10 })
      const { iterations } = network.solve({}).report
      for (const volts of [1, 0.5]) {
        solveNetwork(other, options)
        const left = new Float64Array(named.rows).fill(volts)
        const found = network.solve({ left })
        // With the conductances of the other one it would take many more.
        expect(found.report.iterations).toBeLessThanOrEqual(iterations + 1)
        const exact = solveNetwork({ ...problem, left: { ...problem.left, value: left } })
        found.wordVoltages.forEach((value, k) => {
          expect(Math.abs(value - exact.wordVoltages[k])).toBeLessThan(1e-9 * volts)
        })
      }
      expect(programs.length).toBe(1)
    })

    it('lets no plane touch the host between the currents and the answer', () => {
      const { cache, programs } = watchedCache(webgpu!)
      const network = prepareNetwork(caseProblem({ ...named, rows: 48, columns: 48 }), {
        createEngine: engineOn(cache),
        tolerance: 1e-10,
      })
      network.solve({})
      const [program] = programs
      const before = program.counts
      const { report } = network.solve({})
      const { counts } = program
      expect(report.residual).toBeLessThan(1e-10)
      expect(counts.uploads - before.uploads).toBe(2)
      expect(counts.downloads - before.downloads).toBe(2)
      const plane = 4 * 4 * 48 * 48
      const [up, down] = [
        counts.uploadBytes - before.uploadBytes,
        counts.downloadBytes - before.downloadBytes,
      ]
      expect(up).toBeLessThan(plane + 100)
      expect(down).toBeLessThan(plane + 100)
      expect(counts.stopReads - before.stopReads).toBeLessThanOrEqual(1)
      expect(counts.compiled).toBe(before.compiled)
    })

    it('refuses a network that does not fit, and says which does', () => {
      const cache = createPlanCache({ ...webgpu!, largestArray: 4 * 4 * 130 * 130 })
      const problem = caseProblem({ ...named, rows: 300, columns: 200 })
      expect(() => solveNetwork(problem, { createEngine: engineOn(cache) })).toThrow(
        /a network of 300 x 200 needs .* the largest of this shape that fits is 159 x 106/,
      )
    })

    it('is an error with the name of the plan where the GPU fails, and has a new program then', () => {
      const { cache, programs } = watchedCache(webgpu!)
      const options = { createEngine: engineOn(cache) }
      const network = prepareNetwork(caseProblem(named), options)
      const [program] = programs
      const run = program.run
      Object.assign(program, {
        run: () => {
          throw new PlanError('network of 20 x 24 (solve): the GPU was lost: gone')
        },
      })
      expect(() => network.solve({})).toThrow(/^network of 20 x 24 \(solve\): the GPU was lost/)
      Object.assign(program, { run })
      expect(network.solve({}).report.iterations).toBeGreaterThan(0)
      expect(programs.length).toBe(2)
    })

    it('is an error with the name of the kernel where no number comes back', () => {
      const { cache, programs } = watchedCache(webgpu!)
      const network = prepareNetwork(caseProblem(named), { createEngine: engineOn(cache) })
      const [program] = programs
      // The conductances on the GPU are spoiled.
      const cells = program.plan.buffers.findIndex(({ name }) => name === 'cells of level 0')
      program.memory.get(cells)![7] = Number.NaN
      program.run('factor')
      expect(() => network.solve({})).toThrow('network of 20 x 24, kernel balance: no number came back')
    })
  },
)
