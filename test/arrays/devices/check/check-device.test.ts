import { describe, expect, it } from 'vitest'
import { checkDevice } from '../../../../arrays/devices/check/check-device.ts'
import { defineDevice } from '../../../../arrays/devices/define-device.ts'
import { findDevice } from '../../../../src/host/find-device.ts'

const common = {
  name: 'planted',
  title: 'Planted faults',
  source: 'none',
  read: 0.1,
  measured: [-1, 1],
} as const

describe('checkDevice', () => {
  it('says how states move and what flows', () => {
    const check = checkDevice(
      defineDevice({
        ...common,
        parameters: { g: '2 S' },
        states: { a: { range: [0, 1], start: 0.5 }, b: { range: [0, 1], start: 0.25 } },
        current: 'g * v',
        rates: { a: { rate: 3, target: 0 }, b: 'v * b' },
      }),
    )
    expect(check.states).toEqual([
      { name: 'a', unit: '1', start: 0.5, moves: 'relaxes exactly', rateAtRest: -1.5 },
      { name: 'b', unit: '1', start: 0.25, moves: 'is integrated', rateAtRest: 0 },
    ])
    expect(check.points.map(({ volts, amps, siemens }) => [volts, amps, siemens])).toEqual([
      [-1, -2, 2],
      [-0.5, -1, 2],
      [0, 0, 2],
      [0.5, 1, 2],
      [1, 2, 2],
    ])
    expect(check).toMatchObject({
      drive: 'v',
      range: [-1, 1],
      drives: 41,
      valuesOfEachState: 9,
      findings: [],
    })
    expect(checkDevice(findDevice('fmes')).states[0].moves).toBe('follows its circuit exactly')
  })

  it('finds each planted fault, at the states where it is', () => {
    const { findings } = checkDevice(
      defineDevice({
        ...common,
        states: { x: { range: [0, 1], start: 0 }, y: { range: [0, 1], start: 0.5 } },
        // Falls where x > 0.5, flows against the voltage where y is 0, has no value at the end of x with v > 0.9.
        current: 'v * (1.6 - v * v * (x > 0.5 ? 1 : 0)) * (y - 0.1) + (v > 0.9 ? (1 - x) * log(1 - x) : 0)',
        rates: { x: 'sqrt(0.8 - v)', y: 0 },
      }),
    )
    const of = (law: string, fault: string) =>
      findings.find(finding => finding.law === law && finding.fault === fault)
    expect(of('current', 'not finite')).toMatchObject({ at: { x: 1 }, value: Number.NaN })
    expect(of('current', 'not monotone')!.value).toBeLessThan(0)
    const against = of('current', 'not passive')!
    expect(against.at.y).toBe(0)
    expect(against.value * against.at.v!).toBeLessThan(0)
    expect(against.share).toBeGreaterThan(0.1)
    expect(of('rates.x', 'not finite')!.at.v).toBeGreaterThan(0.8)
    expect(findings).toHaveLength(4)
  })

  it('says nothing of energy that is stored', () => {
    const cell = {
      ...common,
      parameters: { farads: '1 F' },
      states: { q: { range: [-1, 1], start: 0 } },
      current: 'v - q + 0.1 * v * v * v',
      rates: { q: 'i / farads' },
    } as const
    expect(checkDevice(defineDevice(cell)).findings.map(({ fault }) => fault)).toEqual(['not passive'])
    expect(checkDevice(defineDevice({ ...cell, stored: 'farads * q ** 2 / 2' })).findings).toEqual([])
  })

  it('looks at the gate and at the channel of a device with three terminals', () => {
    const check = checkDevice(findDevice('psg-wo3'))
    expect(check).toMatchObject({ drive: 'vg', range: [-3, 3] })
    expect(check.points.map(({ path, volts }) => [path, volts])).toContainEqual(['gate', 3])
    expect(check.points.map(({ path, volts }) => [path, volts])).toContainEqual(['current', 0.1])
  })

  it('samples around rest where nothing was measured', () => {
    expect(checkDevice(findDevice('resistor')).range).toEqual([-1, 1])
  })
})
