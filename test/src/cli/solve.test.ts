import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
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

function currentOf(name: string, array: object): { amps: number; stderr: string } {
  writeFileSync(join(folder, name), JSON.stringify(array))
  const { stdout, stderr } = sneakpath(['solve', name, '--json'], folder)
  return { amps: JSON.parse(stdout).cellCurrents[0][0], stderr }
}

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
      bit: { top: { volts: [4, 0, 0] } },
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

  it('counts the overdrive of a transistor from its source, wherever its line lifts it', () => {
    // 0.7 V of overdrive less what 1 kohm below the cell lifts its source; nothing is neglected, so nothing is warned of.
    const transistor = { gateVolts: '1.2 V', threshold: 0.5, transconductance: 3e-4, side: 'bit' }
    const word = { left: { volts: 1 } }
    const array = { ...ARRAY, word, bit: { bottom: { volts: 0, ohms: '1 kohm' } }, access: { transistor } }
    const { amps, stderr } = currentOf('transistor.json', array)
    expect(stderr).toBe('')
    const source = 1000 * amps
    const drain = 1 - amps / 0.025
    const squares = (0.7 - source) ** 2 - Math.max(0, 0.7 - drain) ** 2
    expect(amps / ((3e-4 / 2) * squares + 1e-12)).toBeCloseTo(1, 9)
  })

  it.each([
    ['word', 1, 3.85758e-5],
    ['word', -1, -7.28782e-5],
    ['bit', 1, 7.28782e-5],
    ['bit', -1, -3.85758e-5],
  ])('takes for the source of a transistor its lower terminal: side %s, %d V', (side, volts, expected) => {
    // Where the 5 kohm of the device lift the source, i = k/2 (Vg - Vt - R i)^2; in the other direction the transistor is in triode.
    const transistor = { side, gateVolts: 1.2, threshold: 0.5, transconductance: 3e-4, offCurrent: 1e-12 }
    const array = {
      size: [1, 1],
      word: { left: { volts: Math.max(volts, 0) } },
      bit: { bottom: { volts: Math.max(-volts, 0) } },
      cells: { device: 'resistor', conductance: 2e-4 },
      access: { transistor },
    }
    expect(currentOf('side.json', array).amps / expected).toBeCloseTo(1, 5)
  })

  it('gives every cell its own resistor', () => {
    // Judged by Newton's method on all three nodes of each cell.
    const { array, bitCurrents, wordVoltages } = JSON.parse(
      readFileSync(new URL('own-resistors.json', import.meta.url), 'utf8'),
    )
    writeFileSync(join(folder, 'resistors.json'), JSON.stringify(array))
    const solution = JSON.parse(sneakpath(['solve', 'resistors.json', '--json'], folder).stdout)
    bitCurrents.forEach((amps: number, j: number) => {
      expect(solution.bitCurrents.bottom[j] / amps).toBeCloseTo(1, 12)
    })
    wordVoltages.flat().forEach((volts: number, k: number) => {
      expect(solution.wordVoltages.flat()[k]).toBeCloseTo(volts, 13)
    })
  })

  it('refuses an access element that cannot be in one line and writes nothing', () => {
    const array = { ...ARRAY, access: { transistor: { side: 'left' } } }
    writeFileSync(join(folder, 'bad.json'), JSON.stringify(array))
    const { code, stderr, stdout } = sneakpath(['solve', 'bad.json', '--out', 'nothing'], folder)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /^sneakpath: bad\.json:\d+:\d+: access\.transistor\.side: found "left"; expected [^\n]+\n$/,
    )
    expect(readdirSync(folder)).not.toContain('nothing')
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
