import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()
const NAME = 'soft-bounds-table'
for (const end of ['yaml', 'csv']) {
  const file = fileURLToPath(new URL(`../../../examples/devices/${NAME}.${end}`, import.meta.url))
  copyFileSync(file, join(folder, `${NAME}.${end}`))
}
const DEVICE = `${NAME}.yaml`

describe('the command with a table of measured steps', () => {
  it('describes and checks it, and prints its equations', () => {
    const told = sneakpath(['describe', DEVICE], folder)
    expect({ code: told.code, stderr: told.stderr }).toEqual({ code: 0, stderr: '' })
    expect(told.stdout.replace(/\s+/g, ' ')).toContain('their spread is 20 % (cycleVariability: 0.2')
    expect(sneakpath(['check', DEVICE], folder).stdout).toContain('Every law is finite')
    const { stdout } = sneakpath(['describe', DEVICE, '--yaml'], folder)
    writeFileSync(join(folder, 'equations.yaml'), stdout)
    expect(sneakpath(['check', 'equations.yaml'], folder).code).toBe(0)
  })

  it('solves arrays of it, and writes their netlist', () => {
    const array = `size: [2, 2]
wires: { word: 1 ohm, bit: 1 ohm }
word: { left: { volts: 0.1 V } }
bit: { bottom: ground }
cells: { device: ${DEVICE}, state: { g: [[1 uS, 2 uS], [3 uS, 4 uS]] } }
`
    writeFileSync(join(folder, 'array.yaml'), array)
    const { code, stdout } = sneakpath(['solve', 'array.yaml', '--json'], folder)
    expect(code).toBe(0)
    const { cellCurrents } = JSON.parse(stdout)
    expect(cellCurrents.flat().map((amps: number) => Number((amps / 0.1).toPrecision(4)))).toEqual([
      1e-6, 2e-6, 3e-6, 4e-6,
    ])
    expect(sneakpath(['spice', 'array.yaml'], folder).code).toBe(0)
  })

  it('runs protocols of its pulses and refuses others', () => {
    const args = ['run', 'potentiation-depression', '--device', DEVICE, '--set', 'number=20']
    const { code, stdout } = sneakpath([...args, '--json', '--out', 'loop'], folder)
    expect(code).toBe(0)
    expect(Object.keys(JSON.parse(stdout).figures)).not.toHaveLength(0)
    for (const [more, found] of [
      [['run', 'sweep'], 'run sweep: vertices: found a sweep to 1 V on soft-bounds-table'],
      [['run', 'ppf', '--set', 'width=1'], 'run ppf: level: found a pulse of 1 V for 1 s'],
      [['run', 'stdp'], 'found a pulse of 0.5 V for 0.0001 s'],
    ] as const) {
      const refused = sneakpath([...more, '--device', DEVICE, '--out', 'none'], folder)
      expect(refused.stderr).toContain(found)
      expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(refused.code).toBe(2)
      expect(existsSync(join(folder, 'none'))).toBe(false)
    }
  })

  it('trains a network on it', () => {
    const { code, stdout, stderr } = sneakpath(
      [
        'run',
        'mnist',
        '--device',
        DEVICE,
        '--epochs',
        '1',
        '--train-only',
        '--set',
        'hidden=[20]',
        '--json',
        '--out',
        'digits',
      ],
      folder,
    )
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(JSON.parse(stdout).accuracy).toBeGreaterThan(0.5)
  })

  it('says in one line what is wrong with the table', () => {
    const text = readFileSync(join(folder, `${NAME}.csv`), 'utf8')
    writeFileSync(join(folder, 'bad.csv'), text.replace('up,2e-06', 'up,-2e-06'))
    const device = readFileSync(join(folder, DEVICE), 'utf8')
    writeFileSync(join(folder, 'bad.yaml'), device.replace(`${NAME}.csv`, 'bad.csv'))
    for (const args of [
      ['describe', 'bad.yaml'],
      ['run', 'ppf', '--device', 'bad.yaml', '--out', 'none'],
    ]) {
      expect(sneakpath(args, folder)).toEqual({
        code: 2,
        stdout: '',
        stderr: 'sneakpath: bad.csv:4:4: conductance_S: found "-2e-06"; expected a conductance above 0 S\n',
      })
    }
    const rows = Array.from({ length: 20 }, (_, k) => `${k},0.1,1e-7`)
    writeFileSync(join(folder, 'data.csv'), ['time_s,voltage_V,current_A', ...rows, ''].join('\n'))
    expect(sneakpath(['fit', 'data.csv', '--model', DEVICE, '--out', 'fit.yaml'], folder)).toEqual({
      code: 2,
      stdout: '',
      stderr: `data.csv: time = "time_s" in s, voltage = "voltage_V" in V, current = "current_A" in A; 20 rows (header in line 1, commas)\nsneakpath: data.csv: found the device ${NAME} without a free parameter; expected at least one that the data may move\n`,
    })
  })
})
