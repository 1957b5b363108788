import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { type Cell, type CellOptions, createCell } from '../../../../arrays/devices/cell.ts'
import { deviceModel } from '../../../../src/host/find-device.ts'

const FOLDER = fileURLToPath(new URL('../../../../examples/devices/', import.meta.url))
const cellOf = (file: string, options: CellOptions = {}): Cell => createCell(deviceModel(file), options)

/** Ohms at some instants of a sine, each piece of which is a straight line. */
function ohmsOnSine(
  cell: Cell,
  { volts, hertz, pieces }: { volts: number; hertz: number; pieces: number },
  periods: readonly number[],
): number[] {
  let time = 0
  const at = (t: number): number => volts * Math.sin(2 * Math.PI * hertz * t)
  return periods.map(period => {
    const end = period / hertz
    const count = Math.round((end - time) * hertz * pieces)
    const piece = (end - time) / count
    for (let k = 0; k < count; k++) cell.ramp!(at(time + k * piece), at(time + (k + 1) * piece), piece)
    time = end
    return 0.1 / cell.current(0.1)
  })
}

describe('example devices', () => {
  it.each(readdirSync(FOLDER).filter(file => file.endsWith('.yaml')))('%s can be read', file => {
    expect(deviceModel(`${FOLDER}${file}`).name).toBe(file.slice(0, -'.yaml'.length))
  })

  // Runge-Kutta of an order of 5, relative tolerance 1e-10.
  it.each([
    [1, [7956.56, 3111.59, 7956.56, 11000]],
    [2, [7778.44, 1783.6]],
    [10, [7763.15, 200.289]],
  ])('linear drift with the window of Joglekar and p = %d on a sine', (p, expected) => {
    const cell = cellOf('linear-drift-joglekar', { parameters: { p } })
    const ohms = ohmsOnSine(cell, { volts: 1.2, hertz: 1, pieces: 4000 }, [0.25, 0.5, 0.75, 1])
    for (const [k, value] of expected.entries()) expect(Math.abs(ohms[k] - value)).toBeLessThan(1.59e-2)
  })

  it('the threshold memristor on a sine (ngspice and by hand), and its hard ends', () => {
    const cell = cellOf('threshold-memristor')
    const ohms = ohmsOnSine(cell, { volts: -3, hertz: 1e8, pieces: 4000 }, [0.25, 0.5, 0.75])
    for (const [k, value] of [4057.227, 1114.454, 4057.227].entries())
      expect(Math.abs(ohms[k] - value)).toBeLessThan(9e-3)
    cell.advance(-5, 1e-6)
    expect(cell.state[0]).toBe(1000)
    cell.advance(5, 1e-10)
    expect(cell.state[0]).toBeCloseTo(1000 + 2e12 * (5 - 1.6) * 1e-10, 6)
    cell.advance(5, 1)
    expect(cell.state[0]).toBe(10_000)
  })

  it('VTEAM crosses its range in times of closed form', () => {
    const cell = cellOf('vteam')
    const length = 3e-9
    const up = length / (5e-4 * (1 / 0.02 - 1))
    const down = length / (10 * (1 / 0.2 - 1) ** 3)
    expect(up).toBeCloseTo(1.22449e-7, 12)
    expect(down).toBeCloseTo(4.6875e-12, 17)
    const states = [
      [1, up / 2],
      [1, 0.51 * up],
      [-1, down / 2],
      [-1, 0.51 * down],
    ].map(([volts, seconds]) => {
      cell.advance(volts!, seconds!)
      return cell.state[0] / length
    })
    expect(states[0]).toBeCloseTo(0.5, 9)
    expect(states[1]).toBe(1)
    expect(states[2]).toBeCloseTo(0.5, 9)
    expect(states[3]).toBe(0)
  })

  it('Biolek leaves an end at full speed, Joglekar does not leave it', () => {
    const stuck = cellOf('linear-drift-joglekar', { state: { x: 1 } })
    stuck.advance(-1, 0.1)
    expect(stuck.state[0]).toBe(1)
    const biolek = cellOf('linear-drift-biolek', { state: { x: 1 } })
    biolek.advance(-1, 1e-6)
    const speed = ((4e-14 * 100) / 16e-9 ** 2) * (1 / 100)
    expect((1 - biolek.state[0]) / 1e-6).toBeCloseTo(speed, -1)
  })

  it('Prodromakis moves at j times its window in the middle', () => {
    const cell = cellOf('linear-drift-prodromakis', { state: { x: 0.5 }, parameters: { j: 2 } })
    cell.advance(1, 1e-7)
    const speed = 2 * (1 - 0.75 ** 10) * ((1e-14 * 100) / 1e-16) * (1 / 8050)
    expect((cell.state[0] - 0.5) / 1e-7 / speed).toBeCloseTo(1, 5)
  })

  it('the gap closes and opens within picoseconds beyond its field and rests below it', () => {
    const cell = cellOf('stanford-pku')
    cell.advance(0.5, 1e6)
    expect(cell.state[0]).toBe(1.7e-9)
    cell.advance(2, 1)
    expect(cell.state[0]).toBe(2e-10)
    expect(cell.current(0.1)).toBeCloseTo(1e-3 * Math.exp(-0.8) * Math.sinh(0.4), 12)
    cell.advance(-2, 1)
    expect(cell.state[0]).toBe(1.7e-9)
  })

  it('the diode has the current of its junction behind its resistance', () => {
    const cell = createCell(deviceModel(`${FOLDER}diode-with-resistor.yaml`))
    const current = cell.current(1)
    const junction = 1 - current * 0.568
    const thermal = (1.752 * 1.380649e-23 * 300) / 1.602176634e-19
    expect((2.52e-9 * (Math.exp(junction / thermal) - 1)) / current).toBeCloseTo(1, 9)
    expect(cell.current(-5)).toBeCloseTo(-2.52e-9, 15)
  })
})
