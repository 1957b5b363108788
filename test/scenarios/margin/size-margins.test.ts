import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../../arrays/crossbar/solve-array.ts'
import { planeOf } from '../../../arrays/plane.ts'
import { sizeMargins } from '../../../scenarios/margin/size-margins.ts'
import { spreadTo } from '../../../scenarios/margin/worst-case-read.ts'

/** Of a floating array without wires, all others low resistive at R: paths of three cells, in R. */
const sneakOhms = (n: number): number => 2 / (n - 1) + 1 / (n - 1) ** 2
const parallel = (a: number, b: number): number => (a * b) / (a + b)

describe('read margins of a floating array without wires', () => {
  const { points, largest, low, high, pullUp } = sizeMargins({ sizes: [2, 4, 8, 16] })

  it('are those of the closed form at a ratio of 100', () => {
    expect([low, high, pullUp]).toEqual([1e-6, 1e-4, 1 / 1e-4])
    const percent = (name: 'currentMargin' | 'voltageMargin'): number[] =>
      points.map(point => 100 * point[name])
    expect(percent('currentMargin')).toEqual([74.25, 43.31, 23.2, 11.99].map(m => expect.closeTo(m, 2)))
    expect(percent('voltageMargin')).toEqual([31.58, 13.12, 4.4, 1.29].map(m => expect.closeTo(m, 2)))
    for (const { size, currentMargin, voltageMargin, sneakShare } of points) {
      const [on, off] = [parallel(1, sneakOhms(size)), parallel(100, sneakOhms(size))]
      expect(currentMargin).toBeCloseTo(1 - on / off, 10)
      expect(voltageMargin).toBeCloseTo(1 / (1 + on) - 1 / (1 + off), 10)
      expect(sneakShare).toBeCloseTo(1 - on, 10)
    }
  })

  it('are kept up to the size that bisection finds', () => {
    const voltage = (n: number): number =>
      1 / (1 + parallel(1, sneakOhms(n))) - 1 / (1 + parallel(100, sneakOhms(n)))
    const { size } = largest.voltageMargin
    expect(size).toBe(4)
    expect([voltage(size) >= 0.1, voltage(size + 1) >= 0.1]).toEqual([true, false])
    expect(largest.currentMargin).toEqual({ size: 16, orMore: true })
    const wider = sizeMargins({ sizes: [4, 32] }).largest.currentMargin
    const current = (n: number): number => 1 - parallel(1, sneakOhms(n)) / parallel(100, sneakOhms(n))
    expect([current(wider.size) >= 0.1, current(wider.size + 1) >= 0.1]).toEqual([true, false])
    expect(sizeMargins({ sizes: [32, 64] }).largest.voltageMargin).toEqual({ size: 0, orMore: false })
  })
})

describe('read margins', () => {
  it('read the cell farthest from its driver and its sense end, as solve does', () => {
    const [n, wire] = [6, 300]
    const sense = (siemens: number): number => {
      const conductance = planeOf(new Float64Array(n * n).fill(1e-4), [n, n])
      conductance.set(0, n - 1, siemens)
      const spec = createArraySpec({
        size: [n, n],
        device: 'resistor',
        parameters: { conductance },
        wires: { word: wire, bit: wire },
      })
      const word = { ...spec.left, value: new Float64Array(n).fill(0.1) }
      word.value[0] = 0.2
      const bit = { ...spec.bottom, value: new Float64Array(n).fill(0.1) }
      bit.value[n - 1] = 0
      return solveArray({ ...spec, left: word, bottom: bit }).bottomCurrents[n - 1]
    }
    const [point] = sizeMargins({ sizes: [n], wire, bias: 'half' }).points
    expect(point!.currentMargin).toBeCloseTo((sense(1e-4) - sense(1e-6)) / sense(1e-4), 10)
  })

  it('rise with a scheme that grounds lines, and with a selector', () => {
    const margin = (options: Parameters<typeof sizeMargins>[0]): number =>
      sizeMargins({ sizes: [16], read: 1, ...options }).points[0].currentMargin
    expect(margin({ bias: 'ground' })).toBeGreaterThan(margin({}))
    const selector = { kind: 'selector', saturation: 1e-9, scale: 0.05 } as const
    expect(margin({ access: selector })).toBeGreaterThan(2 * margin({}))
    expect(margin({ access: 'transistor' })).toBeGreaterThan(2 * margin({}))
  })

  it('of a device lie between the ends of its potentiation curve, at its read voltage', () => {
    const found = sizeMargins({ device: 'pentacene-p13', sizes: [2, 4] })
    expect(found.read).toBeGreaterThan(0)
    expect(found.low).toBeLessThan(found.high)
    expect(found.points[0].currentMargin).toBeGreaterThan(found.points[1].currentMargin)
    expect(found.points[0].currentMargin).toBeLessThan(1 - found.low / found.high)
    expect(found.residual).toBeLessThan(1e-11)
  })

  it.each([
    [{ sizes: [8, 4] }, 'sizes = 8, 4'],
    [{ sizes: [1] }, 'sizes = 1'],
    [{ low: 1, high: 0.5 }, 'high = 0.5'],
    [{ pullUp: 0 }, 'pullUp = 0'],
    [{ bais: 'half' }, 'the unknown option "bais"'],
  ])('refuse %j', (options, found) => {
    expect(() => sizeMargins(options as object)).toThrow(`sizeMargins: found ${found}`)
  })
})

describe('the start of one size from another', () => {
  it.each([
    [3, 6],
    [6, 3],
    [4, 4],
  ])('keeps the selected lines, the first word line and the last bit line: %i to %i lines', (from, size) => {
    const solved = solveArray(createArraySpec({ size: [from, from], device: 'resistor' }))
    // A node says where it stood.
    const places = Float64Array.from(
      { length: from * from },
      (_, k) => 10 * Math.floor(k / from) + (k % from),
    )
    const { wordVoltages, bitVoltages } = spreadTo({ ...solved, wordVoltages: places }, from, size)
    expect(bitVoltages).toHaveLength(size * size)
    wordVoltages.forEach((place, k) => {
      const [row, column] = [Math.floor(place / 10), place % 10]
      expect(row === 0).toBe(k < size)
      expect(column === from - 1).toBe(k % size === size - 1)
    })
  })
})
