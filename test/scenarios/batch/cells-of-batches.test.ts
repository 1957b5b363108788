import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runBatch } from '../../../scenarios/batch/run-batch.ts'
import { runScenario } from '../../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { webgpu } from '../../kernels/gpu/test-gpus.ts'
import { expectAlike } from './expect-alike.ts'

const here = (name: string) => loadScenario(fileURLToPath(new URL(name, import.meta.url)))
const small = here('./crossbar.yaml')
const charged = here('./charge.yaml')
const drift = here('./rates.yaml')
const one = { samples: 3 }
// An adapter in software compiles shaders for seconds.
const PATIENT = { timeout: 300_000 }
const SELECTOR = { selector: { saturation: '1 uA', scale: '0.1 V' } }
const FAULTS = { open: 0.1, short: 0.05 }

const RETURNING = {
  'array.cells': { device: 'ec-mof-l' },
  'array.wires': { word: '1 Mohm', bit: '1 Mohm' },
  variability: {},
}

const CELLS = [
  ['selectors', { 'array.access': 'selector' }],
  ['selectors, lines floating', { 'array.access': 'selector', bias: 'float' }],
  ['selectors, cells alone', { 'array.access': 'selector', network: 'isolated' }],
  ['one-sided selectors', { 'array.access': 'oneSidedSelector' }],
  ['one-sided selectors, lines floating', { 'array.access': 'oneSidedSelector', bias: 'float' }],
  ['diodes', { 'array.access': 'diode' }],
  ['diodes, lines floating', { 'array.access': 'diode', bias: 'float' }],
  ['resistors', { 'array.access': { resistor: '2 Mohm' } }],
  ['stuck cells', { 'array.stuck': FAULTS }],
  ['stuck cells behind diodes', { 'array.stuck': FAULTS, 'array.access': 'diode' }],
  ['stuck cells, alone', { 'array.stuck': FAULTS, network: 'isolated' }],
] as const

const CHARGED = [
  ['wires alone', {}],
  ['lines floating', { bias: 'float' }],
  ['cells alone', { network: 'isolated' }],
  [
    'one capacitor',
    { 'array.cells': { device: 'fmes', poreOhms: '0 ohm' }, variability: { capacitance: 0.2 } },
  ],
  ['resistors', { 'array.access': { resistor: '20 ohm' } }],
  ['selectors', { 'array.access': SELECTOR }],
  ['selectors, lines floating', { 'array.access': SELECTOR, bias: 'float' }],
  ['stuck cells', { 'array.stuck': FAULTS }],
] as const

const PULSES = (volts: string, width: string) => [
  { write: 'corner', volts, width, interval: '1 ms', frame: false },
  { read: '0.1 V', by: 'cell', name: 'last' },
]
const YAKOPCIC = { 'array.cells': { device: 'yakopcic' }, variability: { ap: 0.2 } }

const RATES = [
  ['drift', {}],
  ['drift, lines floating', { bias: 'float' }],
  ['drift, cells alone', { network: 'isolated' }],
  ['drift behind resistors', { 'array.access': { resistor: '500 ohm' } }],
  ['two windows', { ...YAKOPCIC, program: PULSES('0.5 V', '0.3 ms') }],
  [
    'an unknown in the current',
    { 'array.cells': { device: 'memdiode' }, variability: { t0s: 0.2 }, program: PULSES('1.3 V', '0.3 s') },
  ],
  [
    'an unknown in the rates',
    {
      'array.cells': { device: 'jart-vcm-v1b' },
      variability: { barrier: 0.01 },
      program: PULSES('-1 V', '100 ns'),
    },
  ],
  [
    'stuck cells, thresholds',
    {
      'array.cells': { device: 'vteam' },
      variability: { kOn: 0.2 },
      'array.stuck': FAULTS,
      program: PULSES('-0.6 V', '2 ps'),
    },
  ],
] as const

describe('runBatch of cells behind elements, stuck or charged', () => {
  it.each([
    ['stuck cells', small, { 'array.stuck': FAULTS }],
    ['stuck cells, alone', small, { 'array.stuck': FAULTS, network: 'isolated' }],
    ['selectors, cells alone', small, { 'array.access': 'selector', network: 'isolated' }],
    ['charge', charged, {}],
    ['charge, cells alone', charged, { network: 'isolated' }],
  ])('gives every sample what a run with its seed gives: %s', async (_, scenario, set) => {
    const { reads } = await runBatch(scenario, { set }, one)
    const { figures } = await runScenario(scenario, { set, seed: 3 })
    for (const image of ['corner', 'rest']) {
      expect(reads[1].means[image][2] / figures[image].value).toBeCloseTo(1, 12)
      expect(reads[1].means[image][1]).not.toBe(reads[1].means[image][2])
    }
  })

  describe.skipIf(webgpu === undefined)('on webgpu (needs npm webgpu and a Vulkan driver)', PATIENT, () => {
    it.each(CELLS)('agrees with float64: %s', async (_, set) => {
      const found = await runBatch(small, { set }, { ...one, engine: 'webgpu' })
      expect(found.engine.backend).toBe('webgpu')
      expectAlike(found, await runBatch(small, { set }, one), 1e-4)
    })

    it.each(CHARGED)('agrees with float64 where cells store charge: %s', async (_, set) => {
      const found = await runBatch(charged, { set }, { ...one, engine: 'webgpu' })
      expect(found.engine.backend).toBe('webgpu')
      expectAlike(found, await runBatch(charged, { set }, one), 1e-4, true)
    })

    it.each(RATES)('agrees with float64 where rates depend on the states: %s', async (_, set) => {
      const found = await runBatch(drift, { set }, { ...one, engine: 'webgpu' })
      expect(found.engine.backend).toBe('webgpu')
      const exact = await runBatch(drift, { set }, one)
      expectAlike(found, exact, 1e-4)
      const [corner, rest] = ['corner', 'rest'].map(image => exact.reads.at(-1)!.means[image][0])
      expect(Math.abs(corner / rest - 1)).toBeGreaterThan(0.01)
    })

    it.each([
      ['mss-stochastic', 'which draws a number for each pulse'],
      ['linear-drift-joglekar', 'whose state stands still at an end of its range under any voltage'],
    ])('refuses what float32 cannot follow, and says why: %s', async (device, why) => {
      const set = { 'array.cells': { device }, variability: {} }
      await expect(runBatch(drift, { set }, { ...one, engine: 'webgpu' })).rejects.toThrow(
        new RegExp(`${device}, ${why}.*, in a batch on a GPU; expected the backend float64`),
      )
    })

    it('leaves out what flows at 0 V where cells return charge', async () => {
      const set = RETURNING
      const found = await runBatch(small, { set }, { ...one, engine: 'webgpu' })
      expectAlike(found, await runBatch(small, { set }, one), 1e-4)
    })

    it('refuses transistors, and says why', async () => {
      await expect(runBatch(small, { access: 'transistor' }, { ...one, engine: 'webgpu' })).rejects.toThrow(
        /transistors, whose current depends on .*; expected the backend float64/,
      )
    })
  })

  it.each([
    [small, { 'array.access': 'diode' }, 'cells with a diode'],
    [small, { 'array.stuck': FAULTS }, 'stuck cells'],
    [charged, {}, 'fmes, which stores charge'],
    [small, RETURNING, 'ec-mof-l, whose cells return charge'],
  ])('says which backends serve what webasm does not: %#', async (scenario, set, what) => {
    await expect(runBatch(scenario, { set }, { ...one, engine: 'webasm' })).rejects.toThrow(
      new RegExp(`${what}, in a batch .*webasm; expected the backend webgpu or float64`),
    )
  })

  it('leaves to float64 what no GPU computes, unless one was asked for', async () => {
    const { engine } = await runBatch(small, { access: 'transistor' }, { samples: 1, engine: 'auto' })
    expect(engine.backend).toBe('float64')
  })
})
