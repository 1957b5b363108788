import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { deviceModel, findDevice, gatedDeviceModel } from '../../../../src/host/find-device.ts'

const folder = mkdtempSync(join(tmpdir(), 'device-file-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'mine.yaml')
const text = `kind: sneakpath-device
version: 1
name: mine
base: ec-mof-l
parameters:
  baseConductance: 2e-11
errors:
  baseConductance: 1e-13
state:
  layer: 0.25
ensemble:
  - { baseConductance: 2.1e-11 }
`
const read = (change: (text: string) => string = same => same) => {
  writeFileSync(file, change(text))
  return deviceModel(file)
}

describe('device files', () => {
  it('give a built-in device other parameters, states and an ensemble', () => {
    const model = read()
    expect(model).toMatchObject({ name: 'mine', base: 'ec-mof-l', ensemble: [{ baseConductance: 2.1e-11 }] })
    const [first, second] = model.parameters
    expect(first).toMatchObject({ value: 2e-11, source: 'fitted: +- 1e-13' })
    expect(second!.value).toBe(deviceModel('ec-mof-l').parameters[1].value)
    expect(model.states[0].initial).toBe(0.25)
    expect(findDevice(file).name).toBe('mine')
  })

  it('are found beside the file that names them', () => {
    read()
    expect(deviceModel('mine.yaml', { file: join(folder, 'array.yaml') }).name).toBe('mine')
  })

  it('can be of a device with a gate', () => {
    writeFileSync(
      file,
      text
        .replace('ec-mof-l', 'psg-wo3')
        .replaceAll('baseConductance: 2', 'lowConductance: 6')
        .replaceAll('baseConductance', 'lowConductance')
        .replaceAll('e-11', 'e-7')
        .replace('layer', 'lasting'),
    )
    expect(gatedDeviceModel(file).parameters.find(({ name }) => name === 'lowConductance')!.value).toBe(6e-7)
  })

  it.each([
    [
      'an unknown base',
      (t: string) => t.replace('ec-mof-l', 'ec-mof-x'),
      /mine\.yaml:4:7:.*"ec-mof-x".*did you mean/,
    ],
    [
      'an unknown parameter',
      (t: string) => t.replace('baseConductance: 2e', 'baseConductanc: 2e'),
      /mine\.yaml:6:3:.*"baseConductanc"/,
    ],
    [
      'a value out of range',
      (t: string) => t.replace('2e-11', '2e11'),
      /mine\.yaml:6:20:.*200000000000; expected 0 to 0.000001 S/,
    ],
    ['an unknown state', (t: string) => t.replace('layer:', 'lay:'), /mine\.yaml:10:3:.*"lay"/],
    ['an ensemble out of range', (t: string) => t.replace('2.1e-11', '-1'), /mine\.yaml:12:24:.*-1/],
    ['an unknown key', (t: string) => `${t}more: 1\n`, /mine\.yaml:13:1: .*unknown key "more"/],
    [
      'another kind',
      (t: string) => t.replace('sneakpath-device', 'scenario'),
      /mine\.yaml:1:7: kind: found "scenario"/,
    ],
    ['a text for a number', (t: string) => t.replace('2e-11', 'much'), /mine\.yaml:6:20:.*found "much"/],
  ])('say what is wrong with %s', (_, change, expected) => {
    expect(() => read(change)).toThrow(expected)
  })
})

describe('device files that are based on others', () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const variant = (base: string, value = 2) =>
    `kind: sneakpath-device\nversion: 1\nname: variant\nbase: ${base}\nparameters: { ohms: ${value} }\n`
  write(
    'own.yaml',
    'kind: sneakpath-device\nname: own\ntitle: Own\nsource: mine\nparameters: { ohms: 1 }\ncurrent: v / ohms\nread: 1\nmeasured: [-1, 1]\n',
  )

  it('take the laws of a file beside them, through several', () => {
    write('first.yaml', variant('own.yaml', 2))
    write('second.yaml', variant('first.yaml', 3))
    const model = deviceModel(join(folder, 'second.yaml'))
    expect(model.parameters[0].value).toBe(3)
    expect(model).toMatchObject({ base: join(folder, 'own.yaml'), file: join(folder, 'second.yaml') })
  })

  it('do not go in a circle', () => {
    write('a.yaml', variant('b.yaml'))
    write('b.yaml', variant('a.yaml'))
    expect(() => deviceModel(join(folder, 'a.yaml'))).toThrow(
      /b\.yaml:4:7: base: found a\.yaml, which is based on this file; expected bases that do not go in a circle/,
    )
  })

  it('are of two or of three terminals', () => {
    expect(() => gatedDeviceModel(join(folder, 'own.yaml'))).toThrow(
      /found the two-terminal device .*own\.yaml"; expected a three-terminal device here/,
    )
  })

  it('say that a law with a choice needs quotation marks', () => {
    const own = 'kind: sneakpath-device\nname: own\ntitle: Own\nsource: mine\ncurrent: v > 0 ? v : 0\n'
    write('unquoted.yaml', own)
    expect(() => deviceModel(join(folder, 'unquoted.yaml'))).toThrow(
      /unquoted\.yaml:5:\d+: found a mistake in the YAML .*; a law with "\? :", .* stands in quotation marks$/,
    )
  })
})
