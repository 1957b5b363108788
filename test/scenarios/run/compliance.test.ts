import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { crossbarDrive } from '../../../arrays/crossbar/drive.ts'
import { operatingPoint } from '../../../arrays/crossbar/operating-point.ts'
import { arrayNetlist } from '../../../arrays/spice/array-netlist.ts'
import { runEecircuit } from '../../reference/run-eecircuit.ts'
import { hasNgspice, runNgspice } from '../../reference/run-ngspice.ts'
import { runText } from './scenario-of.ts'

const scenario = (end: string): string => `
name: compliance
title: A write behind a compliance
array:
  size: [2, 2]
  word: { left: ${end} }
  cells: { device: resistor, conductance: 1 mS }
network: crossbar
images: { dot: ["#.", ".."] }
program:
  - { write: dot, volts: 2 V, width: 1 s, record: { every: step, quantities: [word-current, cell-voltage] } }
`

describe('a compliance of the drivers', () => {
  it('holds in a program, and the run says which ends it held', async () => {
    const { traces, cases } = await runText(scenario('{ limit: [1 mA, null] }'))
    const [{ columns }] = traces
    const first = (name: string): number => columns.find(one => one.name === name)!.values[0]
    // Half-select: 2 V on the word line, bit lines at 0 V and 1 V; 3 mA without a limit.
    expect(first('word_0_current_A')).toBeCloseTo(1e-3, 12)
    // G (v - 0) + G (v - 1) = 1 mA gives v = 1 V.
    expect(first('cell_0_0_voltage_V')).toBeCloseTo(1, 9)
    expect(Object.keys(cases[0].solver.limited!)).toEqual(['left of word line 0'])
  })

  it.each([
    ['{ amps: 1 mA, limit: 1 mA }', 'found "limit" beside "amps"; expected "limit" beside "volts"'],
    ['{ limit: 0 A }', 'above 0'],
    ['{ limit: [1 mA] }', 'a list of 2, one for each line'],
  ])('%s is refused', async (end, message) => {
    await expect(runText(scenario(end))).rejects.toThrow(message)
  })

  it('is in the netlist, which ngspice answers alike', () => {
    const spec = createArraySpec({
      size: [3, 2],
      device: 'resistor',
      parameters: {
        conductance: [
          [1e-3, 5e-4],
          [2e-3, 1e-3],
          [1e-4, 3e-3],
        ],
      },
      wires: { word: 10, bit: 10 },
      left: { ohms: 25, limit: 1e-3 },
      bottom: { ohms: 0, limit: 1.5e-3 },
    })
    const volts = { word: Float64Array.of(2, 1, -1), bit: Float64Array.of(0, 0.5) }
    const drive = crossbarDrive(spec, volts, new Uint8Array(3).fill(1))
    const { solution } = operatingPoint(spec, drive, [])
    expect(solution!.report.limited!.length).toBeGreaterThan(1)
    const netlist = arrayNetlist(spec, [], { program: [{ drive, seconds: 1 }] })
    const printed = (hasNgspice() ? runNgspice : runEecircuit)(netlist)
    for (let k = 0; k < 6; k++) {
      const volts = printed.get(`w_${k >> 1}_${k % 2}`)!.at(-1)!
      // In the netlist a limited driver exceeds its limit by a millionth.
      expect(Math.abs(volts - solution!.wordVoltages[k])).toBeLessThan(1e-5)
    }
  })
})
