import { describe, expect, it } from 'vitest'
import { createCell } from '../../../../arrays/devices/cell.ts'
import { checkDevice } from '../../../../arrays/devices/check/check-device.ts'
import { deviceYaml } from '../../../../arrays/devices/file/device-yaml.ts'
import { deviceModel } from '../../../../src/host/find-device.ts'
import { scratch } from '../../../src/files/scratch.ts'

const { put } = scratch()
const [LOW, HIGH] = [1e-6, 1e-5]

const yaml = (change: (text: string) => string = same => same): string =>
  put(
    'mine.yaml',
    change(`kind: sneakpath-device
name: mine
title: Mine
source: measured
table: steps.csv
read: 0.1 V
write: { volts: 1.5 V, width: 10 us }
erase: { volts: -1 V, width: 20 us }
`),
  )

/** A table of a law at so many conductances. */
const table = (rows: number, up: (g: number) => number, down: (g: number) => number): string => {
  const places = Array.from({ length: rows }, (_, k) => LOW + ((HIGH - LOW) * k) / (rows - 1))
  return [
    'direction,conductance_S,change_S,spread',
    ...places.map(g => `up,${g},${up(g)},0.1`),
    // As it is measured: falling.
    ...places.toReversed().map(g => `down,${g},${down(g)},0.3`),
    '',
  ].join('\n')
}
const softUp = (g: number): number => 0.1 * (HIGH - g)
const softDown = (g: number): number => -0.1 * (g - LOW)
const bentUp = (g: number): number => 4e-7 * (1 - (g / 1.05e-5) ** 2)
const bentDown = (g: number): number => -3e-7 * Math.exp(g / 5e-6 - 2)

describe('a device of measured steps', () => {
  it.each([
    ['soft bounds', 10, softUp, softDown],
    ['a bent law in few rows', 12, bentUp, bentDown],
    ['a bent law in many rows', 300, bentUp, bentDown],
  ])('goes the pulse curve of %s', (_, rows, up, down) => {
    put('steps.csv', table(rows, up, down))
    const cell = createCell(deviceModel(yaml()))
    let g = LOW
    for (const [step, volts, width] of [
      [up, 1.5, 1e-5],
      [down, -1, 2e-5],
    ] as const) {
      for (let n = 0; n < 50; n++) {
        cell.advance(volts, width)
        g = Math.min(HIGH, Math.max(LOW, g + step(g)))
        expect(Math.abs(cell.state[0] - g)).toBeLessThan(0.01 * (HIGH - LOW))
      }
    }
    expect(cell.current(0.2)).toBeCloseTo(0.2 * cell.state[0], 15)
  })

  it.each([
    ['up', 1.5, 1e-5],
    ['down', -1, 2e-5],
  ] as const)('makes the steps of the rows themselves, %s', (direction, volts, width) => {
    const rows = [
      [1e-6, 8.1e-7, -0],
      [2.5e-6, 5e-7, -4e-7],
      [4e-6, 6e-7, -6e-7],
      [7e-6, 1e-7, -2e-7],
      [9.9e-6, 3e-7, -1.5e-6],
    ]
    put(
      'steps.csv',
      `direction,conductance_S,change_S\n${rows.flatMap(([g, up, down]) => [`up,${g},${up}`, `down,${g},${down}`]).join('\n')}\n`,
    )
    const model = deviceModel(yaml())
    for (const [g, up, down] of rows) {
      const cell = createCell(model, { state: { g: g! } })
      cell.advance(volts, width)
      const end = Math.min(9.9e-6, g! + (direction === 'up' ? up! : down!))
      expect(Math.abs(cell.state[0] - end)).toBeLessThan(1e-5 * (9.9e-6 - 1e-6))
    }
  })

  it('does not move at other volts, and its law reads back as equations', () => {
    put('steps.csv', table(200, bentUp, bentDown))
    const model = deviceModel(yaml())
    const cell = createCell(model, { state: { g: 5e-6 } })
    for (const volts of [0.1, 0.75, -0.5, 1.4, 3, 0]) cell.advance(volts, 1)
    expect(cell.state[0]).toBe(5e-6)
    const again = createCell(deviceModel(put('again.yaml', deviceYaml(model))), { state: { g: 5e-6 } })
    for (const one of [cell, again]) one.advance(1.5, 1e-5)
    expect(again.state[0]).toBe(cell.state[0])
    expect(model.states[0].meaning).toMatch(/steps of steps\.csv to .* % of the range; their spread is 20 %/)
    // Soft ends: the same pulses up and down, those that the slower direction takes.
    expect(model.pulses).toMatchObject({ raise: { amplitude: 1.5, width: 1e-5 }, lower: { amplitude: -1 } })
    expect(model.pulses!.raise.number).toBe(model.pulses!.lower.number)
    expect(model.pulses!.raise.number).toBeGreaterThan(20)
    expect(checkDevice(model).findings).toEqual([])
  })

  it.each([
    [
      'no rows of a direction',
      (t: string) => t.replaceAll(/^down.*\n/gm, ''),
      /steps\.csv:5: found no rows of direction down; expected 2 to 500/,
    ],
    [
      'one row of a direction',
      (t: string) => t.replaceAll(/^down.*,-.*\n/gm, ''),
      /steps\.csv:\d+: found one row of direction down/,
    ],
    [
      'a word for a number',
      (t: string) => t.replace('up,0.000001', 'up,low'),
      /steps\.csv:2:4: conductance_S: found "low"; expected a conductance in S/,
    ],
    [
      'a conductance of 0',
      (t: string) => t.replace('up,0.000001', 'up,0'),
      /steps\.csv:2:4: conductance_S: found "0"; expected a conductance above 0 S/,
    ],
    [
      'an empty field',
      (t: string) => t.replace('up,0.000001', 'up,'),
      /steps\.csv:2:4: conductance_S: found an empty field/,
    ],
    [
      'another direction',
      (t: string) => t.replace('up,', 'left,'),
      /steps\.csv:2:1: direction: found "left"; expected up or down/,
    ],
    [
      'a row that is short',
      (t: string) => t.replace(/up,.*/, 'up,1e-6'),
      /steps\.csv:2: found 2 fields; expected 4/,
    ],
    [
      'another column',
      (t: string) => t.replace('change_S', 'change'),
      /steps\.csv:1:\d+: found the column "change"; expected direction,conductance_S/,
    ],
    [
      'no column of changes',
      (t: string) => t.replace(/^.*$/m, 'direction,conductance_S,spread'),
      /steps\.csv:1: found no column change_S/,
    ],
    [
      'a conductance twice',
      (t: string) => t.replace('up,0.000004', 'up,0.000001'),
      /steps\.csv:3: found 0\.000001 S in direction up as in line 2; expected one row/,
    ],
    [
      'changes of the wrong sign',
      (t: string) => t.replaceAll(',-', ','),
      /steps\.csv:\d+: found no change below 0 in direction down/,
    ],
    [
      'a spread below 0',
      (t: string) => t.replace(',0.1\n', ',-0.1\n'),
      /steps\.csv:2:\d+: spread: found "-0.1"; expected 0 to 10/,
    ],
    [
      'steps that no rate makes',
      () =>
        'direction,conductance_S,change_S\nup,1e-6,1e-7\nup,2e-6,5e-6\nup,2.1e-6,1e-7\nup,1e-5,1e-7\ndown,1e-6,0\ndown,1e-5,-1e-6\n',
      /steps\.csv:[34]: found a step of .* of the range from any smooth motion; expected steps that change little/,
    ],
    ['nothing', () => '', /steps\.csv: found no rows of direction up/],
  ])('is refused with %s in the table', (_, change, message) => {
    put('steps.csv', change(table(4, softUp, softDown)))
    expect(() => deviceModel(yaml())).toThrow(message)
  })

  it.each([
    [
      'no write',
      (t: string) => t.replace(/write:.*\n/, ''),
      /mine\.yaml:\d+:\d+: write: found nothing; expected the pulse that the table was measured with/,
    ],
    [
      'no width',
      (t: string) => t.replace(', width: 20 us', ''),
      /mine\.yaml:8:\d+: erase\.width: found nothing; expected a number in SI units/,
    ],
    [
      'volts of another unit',
      (t: string) => t.replace('1.5 V', '1.5 A'),
      /mine\.yaml:7:\d+: write\.volts: found "1\.5 A"; expected a voltage in V/,
    ],
    [
      'a pulse of 0 V',
      (t: string) => t.replace('1.5 V', '0 V'),
      /write\.volts: found 0 V; expected another voltage/,
    ],
    [
      'a pulse of no width',
      (t: string) => t.replace('10 us', '0 us'),
      /write\.width: found 0 s; expected above 0 s/,
    ],
    [
      'the same volts twice',
      (t: string) => t.replace('-1 V', '1.5 V'),
      /erase\.volts: found 1\.5 V; expected volts that are not those of write/,
    ],
    [
      'reads that write',
      (t: string) => t.replace('0.1 V', '1.5 V'),
      /mine\.yaml:6:\d+: read: found 1\.5 V; expected other volts/,
    ],
    [
      'a file that is not there',
      (t: string) => t.replace('steps.csv', 'none.csv'),
      /none\.csv: found no such file/,
    ],
    [
      'an unknown key',
      (t: string) => `${t}current: v\n`,
      /mine\.yaml:9:1: current: found the unknown key "current"/,
    ],
  ])('is refused with %s in its file', (_, change, message) => {
    put('steps.csv', table(4, softUp, softDown))
    expect(() => deviceModel(yaml(change))).toThrow(message)
  })
})
