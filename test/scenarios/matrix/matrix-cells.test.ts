import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../../arrays/crossbar/solve-array.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { planeOf } from '../../../arrays/plane.ts'
import { playLoop } from '../../../scenarios/learning/device-loop.ts'
import { loopProtocol } from '../../../scenarios/learning/loop-protocol.ts'
import { trainingDevice } from '../../../scenarios/learning/training-devices.ts'
import { createMatrixArray } from '../../../scenarios/matrix/matrix-array.ts'
import { potentiationCurve } from '../../../scenarios/matrix/potentiation-curve.ts'
import { deviceModel } from '../../../src/host/find-device.ts'
import { randomMatrix, relativeDifference } from './random-matrix.ts'

const weights = randomMatrix(6, 4, 1)
const inputs = randomMatrix(4, 6, 2)
const [largestWeight, largestInput] = [weights, inputs].map(plane => Math.max(...plane.data.map(Math.abs)))

describe('cells whose currents bend', () => {
  it('are solved as networks: each vector is what solve gives', () => {
    const array = createMatrixArray(weights, { device: 'sinh', read: 0.5, wire: 200 })
    const { outputs, solver } = array.multiply(inputs)
    expect(solver.solves).toBe(4)
    const [{ tile, cells }] = array.tiles as [(typeof array.tiles)[number]]
    const size = [tile.rows, tile.columns] as const
    const unit = createCell(deviceModel('sinh'), { parameters: { conductance: 1 } }).conductance(0.5)
    const spec = createArraySpec({
      size,
      device: 'sinh',
      parameters: {
        conductance: planeOf(
          cells().target.map(target => target / unit),
          size,
        ),
      },
      wires: { word: 200, bit: 200 },
    })
    for (let v = 0; v < 4; v++) {
      const value = Float64Array.from({ length: 6 }, (_, i) => (0.5 * inputs.get(v, i)) / largestInput!)
      const { bottomCurrents } = solveArray({ ...spec, left: { ...spec.left, value } })
      const right = Array.from(
        { length: 4 },
        (_, o) =>
          ((bottomCurrents[2 * o] - bottomCurrents[2 * o + 1]) * largestWeight! * largestInput!) /
          (0.5 * 99e-6),
      )
      expect(relativeDifference(outputs.data.subarray(4 * v, 4 * v + 4), right)).toBeLessThan(1e-9)
    }
  })

  it('without wires give what each cell gives alone', () => {
    const { outputs } = createMatrixArray(weights, { device: 'sinh', read: 0.5 }).multiply(inputs)
    const bend = (x: number): number => Math.sinh(2 * 0.5 * (x / largestInput!)) / Math.sinh(2 * 0.5)
    for (let o = 0; o < 4; o++) {
      let sum = 0
      for (let i = 0; i < 6; i++) sum += weights.get(i, o) * bend(inputs.get(0, i)) * largestInput!
      expect(outputs.get(0, o)).toBeCloseTo(sum, 12)
    }
  })

  it('lose to an access element, whose gates are on', () => {
    const error = (access: 'none' | 'transistor' | 'selector'): number =>
      createMatrixArray(weights, { access }).multiply(inputs).error.relative
    expect(error('none')).toBeLessThan(1e-12)
    expect(error('transistor')).toBeGreaterThan(1e-3)
    expect(error('transistor')).toBeLessThan(0.5)
    expect(error('selector')).toBeGreaterThan(0.9)
  })
})

describe('read noise of transistors on wires', () => {
  it('is refused: their cells feel the lines against ground; without wires it is as any', () => {
    const make = (wire: number) =>
      createMatrixArray(weights, { access: 'transistor', readNoise: 0.1, wire }).multiply(inputs)
    expect(() => make(1)).toThrow(/found readNoise = 0.1; expected 0 with transistors on wires/)
    expect(make(0).error.relative).toBeGreaterThan(0.01)
  })

  it('and of a resistor in each cell reaches the outputs on wires, too', () => {
    const at = (readNoise: number): Float64Array =>
      createMatrixArray(weights, { access: { kind: 'resistor', ohms: 5000 }, readNoise, wire: 5 }).multiply(
        inputs,
      ).outputs.data
    expect(relativeDifference(at(0.1), at(0))).toBeGreaterThan(0.01)
  })
})

describe('cells of a device', () => {
  const model = deviceModel('pentacene-p13')
  const raised = (own: DeviceModel) => playLoop(own, loopProtocol(own)).raise.states
  const curve = potentiationCurve(model, raised(model), model.readVolts)

  it('are in states of its potentiation curve, which is that of training', () => {
    const { curve: trained } = trainingDevice('pentacene-p13')
    expect(curve.siemens[0]).toBeCloseTo(trained.low, 14)
    expect(curve.siemens.at(-1)).toBeCloseTo(trained.high, 14)
    const target = 0.3 * curve.siemens[0] + 0.7 * curve.siemens.at(-1)!
    const states = curve.statesOf(target)
    const cell = createCell(model)
    cell.state.set(states)
    expect(cell.conductance(model.readVolts) / target).toBeCloseTo(1, 12)
  })

  it('are potentiated by the pulses of their file where training knows no others', () => {
    const populations = deviceModel('populations')
    const pulse = { amplitude: 4, width: 0.5, number: 7 }
    const own = { ...populations, pulses: { raise: pulse, lower: { ...pulse, amplitude: -4 } } }
    expect(potentiationCurve(own, raised(own), 0.1).siemens).toHaveLength(8)
    expect(potentiationCurve(populations, raised(populations), 0.1).siemens.length).toBeGreaterThan(8)
  })

  it('conduct what they were written to at the read voltage', () => {
    const array = createMatrixArray(weights, { device: 'pentacene-p13' })
    const { low, high, readVolts } = array.levels
    expect([low, high, readVolts]).toEqual([curve.siemens[0], curve.siemens.at(-1), model.readVolts])
    // Inputs of the read voltage, its negative and zero.
    const one = planeOf(Float64Array.of(1, 0, 0, 1, 0, 0), [1, 6])
    const { outputs, ideal } = array.multiply(one)
    expect(relativeDifference(outputs.data, ideal.data)).toBeLessThan(1e-10)
  })

  it('refuses what its curve cannot hold, and devices that hold volts', () => {
    const make = (options: object) => () => createMatrixArray(weights, options)
    expect(make({ device: 'pentacene-p13', high: 1 })).toThrow(
      /found high = 1; expected .* S, the potentiation curve of pentacene-p13/,
    )
    expect(make({ device: 'fmes' })).toThrow(
      /found device = fmes; expected a device whose weight is a conductance/,
    )
  })

  it('refuses a read voltage at which a law overflows', () => {
    expect(() => createMatrixArray(weights, { device: 'sinh', read: 500 })).toThrow(
      'found read = 500; expected a voltage at which sinh has a finite current',
    )
  })

  it('refuses cells without a state whose current is not in proportion to their conductance', () => {
    const device = defineDevice({
      name: 'square',
      title: 'Square of a conductance',
      source: 'a test',
      measured: [-1, 1],
      parameters: { conductance: { value: 1e-3, unit: 'S', range: [0, 10] } },
      current: 'conductance * conductance * sinh(v)',
      read: 0.1,
    })
    expect(() => createMatrixArray(weights, { device })).toThrow(
      /found device = square; expected a current in/,
    )
  })

  it('takes the channels of three-terminal devices, and devices whose curve training does not know', () => {
    for (const device of ['psg-wo3', 'zntpp', 'licoo2-vertical']) {
      const { outputs, ideal } = createMatrixArray(weights, { device }).multiply(
        planeOf(Float64Array.of(0, 1, 0, 0, 0, 1), [1, 6]),
      )
      expect(relativeDifference(outputs.data, ideal.data), device).toBeLessThan(1e-9)
    }
  })
})

describe('faults and noise', () => {
  it('draws shares of stuck cells, and factors whose logarithm has the spread', () => {
    const large = randomMatrix(100, 60, 5)
    const { tiles } = createMatrixArray(large, {
      tile: [100, 120],
      spread: 0.2,
      stuck: { low: 0.1, high: 0.05, open: 0.02, short: 0.01 },
    })
    const { target, factor, fixed } = tiles[0].cells()
    const share = (values: Float64Array, value: number): number =>
      values.filter(one => one === value).length / values.length
    expect(share(fixed!, 0)).toBeCloseTo(0.02, 2)
    expect(share(fixed!, 0.1)).toBeCloseTo(0.01, 2)
    // Half of the cells of the pairs are at the low end already.
    expect(share(target, 1e-6)).toBeCloseTo(0.5 + 0.1 / 2, 1)
    expect(share(target, 1e-4)).toBeCloseTo(0.05, 2)
    const logs = factor!.filter(one => one !== 1).map(Math.log)
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length)
    expect(Math.abs(mean)).toBeLessThan(0.01)
    expect(deviation).toBeCloseTo(0.2, 2)
  })

  it.each([
    ['without wires', { wire: 0 }],
    ['with wires', { wire: 1e-6 }],
    ['of nonlinear cells', { wire: 1e-6, device: 'sinh' }],
  ] as const)(
    'read noise %s has the deviation of all cells of a pair, and the key of its seed',
    (_, options) => {
      const vectors = 400
      const same = planeOf(
        Float64Array.from({ length: 6 * vectors }, (__, k) => inputs.data[k % 6]),
        [vectors, 6],
      )
      const quiet = createMatrixArray(weights, options).multiply(same)
      const noisy = createMatrixArray(weights, { ...options, readNoise: 0.05 }).multiply(same)
      const again = createMatrixArray(weights, { ...options, readNoise: 0.05 }).multiply(same)
      expect(noisy.outputs.data).toEqual(again.outputs.data)
      const squares = noisy.outputs.data.reduce((sum, y, k) => sum + (y - quiet.outputs.data[k]) ** 2, 0)
      const first = inputs.data.subarray(0, 6)
      // Each cell: S (high - low)|u| in units of y is S w |x|; two cells a weight.
      const norm = Math.sqrt(2 * first.reduce((sum, x) => sum + x * x, 0))
      const right = 0.05 * largestWeight! * norm
      expect(Math.sqrt(squares / noisy.outputs.data.length) / right).toBeCloseTo(1, 1)
    },
  )

  it('read noise is the same for wires of next to nothing as without', () => {
    const at = (wire: number): Float64Array =>
      createMatrixArray(weights, { wire, readNoise: 0.1 }).multiply(inputs).outputs.data
    expect(relativeDifference(at(1e-9), at(0))).toBeLessThan(1e-7)
  })
})

describe('the map of where the error comes from', () => {
  it.each([
    ['linear', {}],
    ['nonlinear', { device: 'sinh', read: 0.05 }],
  ] as const)('%s: of one positive vector adds up to its error', (_, options) => {
    const one = randomMatrix(1, 6, 9, false)
    const array = createMatrixArray(weights, { wire: 100, ...options })
    const without = createMatrixArray(weights, options).multiply(one).outputs.data
    const { outputs } = array.multiply(one)
    const [map] = array.survey(one).errorMaps
    for (let o = 0; o < 4; o++) {
      let sum = 0
      // Wires take current from every cell.
      for (let i = 0; i < 6; i++) sum += map!.get(i, 2 * o + 1) - map!.get(i, 2 * o)
      expect(outputs.get(0, o) - without[o]).toBeCloseTo(sum, 10)
    }
  })

  it('of many vectors is the root of the mean of the squares of each', () => {
    const array = createMatrixArray(weights, { wire: 100, tile: [3, 4], map: 'pairs' })
    const many = randomMatrix(11, 6, 4)
    const [whole] = array.survey(many).errorMaps
    const squares = new Float64Array(whole!.data.length)
    for (let v = 0; v < 11; v++) {
      // Alone a vector is scaled to itself; currents, in units of y, do not know of it.
      const [one] = array.survey(planeOf(many.data.slice(6 * v, 6 * v + 6), [1, 6])).errorMaps
      one!.data.forEach((value, k) => {
        squares[k] = squares[k] + value ** 2
      })
    }
    expect(
      relativeDifference(
        whole!.data,
        squares.map(sum => Math.sqrt(sum / 11)),
      ),
    ).toBeLessThan(1e-8)
  })

  it('power: cells and wires take what is delivered, whatever is streamed', () => {
    for (const options of [{}, { dacBits: 3, stream: true }, { device: 'sinh' }] as const) {
      const { power } = createMatrixArray(weights, { wire: 50, ...options }).survey(randomMatrix(9, 6, 4))
      expect((power.cells + power.wires) / power.delivered).toBeCloseTo(1, 9)
      expect(power.wires).toBeGreaterThan(0)
    }
  })
})
