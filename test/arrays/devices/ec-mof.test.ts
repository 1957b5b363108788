import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { ecMofH, ecMofL, ecMofN } from '../../../arrays/devices/ec-mof.ts'

const values = (name: string): number => ecMofL.parameters.find(spec => spec.name === name)!.value
const parameters = ecMofL.parameters.map(spec => spec.value)
const rate = (k: number, v: number): number => ecMofL.states[k]!.rate(v, ...parameters)
const target = (k: number, v: number): number => ecMofL.states[k]!.target(v, ...parameters)

describe('ecMofL', () => {
  it('carries 0.1 pA at 10 mV at rest, 1 fW', () => {
    expect(createCell(ecMofL).current(0.01)).toBeCloseTo(1e-13, 25)
  })

  it('adds the conductance of each population', () => {
    const cell = createCell(ecMofL, { state: { layer: 0.5, surface: 0.25, pore: 1 } })
    const expected = 1e-11 + 0.5 * 9.77e-12 + 0.25 * 3.7e-11 + 5.13e-11
    expect(cell.conductance(2) / expected).toBeCloseTo(1, 12)
    expect(ecMofL.slope(2, 0.5, 0.25, 1, ...parameters) / expected).toBeCloseTo(1, 12)
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
  it('share the laws and differ in their numbers', () => {
    expect(ecMofN.current).toBe(ecMofL.current)
    expect(ecMofH.parameters.map(spec => spec.name)).toEqual(ecMofL.parameters.map(spec => spec.name))
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
