import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { trainingDevice } from '../../../scenarios/learning/training-devices.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'
import { fieldDeviceFile } from '../../arrays/devices/file/field-device-file.ts'
import { scratch } from '../../src/files/scratch.ts'

const VTEAM = fieldDeviceFile('vteam')
const { folder } = scratch()
const ofFile = (name: string) => trainingDevice(name, { files: NODE_FILES })

const device = (name: string, more = ''): string => {
  const file = join(folder, `${name}.yaml`)
  writeFileSync(
    file,
    `kind: sneakpath-device
name: mine
title: Mine
source: measured
parameters: { g: 1 uS, speed: 100 1/s }
states: { w: { range: [0, 1], start: 0.2 } }
current: g * (1 + 3 * w) * v
rates: { w: speed * v }
read: 0.1 V
measured: [-1 V, 1 V]
${more}`,
  )
  return file
}

describe('trainingDevice of a device file', () => {
  it('has the update curve of the pulses in its file', () => {
    const file = device(
      'straight',
      'write: { volts: 1, width: 1 ms, number: 10 }\nerase: { volts: -1, width: 1 ms, number: 10 }\n',
    )
    const made = ofFile(file)
    expect(made.curve).toMatchObject({ pulses: 10, upScale: Number.POSITIVE_INFINITY })
    expect(made.curve.low).toBeCloseTo(1e-6, 12)
    expect(made.curve.high).toBeCloseTo(4e-6, 12)
    expect(made.misfit).toBeLessThan(1e-6)
    const { word, bit, none } = made.disturbance('raise', 'half')
    expect([word.raise, word.lower, bit, none]).toEqual([
      expect.closeTo(0.5, 6),
      0,
      word,
      { raise: 0, lower: 0 },
    ])
    // A third of the voltage with either sign.
    const third = made.disturbance('raise', 'third')
    expect([third.word.raise, third.none.lower]).toEqual([expect.closeTo(1 / 3, 6), expect.closeTo(1 / 3, 6)])
    expect(made.kept(100)).toBeCloseTo(1, 9)
    expect(ofFile(file)).toBe(made)
  })

  it('is measured anew when the file has changed', () => {
    const more =
      'write: { volts: 1, width: 1 ms, number: 10 }\nerase: { volts: -1, width: 1 ms, number: 10 }\n'
    const before = ofFile(device('changing', more))
    const after = ofFile(device('changing', more.replaceAll('number: 10', 'number: 9')))
    expect([before.curve.pulses, after.curve.pulses]).toEqual([10, 9])
  })

  it('takes VTEAM, which does not relax, with pulses of two widths', () => {
    const made = ofFile(VTEAM)
    expect(made.curve).toMatchObject({
      pulses: 30,
      low: expect.closeTo(1e-3, 6),
      high: expect.closeTo(0.02, 6),
    })
    expect(made.protocol).toContain('1e-11 and 1.06e-8 s')
    // Half a pulse stays at the threshold of the one, and moves half the way of the other.
    expect(made.disturbance('raise', 'half').word.raise).toBe(0)
    expect(made.disturbance('lower', 'half').word.lower).toBeGreaterThan(0.3)
    expect(made.kept(1e6)).toBe(1)
  })

  it('has the loop of the device whose laws it has', () => {
    const file = join(folder, 'fitted.yaml')
    writeFileSync(
      file,
      'kind: sneakpath-device\nversion: 1\nname: fitted\nbase: ec-mof-n\nparameters: { poreTime: 10000 }\n',
    )
    expect(ofFile(file).protocol).toBe(ofFile('ec-mof-n').protocol)
  })

  it.each([
    ['no pulses', '', /none\.yaml: found no pulses to train with; expected write: \{ volts/],
    [
      'another number of each',
      'write: { volts: 1, width: 1 ms, number: 10 }\nerase: { volts: -1, width: 1 ms, number: 5 }\n',
      /none\.yaml: found 10 pulses that write and 5 that erase; expected as many of each/,
    ],
    [
      'pulses that move nothing',
      'write: { volts: 0, width: 1 ms, number: 5 }\nerase: { volts: 0, width: 1 ms, number: 5 }\n',
      /none\.yaml: found pulses that training cannot use \(.*\); expected pulses under write and erase/,
    ],
  ])('is refused with %s', (_, more, message) => {
    expect(() => ofFile(device('none', more))).toThrow(message)
  })
})
