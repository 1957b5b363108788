import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NetworkProblem, NetworkSolution } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { CELLS, DRIVES, networkCases, problemOf, WIRES } from '../../reference/random-network.ts'
import { ends, floating, ground, type LineEnd, volts, wiring } from '../../reference/wiring.ts'

/** Largest difference of any voltage over the largest voltage. */
function difference(a: NetworkSolution, b: NetworkSolution): number {
  let most = 0
  let scale = 0
  for (const name of ['wordVoltages', 'bitVoltages', 'cellVoltages'] as const) {
    for (let k = 0; k < a[name].length; k++) {
      most = Math.max(most, Math.abs(a[name][k] - b[name][k]))
      scale = Math.max(scale, Math.abs(a[name][k]))
    }
  }
  return scale === 0 ? most : most / scale
}

function network(
  drive: (typeof DRIVES)[number],
  cells: (typeof CELLS)[number],
  wires: (typeof WIRES)[number],
  size: readonly [number, number],
): NetworkProblem {
  const range = { siemens: [1e-6, 1e-4], lines: 20, size } as const
  const [drawn] = fc.sample(networkCases({ drive, cells, wires }, range), { seed: 11, numRuns: 1 })
  return problemOf(drawn)
}

/** Cells of picosiemens, one word line and one bit line held, all others floating. */
function floatingPicosiemens(lines: number, wire: number): NetworkProblem {
  const held = (at: number, end: LineEnd) =>
    ends(Array.from({ length: lines }, (_, k) => (k === at ? end : floating)))
  return problemOf({
    wiring: wiring([lines, lines], {
      word: wire,
      bit: wire,
      left: held(1, volts(1)),
      bottom: held(2, ground),
    }),
    cells: Array.from({ length: lines * lines }, (_, k) => ({
      kind: 'linear',
      siemens: 1e-12 * 10 ** (((7 * k) % 31) / 31),
    })),
  })
}

describe.skipIf(webgpu === undefined)(
  'networks on webgpu (needs npm webgpu and a Vulkan driver)',
  // An adapter in software compiles shaders for seconds.
  { timeout: 300_000 },
  async () => {
    const engine = webgpu === undefined ? undefined : (await openEngine('webgpu', 0))!
    it.each([
      [8, 1],
      [16, 0.1],
      [40, 1],
    ])(
      'answer picosiemens on floating lines, where cycles in float32 are lost: %d lines of %d ohm',
      (lines, wire) => {
        const problem = floatingPicosiemens(lines, wire)
        const found = solveNetwork(problem, { createEngine: engine!.createLinear })
        expect(difference(solveNetwork(problem), found)).toBeLessThan(1e-12)
        expect(found.report.engine).toBe('multigrid, then elimination')
        expect(found.report.backend).toMatch(/, then float64$/)
      },
    )

    DRIVES.forEach((drive, d) => {
      CELLS.forEach((cells, c) => {
        const { wires, size } = choiceOf(d, c)
        it(`agree with float64: ${drive}, ${cells}, ${wires}, ${size.join(' x ')}`, () => {
          const problem = network(drive, cells, wires, size)
          const found = solveNetwork(problem, { createEngine: engine!.createLinear })
          expect(difference(solveNetwork(problem), found)).toBeLessThan(1e-9)
          expect(found.report.engine).toBe('multigrid')
          if (found.report.iterations > 0) expect(found.report.backend).toMatch('webgpu (')
        })
      })
    })
  },
)

describe('networks on webasm', () => {
  it('are solved by the same loops as in float64, to the last bit', async () => {
    const engine = (await openEngine('webasm', 0))!
    DRIVES.forEach((drive, d) => {
      const { wires, size } = choiceOf(d, 2)
      const problem = network(drive, 'sinh', wires, size)
      const found = solveNetwork(problem, { createEngine: engine.createLinear })
      const exact = solveNetwork(problem)
      expect(found.wordVoltages).toEqual(exact.wordVoltages)
      expect(found.report.backend).toBe(exact.report.backend)
    })
    await engine.close()
  })
})

/** Wires and size of a case: two levels, one inverse, and a long one. */
function choiceOf(d: number, c: number) {
  const sizes = [
    [17, 18],
    [6, 9],
    [3, 120],
  ] as const
  return { wires: WIRES[(d + c) % WIRES.length], size: sizes[(d + 2 * c) % 3] }
}
