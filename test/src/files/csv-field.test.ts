import { describe, expect, it } from 'vitest'
import { tableCsv } from '../../../src/cli/text/table-text.ts'
import { csvField, csvLines } from '../../../src/files/csv-field.ts'
import { trainingTables } from '../../../src/learning/training-tables.ts'
import { panelCsv } from '../../../src/protocol/panel-csv.ts'

describe('a field of a CSV file', () => {
  it.each([
    ['=1+2', "'=1+2"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['-5 V', "'-5 V"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("a","b")', '"\'=HYPERLINK(""a"",""b"")"'],
    ['a=1', 'a=1'],
    ['-5', '-5'],
    ['+.5e-3', '+.5e-3'],
    [-5, '-5'],
    [-1e-12, '-1e-12'],
    [null, ''],
    [true, 'true'],
  ])('of %j is %s', (value, field) => {
    expect(csvField(value)).toBe(field)
  })

  it('is that in every table that is written', () => {
    expect(csvLines([['@a', -1]])).toBe("'@a,-1\n")
    expect(tableCsv({ columns: ['=a'], rows: [['+b'], [-2]] })).toBe("'=a\n'+b\n-2")
    const axis = { label: 'x', unit: 's' } as const
    const curve = { name: '=cmd', x: [1], y: [-2] }
    const panel = { name: 'p', title: 'P', x: axis, y: axis, curves: [curve] }
    expect(panelCsv(panel as unknown as Parameters<typeof panelCsv>[0])).toBe("curve,x_s,x_s\n'=cmd,1,-2\n")
    const report = {
      training: {
        records: [],
        confusion: [],
        network: {
          settings: { seed: 1 },
          device: { curve: { low: 0, high: 1, pulses: 1 }, loop: { up: [], down: [] } },
        },
      },
      comparison: { device: { accuracies: [] } },
      histograms: { before: [], after: [], range: [0, 1], unit: 'S' },
      costs: [{ name: '=x', without: '-y', accuracy: 1, points: -1 }],
    }
    expect(trainingTables(report as unknown as Parameters<typeof trainingTables>[0]).costs).toContain(
      "\n'=x,'-y,100,-1,,\n",
    )
  })
})
