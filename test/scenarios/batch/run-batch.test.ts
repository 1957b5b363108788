import { describe, expect, it } from 'vitest'
import { runBatch } from '../../../scenarios/batch/run-batch.ts'
import { loadScenario } from '../../../scenarios/load-scenario.ts'
import { runScenario } from '../../../scenarios/run-scenario.ts'
import { webgpuDevice } from '../../kernels/gpu/test-devices.ts'

const scenario = loadScenario('hi-filter')
/** The area differs from cell to cell by 10 %. */
const spread = { set: { variability: '{ area: 0.1 }' } }
const options = { samples: 3, case: 'case-4' }

describe('runBatch', async () => {
  const exact = await runBatch(scenario, spread, options)

  it('gives every sample what a run with its seed gives', async () => {
    const first = await runScenario(scenario, spread)
    const { figures } = await runScenario(scenario, { ...spread, seed: first.file.seed + 1 })
    const last = exact.reads.findLast(({ label }) => label === 'input 30')!
    for (const [figure, image] of [
      ['case-4-last', 'word'],
      ['case-4-noise', 'noise'],
    ] as const) {
      expect(last.means[image]![1]! / figures[figure]!.value).toBeCloseTo(1, 12)
    }
    expect(last.means.word![0]).not.toBe(last.means.word![1])
  })

  const backends = [
    ['webasm', true],
    ['webgpu', webgpuDevice !== undefined],
  ] as const
  for (const [backend, present] of backends) {
    it.skipIf(!present)(`agrees with float64 on ${backend} after 30 inputs`, async () => {
      const found = await runBatch(scenario, spread, { ...options, engine: backend })
      expect(found.engine.backend).toBe(backend)
      expect(found.reads.map(({ label }) => label)).toEqual(exact.reads.map(({ label }) => label))
      found.reads.forEach((read, r) => {
        for (const [image, means] of Object.entries(read.means)) {
          means.forEach((siemens, sample) => {
            // Rates are exponentials of up to 20: some tens of units of float32.
            expect(siemens / exact.reads[r]!.means[image]![sample]! - 1).toBeLessThan(2e-5)
            expect(siemens / exact.reads[r]!.means[image]![sample]! - 1).toBeGreaterThan(-2e-5)
          })
        }
      })
    })
  }

  it('refuses a crossbar', async () => {
    await expect(runBatch(scenario, { network: 'crossbar' }, options)).rejects.toThrow(
      'found crossbar; expected isolated cells',
    )
  })
})
