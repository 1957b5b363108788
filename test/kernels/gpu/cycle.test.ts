import { describe, expect, it } from 'vitest'
import { createFrontSolver } from '../../../kernels/front-solve.ts'
import { cycleCoefficients } from '../../../kernels/gpu/cycle-coefficients.ts'
import { cyclePlan } from '../../../kernels/gpu/cycle-plan.ts'
import { cycleShape } from '../../../kernels/gpu/cycle-shape.ts'
import { refineWithCycles } from '../../../kernels/gpu/refine-with-cycles.ts'
import { createSchurOperator } from '../../../kernels/gpu/schur-operator.ts'
import { type GridChoice, randomGrid, randomPlane } from '../random-grid.ts'
import { runInFloat64 } from './run-in-float64.ts'
import { TEST_GPUS } from './test-gpus.ts'

const CASES: [string, number, number, Omit<GridChoice, 'seed'>][] = [
  ['one inverse', 12, 9, { siemens: [1e-6, 1e-4] }],
  ['two levels', 24, 24, { siemens: [1e-6, 1e-4] }],
  ['odd sizes', 33, 17, { siemens: [1e-5, 1e-3] }],
  ['one line', 1, 300, { siemens: [1e-5, 1e-3] }],
  ['long and thin', 5, 150, { siemens: [1e-5, 1e-3] }],
  ['some segments of 0 ohm', 24, 24, { siemens: [1e-5, 1e-3], wires: 'some 0 ohm' }],
  ['some segments broken', 24, 24, { siemens: [1e-5, 1e-3], wires: 'some broken' }],
  ['floating lines with stuck cells', 24, 24, { siemens: [1e-6, 1e-4], faults: 0.01, floating: true }],
  ['picosiemens', 24, 24, { siemens: [1e-12, 1e-10] }],
]

for (const gpu of TEST_GPUS) {
  describe.skipIf(!gpu.present)(`a cycle on ${gpu.name}`, () => {
    for (const [name, rows, columns, choice] of CASES) {
      it(`agrees with its float64 twin: ${name}`, async () => {
        const grid = randomGrid(rows, columns, { seed: 3, ...choice })
        const levels = cycleShape(rows, columns)
        const { planes } = cycleCoefficients(grid, levels)
        const plan = cyclePlan(levels, { arrays: 1, cycles: 2, fixed: true })
        const input = Float32Array.from(randomPlane(rows * columns, 5))
        const [found] = await gpu.run(plan, [...planes], [input])
        const [twin] = runInFloat64(plan, planes, [input])
        const scale = twin.reduce((most, volts) => Math.max(most, Math.abs(volts)), 0)
        // Rounding of float32, through some tens of sums on each level.
        twin.forEach((volts, k) => {
          expect(Math.abs(found[k] - volts) / scale).toBeLessThan(2e-5)
        })
      })
    }

    it('takes arrays side by side as it takes them alone', async () => {
      const [rows, columns] = [20, 18]
      const count = rows * columns
      const levels = cycleShape(rows, columns)
      const alone = cyclePlan(levels, { arrays: 1, cycles: 1, fixed: false })
      const both = cyclePlan(levels, { arrays: 2, cycles: 1, fixed: false })
      const sets = [1, 2].map(seed => [
        ...cycleCoefficients(randomGrid(rows, columns, { seed, siemens: [1e-6, 1e-4] }), levels).planes,
        Float32Array.from(randomPlane(count, seed)),
      ])
      const [together] = await gpu.run(
        both,
        [],
        sets[0].map((plane, k) => Float32Array.of(...plane, ...sets[1][k])),
      )
      for (const [k, set] of sets.entries()) {
        const [one] = await gpu.run(alone, [], set)
        expect(together.subarray(k * count, (k + 1) * count)).toEqual(one)
      }
    })
  })
}

describe('refineWithCycles', () => {
  for (const [name, rows, columns, choice] of CASES) {
    it(`brings the float64 twin of a cycle to the direct solution: ${name}`, () => {
      const grid = randomGrid(rows, columns, { seed: 3, ...choice })
      const count = rows * columns
      const levels = cycleShape(rows, columns)
      const { planes, unitOhms } = cycleCoefficients(grid, levels)
      const plan = cyclePlan(levels, { arrays: 1, cycles: 1, fixed: true })
      const wordIn = randomPlane(count, 1)
      const bitIn = randomPlane(count, 2)
      const [word, bit, word2, bit2] = Array.from({ length: 4 }, () => new Float64Array(count))
      const direct = createFrontSolver(grid)
      direct.factor()
      direct.solve(wordIn, bitIn, word, bit)
      const operator = createSchurOperator(grid)
      operator.factor()
      operator.reduce(wordIn, bitIn)
      const { iterations } = refineWithCycles(
        operator,
        (currents, volts) => {
          const [found] = runInFloat64(plan, planes, [Float32Array.from(currents)])
          for (let k = 0; k < count; k++) volts[k] = found[k] * unitOhms
        },
        bitIn,
        bit2,
        { current: 1e-11, volts: Infinity, maxIterations: 40 },
      )
      operator.restore(wordIn, bit2, word2)
      const scale = word.reduce((most, volts) => Math.max(most, Math.abs(volts)), 0)
      for (let k = 0; k < count; k++) {
        expect(Math.abs(word[k] - word2[k]) / scale).toBeLessThan(1e-8)
        expect(Math.abs(bit[k] - bit2[k]) / scale).toBeLessThan(1e-8)
      }
      expect(iterations).toBeLessThanOrEqual(20)
    })
  }
})
