import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { cycleFactors } from '../../../arrays/crossbar/vary-cycles.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'

const cycles = { spread: 0.2, seed: 7, array: 0 }

describe('cycleFactors', () => {
  test('have the median 1 and the asked spread', () => {
    const logs = Array.from({ length: 64 }, (_, pulse) => [...cycleFactors(cycles, pulse, 64)])
      .flat()
      .map(Math.log)
    const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length
    const sigma = Math.sqrt(logs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (logs.length - 1))
    // Four standard errors of the mean and of the standard deviation of 4096 draws.
    expect(Math.abs(mean)).toBeLessThan((4 * 0.2) / 64)
    expect(Math.abs(sigma - 0.2)).toBeLessThan((4 * 0.2) / Math.sqrt(2 * 4096))
  })

  test('differ from pulse to pulse, cell to cell, array to array and seed to seed, and by nothing else', () => {
    const [first, second] = cycleFactors(cycles, 3, 2)
    expect(cycleFactors(cycles, 3, 2)[0]).toBe(first)
    const others = [
      second,
      cycleFactors(cycles, 4, 2)[0],
      cycleFactors({ ...cycles, array: 1 }, 3, 2)[0],
      cycleFactors({ ...cycles, seed: 8 }, 3, 2)[0],
    ]
    for (const other of others) expect(other).not.toBe(first)
  })
})

describe('an array whose cells move at a pace of their own', () => {
  const pace = Float64Array.of(1, 2, 0.5, 3)
  const spec = { ...createArraySpec({ size: [2, 2], device: ecMofL }), pace }
  const volts = Float64Array.of(3, 3, -2, 1)
  const seconds = 1.5

  test('isolated: each cell is where a pulse as much longer brings it', () => {
    const states = spec.initial.map(x => x.slice())
    advance(spec, { kind: 'isolated', volts }, seconds, states, createEnergyMeter())
    pace.forEach((factor, k) => {
      const cell = createCell(ecMofL)
      cell.advance(volts[k], factor * seconds)
      ecMofL.states.forEach((_, s) => {
        expect(states[s][k]).toBeCloseTo(cell.state[s], 14)
      })
    })
  })

  test('its energy is that of the states it goes through', () => {
    const [slow, fast] = [1, 2].map(factor => {
      const meter = createEnergyMeter()
      const one = { ...createArraySpec({ size: [1, 1], device: ecMofL }), pace: Float64Array.of(factor) }
      const states = one.initial.map(x => x.slice())
      advance(one, { kind: 'isolated', volts: Float64Array.of(3) }, seconds / factor, states, meter)
      return meter.delivered * factor
    })
    // The same states in half the time take half the energy.
    expect(fast! / slow!).toBeCloseTo(1, 9)
  })
})
