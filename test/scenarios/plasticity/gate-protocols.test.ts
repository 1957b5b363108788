import { describe, expect, test } from 'vitest'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import { liponLicoo2 } from '../../../arrays/devices/review/lipon-licoo2.ts'
import { peoMos2 } from '../../../arrays/devices/review/peo-mos2.ts'
import { peoSns2 } from '../../../arrays/devices/review/peo-sns2.ts'
import { psgWo3 } from '../../../arrays/devices/review/psg-wo3.ts'
import { cycleFigures } from '../../../scenarios/plasticity/gate-cycle-figures.ts'
import { gateCycles } from '../../../scenarios/plasticity/gate-cycles.ts'
import { fireNeuristor } from '../../../scenarios/plasticity/gate-neuristor.ts'
import { gatePairIndex, twoGateIndex } from '../../../scenarios/plasticity/gate-pair.ts'
import { gatePulseEnergy } from '../../../scenarios/plasticity/gate-pulse-energy.ts'
import { gatePulseTrain } from '../../../scenarios/plasticity/gate-pulse-train.ts'
import { gateRetention } from '../../../scenarios/plasticity/gate-retention.ts'
import { gateLoopArea, gateSweep } from '../../../scenarios/plasticity/gate-sweep.ts'

describe('figures of a cycle, by hand', () => {
  test('a straight, mirrored cycle has neither non-linearity nor asymmetry', () => {
    const figures = cycleFigures({ up: [1, 2, 3], down: [3, 2, 1] })
    expect(figures).toEqual({
      low: 1,
      high: 3,
      rise: 2,
      fall: 2,
      upNonlinearity: 0,
      downNonlinearity: 0,
      asymmetry: 0,
    })
  })

  test('a bent rise against a straight fall', () => {
    const { upNonlinearity, downNonlinearity, asymmetry } = cycleFigures({ up: [0, 3, 4], down: [4, 2, 0] })
    expect([upNonlinearity, downNonlinearity, asymmetry]).toEqual([0.25, 0, 0.25])
  })
})

test('a train reads peaks and levels in turn; retention goes on from its end', () => {
  const cell = createGatedCell(psgWo3)
  const { initial, peaks, levels } = gatePulseTrain(cell, { amplitude: 3, width: 1, rest: 10, number: 3 })
  expect(initial).toBeCloseTo(0.7e-6, 15)
  for (let k = 0; k < 3; k++) expect(peaks[k]).toBeGreaterThan(levels[k])
  const [now, later] = gateRetention(cell, [0, 1e9])
  expect(now).toBe(levels[2])
  expect(later).toBeCloseTo(0.7e-6, 12)
  expect(() => gateRetention(cell, [2, 1])).toThrow(/rising/)
  expect(() => gatePulseTrain(cell, { amplitude: 3, width: 0, rest: 1 })).toThrow(/width/)
})

test('the second cycle starts where the first one ended', () => {
  const [first, second] = gateCycles(createGatedCell(psgWo3))
  expect(second!.up[0]).toBe(first!.down.at(-1))
  expect(second!.up).toHaveLength(101)
})

describe('energy of a pulse', () => {
  test('of a plain stack is V2 g t', () => {
    const { joules, lossJoules, amps } = gatePulseEnergy(createGatedCell(psgWo3), { amplitude: 3, width: 1 })
    const stack = createGatedCell(psgWo3).gateCurrent(1)
    expect(joules / (9 * stack)).toBeCloseTo(1, 12)
    expect(lossJoules / joules).toBeCloseTo(1, 12)
    expect(amps / (3 * stack)).toBeCloseTo(1, 12)
  })

  test('of a battery is charge times open-circuit voltage, and the loss', () => {
    const cell = createGatedCell(liponLicoo2, { state: { lasting: 0.5 } })
    const { joules, lossJoules } = gatePulseEnergy(cell, { amplitude: -200e-9, width: 2 })
    const mean = cell.state[1] / 2 + 0.25
    expect(lossJoules).toBeCloseTo(200e-9 * 0.75e-3 * 2, 15)
    expect(joules - lossJoules).toBeCloseTo(200e-9 * 2 * 4.2 * mean, 12)
  })
})

test('a slow sweep of a relaxing device encloses an area, counterclockwise; without states none', () => {
  const sweep = { vertices: [-3, 3, -3], rate: 1 }
  expect(gateLoopArea(gateSweep(createGatedCell(psgWo3), sweep))).toBeGreaterThan(0)
  const still = createGatedCell(psgWo3, { parameters: { layerGain: 0, highConductance: 0.7e-6 } })
  expect(Math.abs(gateLoopArea(gateSweep(still, sweep)))).toBeLessThan(1e-12)
})

test('pairs: facilitation by exp(-interval / time) of a lone double layer, by hand', () => {
  const parameters = { highConductance: 1.23e-6, layerTime: 0.1, layerScale: 1e3 }
  const index = gatePairIndex(createGatedCell(peoSns2, { parameters }), {
    amplitude: 1,
    width: 0.05,
    interval: 0.1,
  })
  // The first response decays over the interval and the second pulse, and the second adds the same again.
  expect(index).toBeCloseTo(1 + Math.exp(-0.15 / 0.1), 6)
})

test('two gates are the same from either side', () => {
  const index = (delay: number): number =>
    twoGateIndex(createGatedCell(peoSns2), { amplitude: 1, width: 0.05, delay })
  expect(index(-0.03)).toBe(index(0.03))
  // Ten seconds apart only what has entered the channel adds.
  expect(Math.abs(index(10) - 1)).toBeLessThan(0.02)
})

test('a neuristor is reproducible by its seed and silent without input', () => {
  const fire = (amplitude: number, seed: number) =>
    fireNeuristor(createGatedCell(peoMos2), { amplitude, seed })
  expect(fire(0.75, 3)).toEqual(fire(0.75, 3))
  expect(fire(0, 3).spikes).toBe(0)
  expect(fire(0.75, 3).ticks).toBe(33)
  const other = new Set([1, 2, 3, 4, 5].map(seed => fire(0.75, seed).spikes))
  expect(other.size).toBeGreaterThan(1)
})
