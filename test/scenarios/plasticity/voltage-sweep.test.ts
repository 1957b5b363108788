import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { enclosedArea, loopArea } from '../../../scenarios/plasticity/loop-area.ts'
import { voltageSweep } from '../../../scenarios/plasticity/voltage-sweep.ts'
import { leakySynapse } from './leaky-synapse.ts'

describe('voltageSweep', () => {
  it('visits 0, 0.5, 1, 0.5, 0 V for a triangle in steps of half a volt', () => {
    const cell = createCell(resistor, { parameters: { conductance: 2 } })
    const cycles = voltageSweep(cell, { vertices: [0, 1, 0], rate: 0.1, step: 0.5, cycles: 2 })
    expect(cycles).toHaveLength(2)
    expect([...cycles[1].volts]).toEqual([0, 0.5, 1, 0.5, 0])
    expect([...cycles[1].amps]).toEqual([0, 1, 2, 1, 0])
    expect(cycles[1].vertexAmps).toEqual([0, 2, 0])
  })

  it('matches one step of a hand calculation', () => {
    const cell = createCell(leakySynapse)
    const [cycle] = voltageSweep(cell, { vertices: [0, 1], rate: 0.5, step: 1 })
    // The middle voltage 0.5 V for 2 s: rate 0.35, target 0.5, read at 1 V.
    expect(cycle!.amps[1]).toBeCloseTo(1 + 0.5 * (1 - Math.exp(-0.7)), 14)
  })

  it('goes on from the state that the last cycle left', () => {
    const cell = createCell(leakySynapse)
    const [first, second] = voltageSweep(cell, { vertices: [0, 2, 0], rate: 1, cycles: 2 })
    expect(second!.vertexAmps[1]).toBeGreaterThan(first!.vertexAmps[1])
  })

  it('converges with the square of the step', () => {
    const end = (step: number): number =>
      voltageSweep(createCell(leakySynapse), { vertices: [0, 3, -3, 0], rate: 0.5, step })[0].vertexAmps[2]
    const fine = end(0.001)
    const coarse = Math.abs(end(0.2) - fine)
    const halved = Math.abs(end(0.1) - fine)
    expect(Math.log2(coarse / halved)).toBeGreaterThan(1.9)
    expect(Math.log2(coarse / halved)).toBeLessThan(2.1)
  })

  it.each([
    [{ vertices: [0], rate: 1 }, 'vertices'],
    [{ vertices: [0, 1], rate: 0 }, 'rate = 0'],
    [{ vertices: [0, 1], rate: 1, step: -1 }, 'step = -1'],
  ])('refuses %o', (options, message) => {
    expect(() => voltageSweep(createCell(resistor), options)).toThrow(message)
  })
})

describe('loopArea', () => {
  it('is 0 for a resistor and the enclosed area for a loop that opens', () => {
    const area = (volts: number[], amps: number[]): number =>
      loopArea({ volts: Float64Array.from(volts), amps: Float64Array.from(amps), vertexAmps: [] })
    expect(area([0, 1, 2, 1, 0], [0, 1, 2, 1, 0])).toBe(0)
    expect(area([0, 1, 2, 1, 0], [0, 1, 2, 0, 0])).toBe(1)
  })

  it('adds up the lobes of a pinched loop, which run in opposite senses', () => {
    const pinched = {
      volts: Float64Array.of(0, 1, 2, 1, 0, -1, -2, -1, 0),
      amps: Float64Array.of(0, 1, 2, 0, 0, 0, -2, -1, 0),
      vertexAmps: [],
    }
    expect(loopArea(pinched)).toBe(0)
    expect(enclosedArea(pinched)).toBe(2)
  })
})
