import { describe, expect, it } from 'vitest'
import { planeOf } from '../../../arrays/plane.ts'
import { adcFigures, PUBLISHED_ADCS } from '../../../scenarios/matrix/converter-table.ts'
import { createMatrixArray } from '../../../scenarios/matrix/matrix-array.ts'
import { matrixCost } from '../../../scenarios/matrix/matrix-cost.ts'
import type { MatrixArrayOptions } from '../../../scenarios/matrix/matrix-settings.ts'

/** All cells at 1 uS, all word lines at 0.2 V: 64 word lines x 64 bit lines. */
const zeros = planeOf(new Float64Array(64 * 32), [64, 32])
const ones = planeOf(new Float64Array(64).fill(1), [1, 64])

function costOf(options: MatrixArrayOptions, cost: Parameters<typeof matrixCost>[2] = {}) {
  const array = createMatrixArray(zeros, options)
  return matrixCost(array, array.survey(ones), { lineFarads: 1e-15, ...cost })
}

describe('the cost of a vector through a tile of 64 x 64, worked by hand', () => {
  // Both lines have 63 segments of 1 ohm and 1 fF: 1 fs (1 + 2 + ... + 63) = 2.016 ps each.
  const tau = 2 * 2.016e-12

  it('is the power for the settling, and 32 conversions of 2 mW / 1.28 GS/s', () => {
    const { energy, latency, area } = costOf({ wire: 1, adcBits: 8 }, { columnsPerAdc: 32, pitch: 1e-7 })
    const settling = tau * 9 * Math.LN2
    // 4,096 cells of 1 uS at 0.2 V; the wires take a thousandth of it.
    expect((energy.cells + energy.wires) / (4096 * 1e-6 * 0.04 * settling)).toBeCloseTo(1, 2)
    expect(energy.wires / energy.cells).toBeLessThan(0.01)
    expect(energy.converters).toBeCloseTo(32 * 1.5625e-12, 20)
    expect(energy.total).toBeCloseTo(energy.cells + energy.wires + energy.converters, 20)
    expect(latency).toBeCloseTo(settling + 32 / 1.28e9, 15)
    expect(area.cells).toBeCloseTo(4096 * 1e-14, 18)
    expect(area.converters).toBeCloseTo(1.2e-9, 15)
  })

  it('without an ADC settles to 10 bits and has no converters', () => {
    const { latency, area, energy } = costOf({ wire: 1 })
    expect(latency).toBeCloseTo(tau * 11 * Math.LN2, 18)
    expect([area.converters, energy.converters]).toEqual([0, 0])
  })

  it('is taken once for each bit of streamed inputs', () => {
    const once = costOf({ wire: 1, adcBits: 8 })
    // 0.2 V is the code 15: all four bits drive.
    const four = costOf({ wire: 1, adcBits: 8, dacBits: 4, stream: true })
    expect(four.latency / once.latency).toBeCloseTo(4, 12)
    expect(four.energy.total / once.energy.total).toBeCloseTo(4, 9)
  })

  it('counts a converter for each column where they are not shared', () => {
    expect(costOf({ adcBits: 8 }).area.converters).toBeCloseTo(32 * 1.2e-9, 15)
    expect(costOf({ adcBits: 8, adcPer: 'column' }).area.converters).toBeCloseTo(64 * 1.2e-9, 15)
  })

  it('says of each figure whether it was computed', () => {
    const { figures } = costOf({ adcBits: 6, wire: 1 }, { pitch: 5e-8 })
    const origins = Object.fromEntries(figures.map(({ name, origin }) => [name, origin]))
    expect(origins).toMatchObject({
      'energy of the cells': 'computed',
      pitch: 'given',
      'line capacitance': 'given',
      'power of a converter': 'assumed',
    })
    const published = costOf({ adcBits: 8 }).figures.find(({ name }) => name === 'power of a converter')
    expect(published).toMatchObject({ origin: 'published, not ours', value: 2e-3 })
  })
})

describe('the table of converters', () => {
  it('scales by 2^bits from its nearest entry, and says so', () => {
    expect(adcFigures(10, PUBLISHED_ADCS)).toMatchObject({
      watts: 8e-3,
      squareMetres: expect.closeTo(4.8e-9, 15),
      conversionsPerSecond: 1.28e9,
      origin: 'assumed',
    })
    const other = { ...PUBLISHED_ADCS[0], bits: 11, watts: 1, origin: 'given' } as const
    expect(adcFigures(10, [...PUBLISHED_ADCS, other]).watts).toBe(0.5)
  })
})
