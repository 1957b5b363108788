import { describe, expect, it } from 'vitest'
import { type Plane, planeOf } from '../../../arrays/plane.ts'
import { convert } from '../../../scenarios/matrix/converter.ts'
import { createMatrixArray } from '../../../scenarios/matrix/matrix-array.ts'
import type { MatrixArrayOptions } from '../../../scenarios/matrix/matrix-settings.ts'
import { sliceWeights } from '../../../scenarios/matrix/weight-slices.ts'
import { randomMatrix, relativeDifference } from './random-matrix.ts'

const weights = randomMatrix(10, 7, 1)
const inputs = randomMatrix(6, 10, 2)
const positive = randomMatrix(6, 10, 3, false)
const product = (options: MatrixArrayOptions, x: Plane = inputs) =>
  createMatrixArray(weights, options).multiply(x)
const largest = (plane: Plane): number => Math.max(...plane.data.map(Math.abs))

describe('the DAC', () => {
  it.each([
    [inputs, true],
    [positive, false],
  ] as const)('gives the levels of its bits', (x, signed) => {
    for (const bits of [1, 2, 5]) {
      const levels = Float64Array.from(x.data)
      convert(levels, { bits, signed, range: largest(x) })
      const { ideal } = createMatrixArray(weights).multiply(planeOf(levels, [6, 10]))
      expect(relativeDifference(product({ dacBits: bits }, x).outputs.data, ideal.data)).toBeLessThan(1e-12)
    }
  })

  it.each([inputs, positive])('streamed bit by bit gives the same where nothing else converts', x => {
    for (const levels of ['odd', 'even'] as const) {
      for (const dacBits of [1, 4]) {
        const whole = product({ dacBits, levels, wire: 30 }, x).outputs.data
        const streamed = product({ dacBits, levels, wire: 30, stream: true }, x).outputs.data
        expect(relativeDifference(streamed, whole)).toBeLessThan(1e-11)
      }
    }
  })
})

describe('the ADC', () => {
  it('sees the difference of a pair over its range, and clips beyond', () => {
    const plain = product({})
    const { outputPerAmpere } = plain.scaling
    const most = largest(plain.outputs) / outputPerAmpere
    const right = Float64Array.from(plain.outputs.data)
    convert(right, { bits: 4, signed: true, range: largest(plain.outputs) })
    const auto = product({ adcBits: 4 })
    expect(auto.adcRange).toBeCloseTo(most, 12)
    expect(relativeDifference(auto.outputs.data, right)).toBeLessThan(1e-9)
    const half = product({ adcBits: 4, adcRange: most / 2 })
    expect(largest(half.outputs)).toBeCloseTo(largest(plain.outputs) / 2, 9)
    expect(half.clipped.currents).toBe(
      plain.outputs.data.filter(y => Math.abs(y) > largest(plain.outputs) / 2).length,
    )
  })

  it('has two levels with one bit, and costs accuracy', () => {
    const one = product({ adcBits: 1 })
    expect(new Set(one.outputs.data.map(Math.abs)).size).toBe(1)
    expect(one.error.relative).toBeGreaterThan(10 * product({ adcBits: 8 }).error.relative)
  })

  it('takes a quantile of the currents for its range', () => {
    const sorted = product({}).outputs.data.map(Math.abs).sort()
    const { adcRange, scaling } = product({ adcBits: 6, adcRange: 'auto:75%' })
    const place = 0.75 * (sorted.length - 1)
    const below = Math.floor(place)
    const right = sorted[below] + (place - below) * (sorted[below + 1] - sorted[below])
    expect(adcRange! * scaling.outputPerAmpere).toBeCloseTo(right, 10)
  })

  it('sees each column where asked: its range holds both cells of a pair', () => {
    const [pair, column] = (['pair', 'column'] as const).map(adcPer =>
      product({ adcBits: 12, adcPer }, positive),
    )
    expect(column!.adcRange).toBeGreaterThan(pair!.adcRange!)
    expect(column!.error.relative).toBeLessThan(0.01)
    // Columns of positive inputs are never negative: 2^12 levels over the range.
    const step = (column!.adcRange! * column!.scaling.outputPerAmpere) / (2 ** 12 - 1)
    for (const y of column!.outputs.data) expect(y / step).toBeCloseTo(Math.round(y / step), 6)
  })

  it.each(['offset', 'reference'] as const)('%s: sees every column', map => {
    const { error } = product({ map, adcBits: 12 }, positive)
    expect(error.relative).toBeGreaterThan(1e-5)
    expect(error.relative).toBeLessThan(0.02)
  })

  it('has one range over tiles, slices, bits and vectors', () => {
    const options = { tile: [4, 6], weightBits: 4, slices: 2, dacBits: 4, stream: true } as const
    const exact = product(options)
    expect(
      relativeDifference(product({ ...options, adcBits: 24 }).outputs.data, exact.outputs.data),
    ).toBeLessThan(1e-5)
    expect(product({ ...options, adcBits: 6 }).error.relative).toBeGreaterThan(exact.error.relative)
  })
})

describe('weight bits', () => {
  it('round |weight| over the largest to k/(2^W - 1)', () => {
    const w = largest(weights)
    const rounded = weights.data.map(
      value => (Math.sign(value) * Math.round((Math.abs(value) / w) * 15) * w) / 15,
    )
    const { ideal } = createMatrixArray(planeOf(rounded, [10, 7])).multiply(inputs)
    for (const slices of [1, 2, 4])
      for (const map of ['pairs', 'offset', 'reference'] as const)
        expect(
          relativeDifference(product({ weightBits: 4, slices, map }).outputs.data, ideal.data),
        ).toBeLessThan(1e-12)
  })

  it('of a slice are those from sW/S on, lowest first', () => {
    const { units, factors } = sliceWeights(Float64Array.of(-11, 15), {
      range: undefined,
      bits: 4,
      slices: 2,
    })
    // 11 is 1011: 11 low, 10 high.
    expect(units.map(unit => [...unit])).toEqual([
      [-1, 1],
      [expect.closeTo(-2 / 3, 15), 1],
    ])
    expect(factors).toEqual([3 / 15, 12 / 15].map(factor => expect.closeTo(factor, 15)))
  })
})
