import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofH, ecMofL, ecMofN } from '../../../arrays/devices/ec-mof.ts'
import { lawsAt } from './laws-at.ts'

const values = (name: string): number => ecMofL.parameters.find(spec => spec.name === name)!.value
const { rate, target, current, slope } = lawsAt(ecMofL)

describe('ecMofL', () => {
  it('carries 0.1 pA at 10 mV at rest, 1 fW', () => {
    // The reaction begins at 1e-3 of that.
    expect(createCell(ecMofL).current(0.01) / 1e-13).toBeCloseTo(1, 2)
    expect(createCell(ecMofN).current(0.01)).toBeCloseTo(1e-13, 25)
  })

  it('adds the conductance of each population', () => {
    const redox = target(3, 2)
    const cell = createCell(ecMofL, { state: { layer: 0.5, surface: 0.25, pore: 1, redox } })
    const expected = 1e-11 + 0.5 * 9.77e-12 + 0.25 * 3.7e-11 + 5.13e-11
    expect(cell.current(2) / 2 / expected).toBeCloseTo(1, 12)
    expect(lawsAt(ecMofN).slope(2, 0.5, 0.25, 1)).toBeGreaterThan(0)
  })

  it('has the slope of its current', () => {
    const states = [0.5, 0.25, 0.1, 0.3]
    for (const v of [-1, -0.1, 0.2, 1.2, 1.44, 1.6, 3]) {
      const difference = (current(v + 1e-5, ...states) - current(v - 1e-5, ...states)) / 2e-5
      expect(slope(v, ...states) / difference, `${v} V`).toBeCloseTo(1, 6)
    }
  })

  it('takes up the charge of its redox centres at the start of a pulse and gives it back after', () => {
    const charge = values('redoxCharge')
    const film = createCell(ecMofL, { parameters: { redoxCharge: 0 } })
    const cell = createCell(ecMofL)
    const passed = (volts: number): number => {
      // Gauss's midpoints in steps of a thousandth of the time of the reaction, over twenty times.
      const step = values('redoxTime') / 1000
      let sum = 0
      for (let k = 0; k < 20_000; k++) {
        for (const one of [film, cell]) one.advance(volts, step / 2)
        sum += (cell.current(volts) - film.current(volts)) * step
        for (const one of [film, cell]) one.advance(volts, step / 2)
      }
      return sum
    }
    expect(passed(3) / charge).toBeCloseTo(1, 5)
    expect(passed(0) / charge).toBeCloseTo(-1, 5)
  })

  it('is read as if no charge flowed back', () => {
    const cell = createCell(ecMofL)
    cell.advance(3, 1.5)
    expect(cell.current(0.01)).toBeLessThan(-1e-10)
    const [layer, surface, pore] = cell.state
    const film = createCell(ecMofL, {
      parameters: { redoxCharge: 0 },
      state: { layer: layer!, surface: surface!, pore: pore! },
    })
    expect(cell.conductance(0.01) / film.conductance(0.01)).toBeCloseTo(1, 2)
  })

  it('follows a ramp as small steps do, with the charging current of a fast reaction', () => {
    const [ramped, stepped] = [createCell(ecMofL), createCell(ecMofL)]
    const count = 20_000
    for (let k = 0; k < 100; k++) ramped.ramp!(0.02 * k, 0.02 * (k + 1), 0.02)
    for (let k = 0; k < count; k++) stepped.advance((2 * (k + 0.5)) / count, 2 / count)
    // Straight pieces of 0.02 V against a width of 0.1 V.
    expect(ramped.current(2) / stepped.current(2)).toBeCloseTo(1, 2)
    // Slowly, the reaction is at its equilibrium and what flows for it is charge over time.
    const slow = createCell(ecMofL)
    for (let k = 0; k < 100; k++) slow.ramp!(0.02 * k, 0.02 * (k + 1), 200)
    expect(slow.state[3] / target(3, 2)).toBeCloseTo(1, 4)
  })

  it('charges its double layer to tanh(v / layerVolts), and only at positive voltages', () => {
    for (const v of [1e-9, 0.01, 1.2, 5]) {
      expect(target(0, v) / Math.tanh(v / values('layerVolts'))).toBeCloseTo(1, 12)
    }
    expect(target(0, -1)).toBe(0)
    expect(rate(0, 3)).toBeCloseTo(1 / values('layerTime'), 15)
  })

  it('takes half of the entry rate at the entry voltage', () => {
    const entry = rate(1, values('entryVolts')) - 1 / values('surfaceTime')
    expect(entry / values('surfaceRate')).toBeCloseTo(0.5, 3)
    expect(target(1, values('entryVolts'))).toBeCloseTo(entry / (entry + 1 / values('surfaceTime')), 12)
  })

  it('keeps ions out exactly at 0 V, so that retention is not disturbed', () => {
    expect(target(1, 0)).toBe(0)
    expect(target(2, 0)).toBe(0)
    expect(rate(2, 0)).toBe(1 / values('poreTime'))
  })

  it('draws ions out faster at negative voltages', () => {
    expect(rate(2, -3) - 1 / values('poreTime')).toBeCloseTo(values('exitRate'), 5)
    expect(target(2, -3)).toBe(0)
  })
})

describe('ecMofN and ecMofH', () => {
  it('share the laws and differ in their numbers; L has a reaction besides', () => {
    expect(ecMofN.current).toBe(ecMofH.current)
    const names = ecMofH.parameters.map(spec => spec.name)
    expect(names).toEqual(ecMofN.parameters.map(spec => spec.name))
    expect(names).toEqual(ecMofL.parameters.slice(0, names.length).map(spec => spec.name))
  })

  it('N keeps for hours what H forgets within seconds', () => {
    const [sodium, protons] = [createCell(ecMofN), createCell(ecMofH)]
    for (const cell of [sodium, protons]) {
      cell.advance(3, 60)
      cell.advance(0, 1800)
    }
    expect(sodium.conductance(0.01)).toBeGreaterThan(1.5e-11)
    expect(protons.conductance(0.01)).toBeCloseTo(1e-11, 20)
  })
})
