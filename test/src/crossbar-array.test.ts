import { describe, expect, test } from 'vitest'
import { planeRows } from '../../arrays/plane.ts'
import { createCrossbarArray } from '../../src/crossbar-array.ts'
import { testDevice } from '../arrays/crossbar/test-device.ts'

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
