import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readMeasurement } from '../../../src/fit/read-measurement.ts'

const folder = mkdtempSync(join(tmpdir(), 'measurement-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'data.csv')
const rows = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, k) => `${from + k},1,${k + 1}`)
const read = (lines: readonly string[], drives = ['voltage'] as const) => {
  writeFileSync(file, lines.join('\n'))
  return readMeasurement(file, { drives })
}
const error = async (lines: readonly string[]): Promise<string> => {
  const message = await read(lines).then(
    () => 'no error',
    (thrown: Error) => thrown.message,
  )
  return message.replace(file, 'data.csv')
}

describe('readMeasurement', () => {
  it('reads columns with units in any order, comments and empty responses', async () => {
    const lines = [
      '# a comment',
      'current_uA,time_ms,note_x,voltage_mV',
      ...Array.from({ length: 12 }, (_, k) => `${k === 3 ? '' : k},${1000 * k},x,500`),
    ]
    const { seconds, drive, response, driveKind, responseUnit } = await read(lines)
    expect(Array.from(seconds.slice(0, 3))).toEqual([0, 1, 2])
    expect(drive[0]).toBeCloseTo(0.5, 12)
    expect(response[2]).toBeCloseTo(2e-6, 18)
    expect(response[3]).toBeNaN()
    expect([driveKind, responseUnit]).toEqual(['voltage', 'A'])
  })

  it('takes a current as the drive where the device has one', async () => {
    writeFileSync(file, ['time_s,current_mA,voltage_V', ...rows(0, 12)].join('\n'))
    const found = await readMeasurement(file, { drives: ['current', 'voltage'] })
    expect(found).toMatchObject({ driveKind: 'current', responseUnit: 'V' })
    expect(found.drive[0]).toBeCloseTo(1e-3, 12)
  })

  const head = 'time_s,voltage_V,current_A'
  it.each([
    [
      'no drive',
      ['time_s,current_A', ...rows(0, 12)],
      'data.csv:1: found the columns time_s, current_A; expected a column voltage_V',
    ],
    [
      'no response',
      ['time_s,voltage_V', ...rows(0, 12)],
      'data.csv:1: found the columns time_s, voltage_V; expected a column current_A',
    ],
    ['no time', ['voltage_V,current_A', ...rows(0, 12)], 'expected a column time_s'],
    [
      'a wrong unit',
      ['time_s,voltage_A,current_A', ...rows(0, 12)],
      'data.csv:1:8: found the column "voltage_A"; expected voltage with its unit',
    ],
    [
      'no unit',
      ['time,voltage_V,current_A', ...rows(0, 12)],
      'data.csv:1:1: found the column "time"; expected time with its unit',
    ],
    ['a column twice', ['time_s,voltage_V,current_A,time_ms', ...rows(0, 12)], 'a second column of time'],
    [
      'too few points',
      [head, ...rows(0, 9)],
      'data.csv:10: found 9 values of current_A; expected 10 or more',
    ],
    ['no points', [head], 'data.csv:1: found 0 values'],
    [
      'time that runs backwards',
      [head, ...rows(0, 12), '3,1,1'],
      'data.csv:14:1: found time_s 3 after 11; expected a time that does not run backwards',
    ],
    [
      'a word',
      [head, ...rows(0, 3), '3,one,1', ...rows(4, 12)],
      'data.csv:5:3: found "one"; expected a number in the column voltage_V',
    ],
    ['a short line', [head, ...rows(0, 3), '3', ...rows(4, 12)], 'data.csv:5: found 1 fields'],
    ['an empty file', [''], 'found an empty file'],
  ])('says what is wrong with %s', async (_, lines, expected) => {
    expect(await error(lines)).toContain(expected)
  })
})
