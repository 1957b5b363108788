import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ecram } from '../../../arrays/devices/field/ecram.ts'
import { exponentialSelector, otsSelector, thresholdSwitch } from '../../../arrays/devices/field/selectors.ts'
import { thresholdMemristor } from '../../../arrays/devices/field/threshold-memristor.ts'
import { umich } from '../../../arrays/devices/field/umich.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { compareDevice } from '../../../scenarios/compare/compare-device.ts'
import { findDevice } from '../../../src/host/find-device.ts'

describe('compareDevice', () => {
  it('is what a hand computes for a resistance that moves at 2e12 ohm/(V s) beyond 1.6 V', () => {
    const found = compareDevice(thresholdMemristor, 16)
    expect(found.on).toBeCloseTo(1e-3, 12)
    expect(found.off).toBeCloseTo(1e-4, 12)
    // Half of 3 V is below the threshold.
    expect(found.disturbance).toBe(0)
    // 7 kohm falls at 2.8e12 ohm/s to 1 kohm and stays there for what is left of 4 ns.
    const falling = Math.log(7) / 2.8e12
    const left = (4e-9 - 6000 / 2.8e12) / 1000
    expect(found.writeJoules / (9 * (falling + left))).toBeCloseTo(1, 3)
    expect(found.retentionSeconds).toBe(Number.POSITIVE_INFINITY)
    // Without wires the cell's V/R stands beside 15 half-selected ones of V/2R.
    const ideal = (1 - 0.1) / (1 + 15 / 2)
    expect(found.readMargin).toBeLessThan(ideal)
    expect(found.readMargin).toBeGreaterThan(0.8 * ideal)
    expect(compareDevice(thresholdMemristor, 2).readMargin).toBeCloseTo(0.9 / 1.5, 2)
    expect(found.obstacles).toEqual(['margin'])
  })

  it('follows what forgets to half of its contrast', () => {
    const { on, off, retentionSeconds } = compareDevice(umich, 2)
    const siemens = (w: number): number =>
      ((1 - w) * 5e-7 * (1 - Math.exp(-0.15)) + w * 4e-6 * Math.sinh(0.6)) / 0.3
    const share = (g: number): number => (g - siemens(0)) / (siemens(1) - siemens(0))
    // The share of the area falls at 4.5/10 of it a second, and the conductance with it.
    const time = Math.log(share(on) / share((on + off) / 2)) / 0.45
    expect(retentionSeconds / time).toBeCloseTo(1, 2)
  })

  it('writes a device with a gate by the pulses that cross its range', () => {
    const found = compareDevice(ecram, 4)
    expect(found.kind).toBe('gated')
    // A thousand steps up end at the bound; a thousand down leave the distance to w* = wMin/gammaDown to the power of their factor.
    const end = -0.8276 / 0.5085
    const down = Math.max(-0.8276, end + (1.1724 - end) * (1 - (0.002 * 0.5085) / 0.8276) ** 1000)
    const siemens = (w: number): number => 1e-6 * (10 + 45 * (w + 0.8276))
    expect(found.on / siemens(1.1724)).toBeCloseTo(1, 9)
    expect(found.off / siemens(down)).toBeCloseTo(1, 6)
    // 10 nA through 1 uS for a second.
    expect(found.writeJoules / 1e-10).toBeCloseTo(1, 6)
    expect(found.readMargin).toBeCloseTo(1 - found.off / found.on, 3)
  })

  it('reads cells of 100 kohm and 10 Mohm through a selector', () => {
    const found = compareDevice(exponentialSelector, 8)
    const current = (ohms: number): number => {
      let [low, high] = [0, 1.2]
      for (let k = 0; k < 100; k++) {
        const middle = (low + high) / 2
        if (1.2 * Math.exp(-4.8) * Math.sinh(4 * middle) < (1.2 - middle) / ohms) low = middle
        else high = middle
      }
      return (1.2 - low) / ohms
    }
    expect(found.kind).toBe('selector')
    expect(found.on / (current(100e3) / 1.2)).toBeCloseTo(1, 4)
    expect(found.off / (current(10e6) / 1.2)).toBeCloseTo(1, 4)
    expect(found.disturbance).toBeNaN()
  })

  it('takes a switch that forgets as a selector, off where it is half-selected', () => {
    const { kind, on } = compareDevice(thresholdSwitch, 4)
    expect(kind).toBe('selector')
    // 2 V leave 0.67 V at 50 kohm beside 100 kohm: it stays an insulator.
    expect(on * 150e3).toBeCloseTo(1, 3)
  })

  it('turns on a switch of glass where it is selected, and settles it at its threshold behind its cell', () => {
    const { on, off, readMargin } = compareDevice(otsSelector, 2)
    // Where it holds, 1/R = (1 - x)/15k + x/315M takes the volts at which half of tanh is x; the cell takes the rest of 2 V.
    const amps = (ohms: number): number => {
      let [low, high] = [0, 1]
      for (let k = 0; k < 200; k++) {
        const x = (low + high) / 2
        const volts = 2 / (1 + ohms * ((1 - x) / 15e3 + x / 315e6))
        if (0.5 * (1 - Math.tanh((volts - 0.71 - 0.55 * x) / 0.05)) > x) low = x
        else high = x
      }
      return (2 - 2 / (1 + ohms * ((1 - low) / 15e3 + low / 315e6))) / ohms
    }
    expect(on / (amps(100e3) / 2)).toBeCloseTo(1, 2)
    expect(off / (amps(10e6) / 2)).toBeCloseTo(1, 2)
    expect(readMargin).toBeGreaterThan(0.9)
  })

  it('compares a table of steps by its pulses, which the table leaves alone at half of their volts', () => {
    const table = findDevice(
      fileURLToPath(new URL('../../../examples/devices/soft-bounds-table.yaml', import.meta.url)),
    )
    const { on, off, disturbance, retentionSeconds } = compareDevice(table, 2)
    // 8 % of the way to the bound a pulse, and 56 pulses to 99 % of it.
    const up = 10e-6 - 9e-6 * 0.92 ** 56
    expect(on / up).toBeCloseTo(1, 4)
    expect(off / (1e-6 + (up - 1e-6) * 0.92 ** 56)).toBeCloseTo(1, 4)
    expect(disturbance).toBe(0)
    expect(retentionSeconds).toBe(Number.POSITIVE_INFINITY)
  })

  it('refuses what neither remembers nor selects', () => {
    expect(() => compareDevice(resistor, 4)).toThrow(
      'found the device resistor, which neither remembers nor selects',
    )
  })
})
