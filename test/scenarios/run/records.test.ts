import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Trace } from '../../../arrays/program/record/record-request.ts'
import { runText } from './scenario-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-records-'))
afterAll(() => rmSync(scratch, { recursive: true }))
writeFileSync(
  join(scratch, 'widths.csv'),
  `time_s,word_0_V,word_1_V,word_2_V,bit_0_V,bit_1_V,bit_2_V,bit_3_V
0,0.2,0.2,0.2,0,0,0,0
2e-9,0.2,0.2,0,0,0,0,0
5e-9,0.2,0,0,0,0,0,0
1e-8,0,0,0,0,0,0,0
`,
)
writeFileSync(join(scratch, 'ramp.csv'), 'time_s,word_0_V,bit_0_V\n0,0,0\n1,2,0\n3,-2,0\n')

function column({ columns }: Trace, name: string): Float64Array {
  return columns.find(one => one.name === name)!.values
}

describe('pulse widths in, charges out', () => {
  const scenario = (wires: number, every: string): string => `
name: widths
title: Pulse widths as inputs, charges as outputs
array: { size: [3, 4], wires: { word: ${wires}, bit: ${wires} }, cells: { device: resistor, conductance: 0.0001 } }
network: crossbar
program:
  - { play: widths.csv, name: product, record: { every: ${every}, quantities: [bit-charge, bit-current] } }
outputs: [cell-current]
`

  // Nodal analysis of the three networks, by dense algebra; without wires 0.1 mS times 0.2 V times 17 ns.
  it.each([
    [100, '1 ns', [3.3220464e-13, 3.22889789e-13, 3.1673e-13, 3.13665081e-13]],
    [100, 'step', [3.3220464e-13, 3.22889789e-13, 3.1673e-13, 3.13665081e-13]],
    [0, '0.3 ns', [3.4e-13, 3.4e-13, 3.4e-13, 3.4e-13]],
  ] as const)('of wires of %i ohm, recorded every %s', async (wires, every, coulombs) => {
    const { traces } = await runText(scenario(wires, every), scratch)
    expect(traces.map(({ name }) => name)).toEqual(['product'])
    coulombs.forEach((expected, j) => {
      const charge = column(traces[0], `bit_${j}_charge_C`)
      expect(charge[0]).toBe(0)
      // 0.3 ns do not divide 10 ns: the last row stands at 9.9 ns, where one word line is driven.
      const rest = every === '0.3 ns' ? 1e-10 * 2e-5 : 0
      expect((charge.at(-1)! + rest) / expected).toBeCloseTo(1, 8)
    })
  })
})

describe('a record', () => {
  const scenario = (more: string, steps = '- { play: ramp.csv, shape: linear, name: ramp }'): string => `
name: record
title: What a cell does
array: { size: [1, 1], cells: { device: zntpp } }
network: crossbar
images: { dot: ["#"] }
program:
  ${steps}
${more}
`

  it('follows straight lines between rows, and shows each time once', async () => {
    const { traces } = await runText(
      scenario('record: { every: 250 ms, cells: [[0, 0]], quantities: [cell-voltage] }'),
      scratch,
    )
    const [{ name, time }] = traces
    expect(name).toBe('program')
    expect([...time]).toEqual(Array.from({ length: 13 }, (_, k) => k / 4))
    column(traces[0], 'cell_0_0_voltage_V').forEach((volts, k) => {
      const t = k / 4
      expect(volts).toBeCloseTo(t <= 1 ? 2 * t : 2 - 2 * (t - 1), 12)
    })
  })

  it('does not change what is recorded by more than the time steps do', async () => {
    const steps = '- { write: dot, volts: 10 V, width: 10 ms, pulses: 3, interval: 5 ms }'
    const plain = await runText(scenario('', steps))
    const recorded = await runText(
      scenario('record: { every: 1 ms, quantities: [cell-charge, conductance] }', steps),
    )
    const final = (result: typeof plain): number => result.quantities[0].planes.at(-1)!.data[0]
    expect(final(recorded) / final(plain)).toBeCloseTo(1, 4)
    expect(column(recorded.traces[0], 'cell_0_0_conductance_S').at(-1)! / final(plain)).toBeCloseTo(1, 4)
    expect(recorded.cases[0].energy.delivered / plain.cases[0].energy.delivered).toBeCloseTo(1, 4)
  })

  it('of a charge is the integral of the current', async () => {
    const steps = '- { write: dot, volts: 10 V, width: 10 ms }'
    const fine = 'record: { every: 10 us, quantities: [cell-charge, cell-current] }'
    const { traces } = await runText(scenario(fine, steps))
    const [{ time }] = traces
    const current = column(traces[0], 'cell_0_0_current_A')
    let trapezoids = 0
    for (let k = 1; k < time.length - 1; k++)
      trapezoids += ((time[k] - time[k - 1]) * (current[k] + current[k - 1])) / 2
    const charge = column(traces[0], 'cell_0_0_charge_C')
    expect(charge[time.length - 2] / trapezoids).toBeCloseTo(1, 5)
  })

  it('of a step has its name, with the number of its repeat', async () => {
    const record = 'record: { every: 1 ms, quantities: [conductance] }'
    const steps = `- { repeat: 2, steps: [{ write: dot, volts: 10 V, width: 2 ms, name: "pulse {n}", ${record} }, { wait: 1 ms, ${record} }] }`
    const { traces } = await runText(scenario('', steps))
    expect(traces.map(({ name }) => name)).toEqual(['pulse 1', 'wait 2', 'pulse 2', 'wait 4'])
    expect([...traces[3].time]).toEqual([0.005, 0.006].map(t => expect.closeTo(t, 12)))
  })

  it.each([
    [
      'cells: [[0, 1]], every: 1 s, quantities: [conductance]',
      'found cell [0, 1]; expected word line below 1',
    ],
    ['every: 1 s, quantities: [state-nothing]', 'found "state-nothing"; expected'],
    ['every: 1 s, quantities: [gate-current]', 'found "gate-current"; expected'],
    ['every: 0 s, quantities: [conductance]', 'above 0'],
    ['every: 1 ns, quantities: [conductance]', 'rows; expected at most 10000000'],
    [
      'every: 1 s, quantities: [word-current], lines: { word: [3] }',
      'found word line 3; expected a line below 1',
    ],
    [
      'every: 1 s, quantities: [conductance], lines: { word: [0] }',
      'expected a quantity of them, such as "word-current"',
    ],
    ['every: 1 s', 'quantities'],
  ])('of { %s } is refused, with its place', async (record, message) => {
    const run = runText(scenario(`record: { ${record} }`), scratch)
    await expect(run).rejects.toThrow(/^scenario\.yaml:\d+:\d+/)
    await expect(run).rejects.toThrow(message)
  })
})
