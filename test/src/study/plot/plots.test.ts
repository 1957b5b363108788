import { describe, expect, it, test } from 'vitest'
import { groupGrid, groupLines } from '../../../../src/study/plot/group-rows.ts'
import { linePlot } from '../../../../src/study/plot/line-plot.ts'
import { automaticScale, plotAxis } from '../../../../src/study/plot/plot-axis.ts'
import type { PlotData } from '../../../../src/study/plot/plot-data.ts'
import { summarise } from '../../../../src/study/plot/summarise.ts'
import type { StudyColumn } from '../../../../src/study/rows/study-columns.ts'

const column = (name: string, unit = ''): StudyColumn => ({ name, kind: 'setting', type: 'number', unit })

function data(rows: PlotData['rows']): PlotData {
  return { x: column('x'), y: column('y'), third: column('hue'), rows, empty: 0, over: [] }
}

describe('a band', () => {
  it('of confidence is Student', () => {
    // Mean 2, standard deviation 1, t(2) = 4.303.
    const { low, middle, high } = summarise([1, 2, 3], 'confidence')
    expect([low, middle, high]).toEqual(
      [2 - 4.303 / Math.sqrt(3), 2, 2 + 4.303 / Math.sqrt(3)].map(x => expect.closeTo(x, 12)),
    )
  })

  it.each([
    [10, 2.2281],
    [11, 2.201],
    [30, 2.0423],
    [1000, 1.9623],
  ])('of %i degrees of freedom has the tabled width', (freedom, t) => {
    // Values of mean 0: half at 1, half at -1 (and one 0 where their number is odd).
    const count = freedom + 1
    const values = Array.from({ length: count }, (_, k): number =>
      count % 2 === 1 && k === 0 ? 0 : k % 2 === 0 ? 1 : -1,
    )
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / freedom)
    const { high } = summarise(values, 'confidence')
    expect((high * Math.sqrt(count)) / deviation).toBeCloseTo(t, 3)
  })

  it('of one value has no width, and of deciles holds eight tenths', () => {
    expect(summarise([5], 'confidence')).toEqual({ low: 5, middle: 5, high: 5, count: 1 })
    const tenths = Array.from({ length: 101 }, (_, k) => k)
    expect(summarise(tenths, 'deciles')).toEqual({ low: 10, middle: 50, high: 90, count: 101 })
  })
})

test('lines are parted by hue and rise along x', () => {
  const lines = groupLines(
    data([
      [10, 4, 2],
      [1, 1, 2],
      [1, 3, 2],
      [1, 7, 1],
    ]),
    'none',
    false,
  )
  expect(lines.map(({ hue, places }) => [hue, places.map(({ x, middle }) => [x, middle])])).toEqual([
    [1, [[1, 7]]],
    [
      2,
      [
        [1, 2],
        [10, 4],
      ],
    ],
  ])
})

test('many values of x are put into 20 bins', () => {
  const rows = Array.from({ length: 200 }, (_, k): [number, number, string] => [k, k, ''])
  const [line] = groupLines(data(rows), 'none', false)
  expect(line!.places).toHaveLength(20)
  expect(line!.places[0]).toMatchObject({ x: 4.5, middle: 4.5, count: 10 })
})

test('a heat map holds means, and nothing where there is no row', () => {
  const grid = groupGrid(
    data([
      [1, 'a', 2],
      [1, 'a', 4],
      [2, 'b', 5],
    ]),
    { x: false, y: false },
  )
  expect(grid).toEqual({ xs: [1, 2], ys: ['a', 'b'], means: Float64Array.of(3, Number.NaN, Number.NaN, 5) })
})

describe('an axis', () => {
  it('is logarithmic where positive values span decades', () => {
    expect(automaticScale([1, 1000], 'x')).toBe('log')
    expect(automaticScale([0, 1000], 'x')).toBe('linear')
    expect(automaticScale([1, 20], 'x')).toBe('linear')
  })

  it('places values between its ends', () => {
    const axis = plotAxis([1, 10, 100], column('wire', 'ohm'), 'log', 'x')
    expect(axis.place(10)).toBeCloseTo(0.5, 12)
    expect(axis.title).toBe('wire')
    expect(axis.ticks.map(({ label }) => label)).toContain('10 Ω')
  })

  it('up the plot ends at round numbers, and at zero where values come near it', () => {
    const axis = plotAxis([1, 9], column('energy', 'J'), 'linear', 'y')
    expect([axis.place(0), axis.place(10)]).toEqual([0, 1])
  })
})

test('a plot of lines is a whole SVG with a line and a band for each hue', () => {
  const rows: PlotData['rows'] = [
    [1, 1, 'half'],
    [2, 2, 'half'],
    [1, 3, 'third'],
    [2, 4, 'third'],
  ]
  const svg = linePlot({
    title: 'A <title>',
    subtitle: '',
    lines: groupLines(data(rows), 'confidence', false),
    x: column('x'),
    y: column('y'),
    hue: { ...column('bias'), type: 'text' },
    scaleX: 'linear',
    scaleY: 'linear',
    marks: [3],
  })
  expect(svg).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
  expect(svg).toContain('A &lt;title&gt;')
  expect(svg.match(/fill-opacity/g)).toHaveLength(2)
  expect(svg.match(/<circle/g)).toHaveLength(4)
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1)
})
