import { describe, expect, test } from 'vitest'
import type { AccessOption } from '../../arrays/access/access-option.ts'
import { createCrossbarArray } from '../../arrays/crossbar-array.ts'
import { planeRows } from '../../arrays/plane.ts'
import { testDevice } from './crossbar/test-device.ts'

describe('an array of resistors', () => {
  const conductance = [
    [1e-3, 2e-3],
    [3e-3, 4e-3],
  ]
  const array = createCrossbarArray({ size: [2, 2], device: 'resistor', parameters: { conductance } })

  test('takes nested arrays and gives planes', () => {
    expect(planeRows(array.conductance())).toEqual(
      conductance.map(row => row.map(g => expect.closeTo(g, 15))),
    )
  })

  test('solves: without wires each cell sees its lines', () => {
    const { cellVoltages, cellCurrents } = array.solve({ word: [1, 0.5], bit: [0, 0.25] })
    expect(planeRows(cellVoltages)).toEqual([
      [1, 0.75],
      [0.5, 0.25],
    ])
    expect(cellCurrents.get(1, 1)).toBeCloseTo(1e-3, 15)
  })

  test('an open bit line settles where its currents cancel', () => {
    const { bitVoltages } = array.solve({ word: [1, 0], bit: [0, null] })
    expect(bitVoltages.get(0, 1)).toBeCloseTo(2 / 6, 14)
  })
})

describe('an array of cells behind access elements', () => {
  test('takes the ohms of each cell', () => {
    const access = {
      kind: 'resistor',
      ohms: [
        [0, 1000],
        [3000, 1000],
      ],
    } as const
    const array = createCrossbarArray({
      size: [2, 2],
      device: 'resistor',
      parameters: { conductance: 1e-3 },
      access,
    })
    expect(planeRows(array.read({ volts: 1, by: 'row', bias: 'ground' }).senseCurrents)).toEqual([
      [expect.closeTo(1e-3, 14), expect.closeTo(5e-4, 14)],
      [expect.closeTo(2.5e-4, 14), expect.closeTo(5e-4, 14)],
    ])
    // The device alone, under an ideal probe.
    expect(array.conductance().get(1, 0)).toBeCloseTo(1e-3, 14)
  })

  test.each(['isolated', 'crossbar'] as const)(
    '%s: a transistor loses what the device lifts its source',
    network => {
      const access = {
        kind: 'transistor',
        side: 'word',
        gateVolts: [1.5, 1],
        transconductance: 4e-4,
      } as const
      const parameters = { conductance: 1e-3 }
      const array = createCrossbarArray({ size: [2, 1], device: 'resistor', parameters, access, network })
      const { cellCurrents } = array.read({ volts: 2 })
      // x = 0.2 (o - x)^2 with x = i * 1 kohm and o = 1 V and 0.5 V of overdrive.
      const milliamps = (o: number): number =>
        (1 + 0.4 * o - Math.sqrt((1 + 0.4 * o) ** 2 - (0.4 * o) ** 2)) / 0.4
      expect(cellCurrents.get(0, 0) * 1e3).toBeCloseTo(milliamps(1), 8)
      expect(cellCurrents.get(1, 0) * 1e3).toBeCloseTo(milliamps(0.5), 8)
    },
  )

  test('a write moves the devices by the voltages that are left to them', () => {
    const write = (access: AccessOption): number => {
      const array = createCrossbarArray({ size: [1, 1], device: testDevice, access })
      array.write(1, { volts: 1, width: 1e-2 })
      return array.state(testDevice.states[0].name).get(0, 0)
    }
    const states = (
      [
        { kind: 'none' },
        { kind: 'transistor', gateVolts: 20 },
        { kind: 'transistor', gateVolts: 0.6 },
        { kind: 'transistor', gateVolts: 0 },
      ] as const
    ).map(write)
    expect(states[1]).toBeCloseTo(states[0], 2)
    expect(states[2]).toBeLessThan(0.9 * states[1])
    expect(states[3]).toBeLessThan(states[2])
  })

  test('refuses elements that cannot be', () => {
    const make = (access: unknown) => () =>
      createCrossbarArray({ size: [2, 2], device: 'resistor', access: access as AccessOption })
    expect(make({ kind: 'transistor', gateVolts: [1, 2, 3] })).toThrow(
      /access\.gateVolts: found 3 values; expected one, 2/,
    )
    expect(make({ kind: 'diod' })).toThrow(/access: found kind "diod"; expected one of none/)
  })
})

describe('an array of cells with state', () => {
  const make = () =>
    createCrossbarArray({ size: [2, 3], device: testDevice, wires: { word: 2, bit: 2 }, bias: 'third' })

  test('a write raises its cells and reports what the others suffered', () => {
    const array = make()
    const disturbance = array.write(
      [
        [1, 0, 0],
        [0, 0, 0],
      ],
      { volts: 1.5, width: 0.1 },
    )
    expect(disturbance.get(0, 0)).toBeNaN()
    expect(disturbance.get(0, 1)).toBeGreaterThan(0)
    expect(array.state('x').get(0, 0)).toBeGreaterThan(3 * array.state('x').get(0, 1))
    expect(array.time).toBeCloseTo(0.1, 15)
    expect(Math.abs(array.energy.balance())).toBeLessThan(1e-9)
  })

  test('planes given out are copies; states can be set', () => {
    const array = make()
    array.state('x').set(0, 0, 1)
    expect(array.state('x').get(0, 0)).toBe(0)
    array.setState('x', 0.25)
    expect(array.conductance().get(1, 2)).toBeCloseTo(1e-4 + 9e-4 * 0.25, 15)
  })

  test.each([
    [() => make().state('y'), /found state "y"; expected one of x/],
    [() => make().solve({ word: [1], bit: [0, 0, 0] }), /word volts: found 1 values; expected 2/],
    [() => make().rest(-1), /rest: found seconds = -1/],
    [() => make().read({ volts: Number.NaN }), /read: found volts = NaN/],
    [() => make().write(2, { volts: 1, width: 1 }), /found level 2; expected 0 to 1/],
    [() => make().write(1, { volts: 1, width: -1 }), /write: found width = -1/],
    [() => createCrossbarArray({ size: [0, 2], device: testDevice }), /size 0 x 2/],
    [
      () => createCrossbarArray({ size: [2, 2], device: testDevice, parameters: { G0: -1 } }),
      /parameter G0 = -1/,
    ],
    [
      () => createCrossbarArray({ size: [2, 2], device: testDevice, parameters: { G7: 1 } }),
      /parameter "G7"/,
    ],
    [
      () => createCrossbarArray({ size: [2, 2], device: testDevice, parameters: { G0: [[1], [1]] } }),
      /1 values in row 0/,
    ],
    [() => createCrossbarArray({ size: [2, 2], device: testDevice, wires: { word: -2 } }), /found -2 ohm/],
  ])('%s', (make, message) => {
    expect(make).toThrow(message)
  })
})
