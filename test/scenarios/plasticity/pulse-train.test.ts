import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { pulseTrain } from '../../../scenarios/plasticity/pulse-train.ts'
import { retention } from '../../../scenarios/plasticity/retention.ts'
import { leakySynapse } from './leaky-synapse.ts'

describe('pulseTrain', () => {
  it('matches two pulses worked out by hand', () => {
    const cell = createCell(leakySynapse)
    const { initialAmps, peakAmps, readAmps } = pulseTrain(cell, {
      volts: 2,
      width: 1,
      interval: 5,
      number: 2,
    })
    // Rate 1.1, target 2 on the pulse; rate 0.1, target 0 at rest.
    const x1 = 2 * (1 - Math.exp(-1.1))
    const x2 = 2 + (x1 * Math.exp(-0.5) - 2) * Math.exp(-1.1)
    expect(initialAmps).toBeCloseTo(0.1, 15)
    expect(peakAmps[0]).toBeCloseTo(2 * (1 + x1), 13)
    expect(peakAmps[1]).toBeCloseTo(2 * (1 + x2), 13)
    expect(readAmps[1]).toBeCloseTo(0.1 * (1 + x2), 14)
    expect(cell.state[0]).toBeCloseTo(x2, 14)
  })

  it('without intervals is one long pulse', () => {
    const cell = createCell(leakySynapse)
    const twin = createCell(leakySynapse)
    pulseTrain(cell, { volts: -1, width: 0.25, number: 8 })
    pulseTrain(twin, { volts: -1, width: 2 })
    expect(cell.state[0]).toBeCloseTo(twin.state[0], 14)
  })

  it.each([
    [{ volts: 1, width: 0 }, 'width = 0'],
    [{ volts: 1, width: 1, interval: -1 }, 'interval = -1'],
    [{ volts: 1, width: 1, number: Number.NaN }, 'number = NaN'],
    [{ volts: 1, width: 1, readVolts: 0 }, 'readVolts = 0'],
  ])('refuses %o', (options, message) => {
    expect(() => pulseTrain(createCell(leakySynapse), options)).toThrow(message)
  })
})

describe('retention', () => {
  it('reads a decay that was worked out by hand without disturbing it', () => {
    const cell = createCell(leakySynapse, { state: { x: 3 } })
    const { seconds, amps } = retention(cell, { seconds: [0, 10, 10, 30], readVolts: 0.5 })
    expect([...seconds]).toEqual([0, 10, 10, 30])
    for (const [k, time] of seconds.entries()) {
      expect(amps[k]).toBeCloseTo(0.5 * (1 + 3 * Math.exp(-time / 10)), 13)
    }
  })

  it('refuses times that fall', () => {
    expect(() => retention(createCell(leakySynapse), { seconds: [2, 1] })).toThrow('1 s after 2 s')
  })
})
