import { describe, expect, test } from 'vitest'
import { advance } from '../../../arrays/crossbar/advance.ts'
import { addressCells } from '../../../arrays/crossbar/bias/address-cells.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { createEnergyMeter } from '../../../arrays/crossbar/energy-meter.ts'
import { readArray } from '../../../arrays/crossbar/read-array.ts'
import { readMargin } from '../../../arrays/crossbar/read-margin.ts'
import { testArray } from './test-device.ts'

const low = 1e-3
const high = 1e-4

describe('a 2 x 2 array with the selected cell high- and the others low-resistance', () => {
  const spec = testArray([2, 2], { states: [0, 1, 1, 1] })
  const read = (bias: 'float' | 'ground' | 'half') =>
    readArray(spec, spec.initial, { network: 'crossbar', volts: 0.3, bias, by: 'cell' })

  test('floating lines: the three others in series are the sneak path', () => {
    const { senseCurrents, cellCurrents, sneakShares } = read('float')
    expect(cellCurrents[0]).toBeCloseTo(0.3 * high, 15)
    expect(senseCurrents[0]).toBeCloseTo(0.3 * (high + low / 3), 15)
    expect(sneakShares[0]).toBeCloseTo(low / 3 / (high + low / 3), 12)
  })

  test('grounded lines: nothing comes by sneak paths', () => {
    expect(read('ground').sneakShares[0]).toBeCloseTo(0, 15)
  })

  test('half: the other word line adds V/2 through its cell on the sense line', () => {
    const { senseCurrents } = read('half')
    expect(senseCurrents[0]).toBeCloseTo(0.3 * high + 0.15 * low, 15)
  })

  test('isolated: every cell for itself', () => {
    const report = readArray(spec, spec.initial, {
      network: 'isolated',
      volts: 0.3,
      bias: 'half',
      by: 'cell',
    })
    expect([...report.senseCurrents]).toEqual([...report.cellCurrents])
    expect(report.senseCurrents[0]).toBeCloseTo(0.3 * high, 18)
  })

  test('margin in the worst background, floating: (g_low - g_high) / (4/3 g_low)', () => {
    const margin = readMargin(spec, spec.initial, {
      network: 'crossbar',
      volts: 0.3,
      bias: 'float',
      by: 'cell',
    })
    for (const value of margin) expect(value).toBeCloseTo((low - high) / ((4 / 3) * low), 12)
  })
})

test('only the cells asked for are read', () => {
  const spec = testArray([3, 3], { states: [0, 1, 1, 1, 0.5, 1, 1, 1, 0] })
  const all = readArray(spec, spec.initial, { network: 'crossbar', volts: 0.3, bias: 'float', by: 'cell' })
  const some = readArray(spec, spec.initial, {
    network: 'crossbar',
    volts: 0.3,
    bias: 'float',
    by: 'cell',
    only: new Set([4]),
  })
  expect(some.senseCurrents[4]).toBe(all.senseCurrents[4])
  expect(some.senseCurrents.filter(Number.isFinite)).toHaveLength(1)
})

test('right after a write, a read leaves out the charge that its cells give back', () => {
  const spec = createArraySpec({ size: [3, 3], device: 'ec-mof-l', wires: { word: 1e5, bit: 1e5 } })
  const states = spec.initial.map(x => x.slice())
  const drive = crossbarDrive(spec, addressCells([3, 3], 1, [1, 0, 1], 3, 'half'), new Uint8Array(3))
  advance(spec, drive, 1.5, states, createEnergyMeter())
  const redox = states.length - 1
  const over = states.map((x, s) => (s === redox ? new Float64Array(x.length) : x))
  const read = { network: 'crossbar', volts: 0.01, bias: 'ground', by: 'cell' } as const
  const [charged, discharged] = [states, over].map(at => readArray(spec, at, read).senseCurrents)
  // 0.35 nA would flow back through each written cell at 0 V; 0.1 pA and more is what is read.
  expect(states[redox][3]).toBeGreaterThan(0.99)
  charged!.forEach((amps, k) => {
    expect(amps / discharged![k]).toBeCloseTo(1, 3)
  })
})
