import { describe, expect, it } from 'vitest'
import { runText } from './scenario-of.ts'

/** Linear drift with Joglekar's window; the scenario is a sine of one period. */
const sineThroughDrift = (p: number, settings: string): string => `
name: sine
title: A sine through a drift memristor
array: { size: [1, 1], cells: { device: linear-drift-joglekar, p: ${p} } }
network: crossbar
program:
  - ${settings}
`

const WAVE =
  '{ wave: { shape: sine, word: 0, volts: 1.2 V, period: 1 s }, record: { every: 10 ms, quantities: [conductance] } }'

describe('a sine through a drift memristor', () => {
  // Ohms at a quarter, a half, three quarters and the end, by Runge-Kutta with a relative tolerance of 1e-10.
  it.each([
    [1, [7956.56, 3111.59, 7956.56, 11_000]],
    [2, [7778.44, 1783.6, 7778.44, 11_000]],
    [10, [7763.15, 200.289, 7763.15, 11_000]],
  ] as const)('follows the equation, window of order %i', async (p, ohms) => {
    const { traces } = await runText(sineThroughDrift(p, WAVE))
    const [{ time, columns }] = traces
    expect(time.length).toBe(101)
    expect(time[50]).toBeCloseTo(0.5, 12)
    expect(columns.map(({ name }) => name)).toEqual(['cell_0_0_conductance_S'])
    ohms.forEach((expected, k) => {
      expect(1 / columns[0].values[25 * (k + 1)] / expected).toBeCloseTo(1, 5)
    })
  })
})

const resistor = (steps: string): string => `
name: lines
title: Waves on resistors
array: { size: [2, 3], cells: { device: resistor, conductance: 1 mS } }
network: crossbar
program:
${steps}
record: { every: step, cells: [[0, 0], [1, 2]], quantities: [cell-voltage, word-current] }
`

describe('waves on lines', () => {
  it.each([
    ['triangle', '', [0, 0.25, 0.75, 1], [0, 2, -2, 0]],
    ['sawtooth', ', offset: 1', [0, 1], [-1, 3]],
    ['pulse', ', rise: 0.1 s, width: 0.3 s, fall: 0.2 s', [0, 0.1, 0.4, 0.6, 1], [0, 2, 2, 0, 0]],
  ])('%s: straight from corner to corner', async (shape, more, times, volts) => {
    const wave = `{ shape: ${shape}, word: 0, volts: 2 V, period: 1 s${more} }`
    const { traces } = await runText(resistor(`  - { wave: ${wave} }`))
    const [{ time, columns }] = traces
    const own = columns.find(({ name }) => name === 'cell_0_0_voltage_V')!.values
    // A row at the beginning and at the end of each piece.
    const expected = times.slice(1).flatMap((end, k) => [
      [times[k], volts[k]],
      [end, volts[k + 1]],
    ])
    expect(time.length).toBe(expected.length)
    expected.forEach(([at, value], k) => {
      expect(time[k]).toBeCloseTo(at, 12)
      expect(own[k]).toBeCloseTo(value, 12)
    })
    // The other word line stands at 0 V.
    expect(columns.find(({ name }) => name === 'cell_1_2_voltage_V')!.values.every(v => v === 0)).toBe(true)
    expect(columns.find(({ name }) => name === 'word_0_current_A')!.values[1]).toBeCloseTo(
      3e-3 * volts[1],
      15,
    )
  })

  it('meet where their corners do, each on lines of its own', async () => {
    const waves = [
      '{ shape: triangle, word: all, volts: 1 V, period: 1 s, phase: 0.25 }',
      '{ shape: pulse, bit: [0, 2], volts: 1 V, frequency: 2 Hz }',
    ]
    const { traces } = await runText(resistor(`  - { wave: [${waves.join(', ')}], periods: 2 }`))
    const [{ time, columns }] = traces
    expect([...new Set(time)]).toEqual([0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2])
    const own = columns.find(({ name }) => name === 'cell_1_2_voltage_V')!.values
    // At 0 the triangle is at its top, 1 V, and the pulse at 1 V; just before 0.25 s the triangle is at 0 V.
    expect([...own.slice(0, 4)]).toEqual([0, -1, 0, -1])
  })

  it('drive a power that is integrated over the ramps', async () => {
    const wave = '{ shape: triangle, word: 0, volts: 2 V, period: 1 s }'
    const { cases } = await runText(resistor(`  - { wave: ${wave} }`))
    // Three resistors under a triangle: G V^2 / 3 each, over 1 s.
    expect(cases[0].energy.delivered / ((3 * 1e-3 * 4) / 3)).toBeCloseTo(1, 9)
    expect(Math.abs(cases[0].energy.balance)).toBeLessThan(1e-12)
  })
})

describe('a wave that cannot be', () => {
  it.each([
    ['{ wave: { shape: sine, word: 0, volts: 1 V } }', 'expected either "period" or "frequency"'],
    ['{ wave: { shape: sine, volts: 1 V, period: 1 s } }', 'expected lines for it'],
    ['{ wave: { shape: sine, word: 0, period: 1 s } }', 'expected either "volts" or "amps"'],
    ['{ wave: { shape: sine, word: 0, volts: 1 V, period: 0 s } }', 'above 0'],
    ['{ wave: { shape: square, word: 0, volts: 1 V, period: 1 s } }', '"square"; expected'],
    ['{ wave: { shape: sine, word: 2, volts: 1 V, period: 1 s } }', 'word line 2; expected a line below 2'],
    [
      '{ wave: { shape: sine, gate: 0, volts: 1 V, period: 1 s } }',
      'found "gate"; expected lines that the array has',
    ],
    [
      '{ wave: { shape: pulse, word: 0, volts: 1 V, period: 1 s, width: 2 s } }',
      'found a pulse of 2 s with its rise and fall; expected at most its period, 1 s',
    ],
    [
      '{ wave: [{ shape: sine, word: 0, volts: 1 V, period: 1 s }, { shape: sine, word: all, volts: 1 V, period: 1 s }] }',
      'found two waves on word line 0; expected one wave a line',
    ],
    ['{ wave: { shape: sine, word: 0, volts: 1 V, period: 1 us }, seconds: 1 s }', 'at most 10000000 pieces'],
  ])('%s is refused, with its place', async (step, message) => {
    const run = runText(resistor(`  - ${step}`))
    await expect(run).rejects.toThrow(/^scenario\.yaml:\d+:\d+/)
    await expect(run).rejects.toThrow(message)
  })
})
