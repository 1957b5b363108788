import { describe, expect, it } from 'vitest'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { createStorageCell, type StorageCell } from '../../../arrays/devices/storage-cell.ts'
import { currentCycle } from '../../../scenarios/plasticity/current-cycle.ts'
import { currentMemory } from '../../../scenarios/plasticity/current-memory.ts'
import { exponentialNonlinearity } from '../../../scenarios/plasticity/current-nonlinearity.ts'
import { currentPulses } from '../../../scenarios/plasticity/current-pulses.ts'
import { currentRetention } from '../../../scenarios/plasticity/current-retention.ts'
import { voltageSweep } from '../../../scenarios/plasticity/voltage-sweep.ts'

/** 1 mF with 1000 ohm across it: charges to 1 V at 1 mA with 1 s. */
function bare(): StorageCell {
  return createStorageCell(fmes, {
    parameters: { capacitance: 1e-3, seriesOhms: 0, poreOhms: 0, leakOhms: 1e15, regulatingOhms: 1000 },
  })
}

describe('currentPulses', () => {
  it('gives the voltages of a capacitor and a resistor', () => {
    const { initialVolts, peakVolts, periodVolts } = currentPulses(bare(), {
      amps: 1e-3,
      width: 1,
      interval: 2,
      number: 2,
    })
    const first = 1 - Math.exp(-1)
    const rest = first * Math.exp(-2)
    const second = 1 + (rest - 1) * Math.exp(-1)
    expect(initialVolts).toBe(0)
    expect(peakVolts[0]).toBeCloseTo(first, 12)
    expect(periodVolts[0]).toBeCloseTo(rest, 12)
    expect(peakVolts[1]).toBeCloseTo(second, 12)
    expect(periodVolts[1]).toBeCloseTo(second * Math.exp(-2), 12)
  })

  it.each([
    [{ width: 0 }, /width = 0/],
    [{ number: 0 }, /number = 0/],
    [{ interval: -1 }, /interval = -1/],
  ])('refuses %j', (wrong, words) => {
    expect(() => currentPulses(bare(), { amps: 1, width: 1, ...wrong })).toThrow(words)
  })
})

it('currentRetention follows the decay and refuses times that fall', () => {
  const cell = bare()
  cell.state[0] = 0.5
  const { volts } = currentRetention(cell, [0, 1, 3])
  expect(Array.from(volts, v => Math.log(v / 0.5))).toEqual([0, -1, -3].map(x => expect.closeTo(x, 10)))
  expect(() => currentRetention(cell, [1, 0.5])).toThrow(/a read at 0.5 s after 1 s/)
})

it('currentCycle goes up and down again', () => {
  const { up, down } = currentCycle(bare(), { amps: 1e-3, width: 1e-3, period: 2e-3, number: 50 })
  expect(up.every((v, k) => k === 0 || v > up[k - 1])).toBe(true)
  expect(down.every((v, k) => v < (down[k - 1] ?? up.at(-1)!))).toBe(true)
})

describe('exponentialNonlinearity', () => {
  it.each([-3, -0.2, 0, 0.7, 12])('finds the curvature of a curve that has it, %d', a => {
    const weights = Array.from({ length: 40 }, (_, k) => (a === 0 ? k / 39 : Math.expm1((-a * k) / 39) / a))
    expect(exponentialNonlinearity(weights)).toBeCloseTo(a, 6)
    expect(exponentialNonlinearity(weights.map(w => 5 - 3 * w))).toBeCloseTo(a, 6)
  })

  it('refuses a series without change', () => {
    expect(() => exponentialNonlinearity([1, 2])).toThrow(/2 weights/)
    expect(() => exponentialNonlinearity([1, 2, 1])).toThrow(/a change of 0/)
  })
})

it('currentMemory of a decay that is short against the record tends to that of one sample', () => {
  // One sample stands alone: the autocorrelation is 1 at lag 0 and 0 at the other 99.
  const cell = createStorageCell(fmes, {
    parameters: { regulatingOhms: 1, seriesOhms: 0, poreOhms: 0, capacitance: 1e-9 },
  })
  const found = currentMemory(cell, { amps: 1e-3, width: 1e-3, record: 0.1, sample: 1e-3 })
  expect(found).toBeCloseTo(Math.sqrt(0.01 * 0.99), 9)
})

it('a sweep of a storage cell does not depend on its step', () => {
  const ends = [0.8, 0.1, 1e-3].map(step => {
    const cell = createStorageCell(fmes)
    return voltageSweep(cell, { vertices: [0, 0.8, 0], rate: 0.05, cycles: 2, step })[1].vertexAmps
  })
  for (const amps of ends)
    for (const [k, value] of amps.entries()) expect(Math.abs(value / ends[0][k] - 1)).toBeLessThan(1e-9)
})
