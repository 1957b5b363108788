import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../arrays/files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder, put } = scratch()

const ARRAY = {
  size: [1, 1],
  wires: { word: 1, bit: 1 },
  word: { left: { volts: '300 mV', ohms: 50 } },
  bit: { bottom: { volts: 0, ohms: 10 } },
  cells: { device: 'resistor', conductance: 0.025 },
}

put('array.json', JSON.stringify(ARRAY))

describe('sneakpath solve', () => {
  it('gives one cell the current 0.3 V / (50 + 40 + 10 ohm), as one JSON document and nothing else', () => {
    const { stdout, stderr, code } = sneakpath(['solve', 'array.json', '--json'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const solution = JSON.parse(stdout)
    expect(solution.cellCurrents[0][0]).toBeCloseTo(3e-3, 14)
    expect(solution.wordVoltages[0][0]).toBeCloseTo(0.15, 12)
    expect(solution.bitVoltages[0][0]).toBeCloseTo(0.03, 12)
    expect(solution.cellVoltages[0][0]).toBeCloseTo(0.12, 12)
    expect(solution.wordCurrents).toEqual({ left: [expect.closeTo(3e-3, 14)], right: [0] })
    expect(solution.bitCurrents).toEqual({ top: [0], bottom: [expect.closeTo(3e-3, 14)] })
    expect(solution.report).toMatchObject({ engine: expect.any(String), backend: expect.any(String) })
    for (const key of ['iterations', 'residual', 'seconds'])
      expect(solution.report[key]).toEqual(expect.any(Number))
    expect(solution).not.toHaveProperty('deviceVoltages')
  })

  it('gives the voltage of the device alone where there is a series element', () => {
    const array = { ...ARRAY, word: { left: { volts: 0.3 } }, bit: { bottom: 'ground' }, access: 'selector' }
    writeFileSync(join(folder, 'selector.json'), JSON.stringify(array))
    const solution = JSON.parse(sneakpath(['solve', 'selector.json', '--json'], folder).stdout)
    const [device, cell, current] = ['deviceVoltages', 'cellVoltages', 'cellCurrents'].map(
      key => solution[key][0][0],
    )
    expect(cell).toBeCloseTo(0.3, 12)
    expect(current).toBeCloseTo(0.025 * device, 15)
    expect(current).toBeCloseTo(1e-12 * Math.sinh((cell - device) / 0.1), 15)
  })

  it('takes a tolerance, and proposes it where the balance that is asked for is beyond float64', () => {
    const array = { ...ARRAY, size: [9, 9], cells: { device: 'resistor', conductance: 0.025 } }
    writeFileSync(join(folder, 'nine.json'), JSON.stringify(array))
    const { code, stderr } = sneakpath(['solve', 'nine.json', '--tolerance', '1e-30'], folder)
    expect(code).toBe(4)
    expect(stderr).toMatch(/\(wanted 1e-30\).*--tolerance of solve/)
    expect(sneakpath(['solve', 'nine.json', '--tolerance', '1e-9'], folder).code).toBe(0)
  })

  it('warns, and says the range, where saturated transistors leave a line undetermined', () => {
    const array = {
      size: [1, 3],
      cells: { device: 'resistor', conductance: 2e-4 },
      bit: { top: { volts: [0, -4, -4] } },
      word: { left: { amps: 1e-12 } },
      access: { transistor: { gateVolts: 0 } },
    }
    writeFileSync(join(folder, 'off.json'), JSON.stringify(array))
    const { stderr, stdout, code } = sneakpath(['solve', 'off.json', '--json'], folder)
    expect(code).toBe(0)
    expect(JSON.parse(stdout).report.undetermined).toMatchObject([{ wordLines: [0], bitLines: [] }])
    expect(sneakpath(['solve', 'off.json'], folder).stderr).toMatch(
      /^warning: word line 0: held by saturated/,
    )
    expect(stderr).toBe('')
  })

  it('warns where the neglected source shift of a transistor exceeds 1 % of its overdrive', () => {
    const access = { transistor: { gateVolts: 1, threshold: 0.5 } }
    const array = { ...ARRAY, bit: { bottom: { volts: 0, ohms: '1 kohm' } }, access }
    writeFileSync(join(folder, 'transistor.json'), JSON.stringify(array))
    expect(sneakpath(['solve', 'transistor.json'], folder).stderr).toMatch(
      /^warning: the transistor at word line 0, bit line 0 /,
    )
  })

  it('writes a folder, replaces it only with --force', () => {
    expect(sneakpath(['solve', 'array.json', '--out', 'solution'], folder).code).toBe(0)
    const files = readdirSync(join(folder, 'solution'))
    expect(files).toEqual(expect.arrayContaining(['solution.json', 'cell-currents.npy', 'word-voltages.npy']))
    expect(
      JSON.parse(readFileSync(join(folder, 'solution/solution.json'), 'utf8')).cellCurrents[0][0],
    ).toBeCloseTo(3e-3, 14)
    expect(sneakpath(['solve', 'array.json', '--out', 'solution'], folder).code).toBe(2)
    expect(sneakpath(['solve', 'array.json', '--out', 'solution', '--force'], folder).code).toBe(0)
  })

  it('exits with 4 where the solver has no answer', () => {
    const cells = { device: 'sinh', conductance: 1e-3, beta: 1000 }
    const array = { ...ARRAY, word: { left: { volts: 1e6 } }, bit: { bottom: 'ground' }, cells }
    writeFileSync(join(folder, 'overflow.json'), JSON.stringify(array))
    const { code, stderr } = sneakpath(['solve', 'overflow.json'], folder)
    expect(code).toBe(4)
    expect(stderr).toMatch(/^sneakpath: overflow\.json: [^\n]+\n$/)
  })
})

describe('sneakpath spice', () => {
  it('writes the array as a netlist, and nothing else', () => {
    const { stdout, stderr, code } = sneakpath(['spice', 'array.json'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    expect(stdout).toContain('.options reltol=1e-10')
    expect(stdout.trimEnd()).toMatch(/\.end$/)
  })
})
