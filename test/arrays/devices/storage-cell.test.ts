import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { createStorageCell, type StorageCell } from '../../../arrays/devices/storage-cell.ts'
import { lawsAt } from './laws-at.ts'

/** The paper's own circuit: a capacitor of 2 mF and 500 ohm across it, nothing else. */
const bare = { capacitance: 2e-3, seriesOhms: 0, poreOhms: 0, leakOhms: 1e15, regulatingOhms: 500 }

/** Runge-Kutta of the two capacitors, drive given as the current through them at time t and voltages x. */
function reference(
  cell: StorageCell,
  parameters: readonly number[],
  amps: (t: number, inside: number) => number,
  seconds: number,
): [number, number] {
  const [capacitance, , poreOhms, poreTime, leakOhms] = parameters as [number, number, number, number, number]
  const slope = (t: number, x: number, y: number): [number, number] => {
    const i = amps(t, x + y)
    return [(i - x / leakOhms) / capacitance, (poreOhms * i - y) / poreTime]
  }
  const steps = 40_000
  const h = seconds / steps
  let [x, y] = cell.state as unknown as [number, number]
  for (let n = 0; n < steps; n++) {
    const t = n * h
    const [a, p] = slope(t, x, y)
    const [b, q] = slope(t + h / 2, x + (h / 2) * a, y + (h / 2) * p)
    const [c, r] = slope(t + h / 2, x + (h / 2) * b, y + (h / 2) * q)
    const [d, s] = slope(t + h, x + h * c, y + h * r)
    x += (h / 6) * (a + 2 * b + 2 * c + d)
    y += (h / 6) * (p + 2 * q + 2 * r + s)
  }
  return [x, y]
}

const valuesOf = (given: Readonly<Record<string, number>> = {}): number[] =>
  fmes.parameters.map(({ name, value }) => given[name] ?? value)

describe("a storage cell in the paper's limit", () => {
  it('charges to I R and forgets with R C', () => {
    const cell = createStorageCell(fmes, { parameters: bare })
    cell.advanceCurrent(1e-3, 0.7)
    expect(cell.volts()).toBeCloseTo(0.5 * (1 - Math.exp(-0.7)), 12)
    expect(cell.volts(1e-3)).toBe(cell.volts())
    const before = cell.volts()
    cell.advanceCurrent(0, 1.3)
    expect(cell.volts() / before).toBeCloseTo(Math.exp(-1.3), 12)
    expect(cell.storedEnergy()).toBeCloseTo((2e-3 * cell.volts() ** 2) / 2, 15)
  })

  it('takes no voltage without a series resistance', () => {
    const cell = createStorageCell(fmes, { parameters: bare })
    expect(() => cell.advance(0.1, 1)).toThrow(/fmes: found a voltage on a cell without series resistance/)
    expect(() => cell.current(0.1)).toThrow(RangeError)
  })
})

describe('a storage cell with all its branches', () => {
  it.each([500, 8000])('follows a current as an independent integration does, %d ohm across it', ohms => {
    const parameters = { regulatingOhms: ohms }
    const cell = createStorageCell(fmes, { parameters, state: { film: 0.2, pore: -0.05 } })
    const series = valuesOf()[1]
    const i = (_t: number, inside: number): number => (1e-3 - inside / ohms) / (1 + series / ohms)
    const expected = reference(cell, valuesOf(parameters), i, 0.4)
    cell.advanceCurrent(1e-3, 0.4)
    expect(cell.state[0]).toBeCloseTo(expected[0], 9)
    expect(cell.state[1]).toBeCloseTo(expected[1], 9)
  })

  it('follows a ramp of the voltage as an independent integration does', () => {
    const cell = createStorageCell(fmes, { state: { film: 0.2, pore: -0.05 } })
    const series = valuesOf()[1]
    const expected = reference(
      cell,
      valuesOf(),
      (t, inside) => (-0.1 + (0.6 * t) / 0.5 - inside) / series,
      0.5,
    )
    cell.ramp(-0.1, 0.5, 0.5)
    expect(cell.state[0]).toBeCloseTo(expected[0], 9)
    expect(cell.state[1]).toBeCloseTo(expected[1], 9)
  })

  it('crosses a segment in one step or in many with the same result', () => {
    const magnitude = (low: number, high: number): fc.Arbitrary<number> =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)
    const cells = fc.record({
      capacitance: magnitude(1e-6, 1),
      seriesOhms: magnitude(1e-3, 1e3),
      poreOhms: magnitude(1e-3, 1e3),
      poreTime: magnitude(1e-6, 1e3),
      leakOhms: magnitude(1e2, 1e15),
      regulatingOhms: magnitude(1, 1e12),
    })
    const level = fc.double({ min: -1, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        cells,
        level,
        level,
        level,
        magnitude(1e-6, 1e6),
        (parameters, film, pore, drive, seconds) => {
          const once = createStorageCell(fmes, { parameters, state: { film, pore } })
          const thrice = once.copy()
          const cut = [0.2, 0.5, 0.3]
          once.advance(drive, seconds)
          for (const part of cut) thrice.advance(drive, part * seconds)
          once.advanceCurrent(1e-3 * drive, seconds)
          for (const part of cut) thrice.advanceCurrent(1e-3 * drive, part * seconds)
          once.ramp(0, drive, seconds)
          thrice.ramp(0, 0.2 * drive, 0.2 * seconds)
          thrice.ramp(0.2 * drive, 0.7 * drive, 0.5 * seconds)
          thrice.ramp(0.7 * drive, drive, 0.3 * seconds)
          const scale = Math.max(1, ...once.state.map(Math.abs))
          for (const k of [0, 1]) expect(Math.abs(once.state[k] - thrice.state[k]) / scale).toBeLessThan(1e-9)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('has one voltage for each current and one current for each voltage', () => {
    const cell = createStorageCell(fmes, { state: { film: 0.3, pore: 0.02 } })
    for (const amps of [-1e-3, 0, 2e-3]) expect(cell.current(cell.volts(amps))).toBeCloseTo(amps, 15)
    const { current, slope } = lawsAt(fmes, valuesOf())
    expect((cell.current(0.4) - cell.current(0.1)) / 0.3 / slope(0.1, 0.3, 0.02)).toBeCloseTo(1, 12)
    expect(current(0.4, 0.3, 0.02)).toBeCloseTo(cell.current(0.4), 15)
  })
})

it('a device that stores charge makes a storage cell, another is refused', () => {
  expect(createCell(fmes).ramp).toBeTypeOf('function')
  expect(() => createStorageCell(resistor)).toThrow(/storageCircuit: found the device resistor/)
})
