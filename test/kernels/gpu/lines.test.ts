import { describe, expect, it } from 'vitest'
import { createLineFactoring, createStages } from '../../../kernels/gpu/line-coefficients.ts'
import {
  gatherBit,
  gatherWord,
  scatterBit,
  scatterWord,
  solveShortBit,
  solveShortWord,
} from '../../../kernels/gpu/line-kernels.ts'
import { createPlanBuilder } from '../../../kernels/gpu/plan-builder.ts'
import { randomNumbers } from '../random-grid.ts'
import { TEST_GPUS } from './test-gpus.ts'

interface Line {
  readonly ground: Float64Array
  /** Siemens of the segment after each node, 0 after the last. */
  readonly siemens: Float64Array
  readonly currents: Float64Array
}

/** Elimination node by node, in float64: currents on to the next node, then voltages back. */
function solveLine({ ground, siemens, currents }: Line): Float64Array {
  const n = ground.length
  const pass = new Float64Array(n)
  const carried = new Float64Array(n)
  const sums = new Float64Array(n)
  let seen = 0
  let current = 0
  for (let k = 0; k < n; k++) {
    sums[k] = seen + ground[k] + siemens[k]
    pass[k] = siemens[k] / sums[k]
    carried[k] = currents[k] + current
    current = carried[k] * pass[k]
    seen = ((seen + ground[k]) * siemens[k]) / sums[k]
  }
  const volts = new Float64Array(n)
  for (let k = n - 1; k >= 0; k--) volts[k] = carried[k] / sums[k] + (k < n - 1 ? pass[k] * volts[k + 1] : 0)
  return volts
}

function randomLine(length: number, next: () => number, spread: number): Line {
  const draw = () => spread ** (next() - 0.5)
  return {
    ground: Float64Array.from({ length }, () => (next() < 0.1 ? 0 : 1e-4 * draw())),
    siemens: Float64Array.from({ length }, (_, k) => (k === length - 1 ? 0 : draw())),
    currents: Float64Array.from({ length }, () => Math.fround(next())),
  }
}

/** Solves lines of both kinds on a GPU: [line][node]. */
async function solveOnGpu(
  gpu: (typeof TEST_GPUS)[number],
  lines: readonly Line[],
  across: boolean,
): Promise<Float64Array[]> {
  const { length } = lines[0].ground
  const stages = createStages(lines.length, length, across)
  const factor = createLineFactoring()
  lines.forEach(({ ground, siemens }, k) => {
    factor(stages, k, ground.slice(), siemens.slice())
  })
  const size = (n: number) => (across ? [lines.length, n, 1] : [n, lines.length, 1])
  const [gather, scatter, short] = across
    ? [gatherBit, scatterBit, solveShortBit]
    : [gatherWord, scatterWord, solveShortWord]
  const builder = createPlanBuilder('lines')
  const input = builder.array(size(length))
  const planes = stages.map(stage => ({
    length: stage.length,
    values: [stage.passRight, stage.passLeft, stage.ohms].map(() => builder.fixed(size(stage.length))),
  }))
  const solve = (depth: number, currents: typeof input): typeof input => {
    const { length: n, values } = planes[depth]
    if (depth === planes.length - 1) return builder.launch(short, size(n), currents, ...values, n)
    const joints = builder.launch(gather, size(planes[depth + 1].length), currents, values[0], values[1], n)
    return builder.launch(scatter, size(n), currents, solve(depth + 1, joints), ...values, n)
  }
  const plan = builder.build(solve(0, input))
  const place = (line: number, node: number) => (across ? node * lines.length + line : line * length + node)
  const currents = new Float32Array(lines.length * length)
  lines.forEach((line, l) => {
    for (let n = 0; n < length; n++) currents[place(l, n)] = line.currents[n]
  })
  const fixed = stages.flatMap(stage => [stage.passRight, stage.passLeft, stage.ohms])
  const [found] = await gpu.run(plan, fixed, [currents])
  return lines.map((_, l) => Float64Array.from({ length }, (_, n) => found[place(l, n)]))
}

for (const gpu of TEST_GPUS) {
  describe.skipIf(!gpu.present)(`lines on ${gpu.name}`, () => {
    it('divide a current by hand', async () => {
      // 1 A into the first of three nodes, 1 S between them, 1 S from the last to ground: 3, 2 and 1 V.
      const line = {
        ground: Float64Array.of(0, 0, 1),
        siemens: Float64Array.of(1, 1, 0),
        currents: Float64Array.of(1, 0, 0),
      }
      const [volts] = await solveOnGpu(gpu, [line], false)
      ;[3, 2, 1].forEach((value, k) => {
        expect(volts[k]).toBeCloseTo(value, 6)
      })
    })

    for (const across of [false, true]) {
      for (const length of [1, 2, 15, 16, 17, 31, 32, 33, 300]) {
        it(`${across ? 'bit' : 'word'} lines of ${length} nodes agree with elimination node by node`, async () => {
          const next = randomNumbers(length)
          const lines = [1e2, 1e8, 1e16].map(spread => randomLine(length, next, spread))
          const found = await solveOnGpu(gpu, lines, across)
          lines.forEach((line, l) => {
            const exact = solveLine(line)
            // Nothing is subtracted, so every voltage is accurate to its own rounding, some tens of sums long.
            exact.forEach((volts, n) => {
              expect(Math.abs(found[l][n] - volts) / volts).toBeLessThan(1e-5)
            })
          })
        })
      }
    }
  })
}
