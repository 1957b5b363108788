import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runBatch } from '../../../scenarios/batch/run-batch.ts'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { openEngine } from '../../../src/host/open-engine.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { expectAlike } from './expect-alike.ts'

const scenario = loadScenario('hi-filter')
/** The area differs from cell to cell by 10 %. */
const spread = { set: { variability: { area: 0.1 } } }
const options = { samples: 3, case: 'case-4' }

const BACKENDS = [
  ['webasm', true],
  ['webgpu', webgpu !== undefined],
] as const

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
      expect(last.means[image][1] / figures[figure].value).toBeCloseTo(1, 12)
    }
    expect(last.means.word![0]).not.toBe(last.means.word![1])
  })

  for (const [backend, present] of BACKENDS) {
    it.skipIf(!present)(`agrees with float64 on ${backend} after 30 inputs`, async () => {
      const found = await runBatch(scenario, spread, { ...options, engine: backend })
      expect(found.engine.backend).toBe(backend)
      // Rates are exponentials of up to 20: some tens of units of float32.
      expectAlike(found, exact, 2e-5)
    })
  }
})

describe('runBatch of passive crossbars', async () => {
  const small = loadScenario(fileURLToPath(new URL('./crossbar.yaml', import.meta.url)))
  const one = { samples: 3 }
  const exact = await runBatch(small, {}, one)

  it('gives every sample what a run with its seed gives', async () => {
    const { figures, file } = await runScenario(small, { seed: 2 })
    expect(file.seed).toBe(2)
    for (const [image, means] of Object.entries(exact.reads[1].means)) {
      expect(means[1] / figures[image].value).toBeCloseTo(1, 12)
      expect(means[0]).not.toBe(means[1])
    }
  })

  for (const [backend, present] of BACKENDS) {
    it.skipIf(!present)(`agrees with float64 on ${backend}, whole and in parts`, async () => {
      const engine = (await openEngine(backend, 0))!
      const inParts = { ...engine, mostCrossbars: () => 2 }
      for (const used of [engine, inParts]) {
        const found = await runBatch(small, {}, { ...one, engine: used })
        expect(found.engine.backend).toBe(backend)
        expect(found.reads.map(({ timeS }) => timeS)).toEqual(exact.reads.map(({ timeS }) => timeS))
        expectAlike(found, exact, 1e-4)
      }
      await engine.close()
    })

    it.skipIf(!present)(`agrees with float64 on ${backend} where unselected lines float`, async () => {
      const floating = { bias: 'float' } as const
      const found = await runBatch(small, floating, { ...one, engine: backend })
      expect(found.engine.backend).toBe(backend)
      expectAlike(found, await runBatch(small, floating, one), 1e-4)
    })
  }

  it.each([
    ['cycles', { set: { cycleVariability: 0.1 } }, 'found 0.1; expected 0'],
    ['ends', { set: { 'array.bit': { bottom: 'float', top: 'float' } } }, 'found lines without a voltage'],
  ])('refuses what it cannot run: %s', async (_, settings, message) => {
    await expect(runBatch(small, settings, one)).rejects.toThrow(message)
  })
})

const DIODE = fileURLToPath(new URL('../../../examples/devices/diode-with-resistor.yaml', import.meta.url))

describe('runBatch of devices whose states do not relax', () => {
  const rates = loadScenario(fileURLToPath(new URL('./rates.yaml', import.meta.url)))
  const one = { samples: 2 }

  it.each(['isolated', 'crossbar'])(
    'gives every sample what a run with its seed gives, whatever engine is fastest: %s',
    async network => {
      const set = { set: { network } }
      const { reads, engine } = await runBatch(rates, set, { ...one, engine: 'auto' })
      expect(engine.backend).toBe('float64')
      const { figures } = await runScenario(rates, { ...set, seed: 2 })
      const [corner, rest] = ['corner', 'rest'].map(image => reads.at(-1)!.means[image]) as [
        Float64Array,
        Float64Array,
      ]
      expect(corner[1] / rest[1]).toBeGreaterThan(1.5)
      expect(corner[1] / corner[0]).not.toBe(1)
      expect(corner[1] / figures.corner!.value).toBeCloseTo(1, 6)
      expect(rest[1] / figures.rest!.value).toBeCloseTo(1, 6)
    },
  )

  it.each(['isolated', 'crossbar'])(
    'refuses an engine that was asked for, and says why: %s',
    async network => {
      await expect(runBatch(rates, { set: { network } }, { ...one, engine: 'webasm' })).rejects.toThrow(
        /rates\.yaml:\d+:\d+: .*linear-drift-biolek, whose states do not relax at a constant voltage, in a batch on a GPU; expected the backend webgpu or float64/,
      )
    },
  )

  it('refuses cells with an unknown', async () => {
    const set = {
      set: {
        'array.cells.device': DIODE,
        variability: { series: 0.1 },
      },
    }
    await expect(runBatch(rates, set, { ...one, engine: 'webasm' })).rejects.toThrow(
      /diode-with-resistor, whose junction is solved inside the cell/,
    )
  })
})
