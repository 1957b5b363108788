import { describe, expect, it, test } from 'vitest'
import { groupGrid, groupLines } from '../../../../src/study/plot/group-rows.ts'
import { histogramPanel, linesPanel, pointsPanel, yieldPanel } from '../../../../src/study/plot/kinds.ts'
import type { PlotData } from '../../../../src/study/plot/plot-data.ts'
import { automaticScale, studyAxis } from '../../../../src/study/plot/study-axis.ts'
import { summarise } from '../../../../src/study/plot/summarise.ts'
import { readCriterion } from '../../../../src/study/plot/yield-criterion.ts'
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

  it('takes label and unit of the user, and refuses a unit of another quantity', () => {
    expect(studyAxis(column('wire', 'ohm'), [1, 10], 'x', { label: 'wire', unit: 'kohm' })).toMatchObject({
      label: 'wire',
      log: false,
      display: { factor: 1000, label: 'kΩ' },
    })
    expect(() => studyAxis(column('wire', 'ohm'), [1], 'x', { unit: 'mV' })).toThrow('--unit-x')
    expect(() => studyAxis(column('wire', 'ohm'), [0, 1], 'x', { scale: 'log' })).toThrow('not above 0')
  })
})

describe('the kinds of plots', () => {
  const rows: PlotData['rows'] = [
    [1, 1, 1],
    [1, 3, 1],
    [2, 5, 1],
    [2, 7, 2],
  ]
  const y = { label: 'y', unit: '' }

  it('draw means with bands or error bars, or every row', () => {
    const lines = linesPanel(data(rows), y, 'confidence', false, false)
    expect(lines.series!.map(({ name, y: means }) => [name, means])).toEqual([
      ['1', [2, 5]],
      ['2', [7]],
    ])
    const bars = linesPanel(data(rows), y, 'confidence', false, true)
    expect(bars.series![0]).toMatchObject({ spread: 'bars', style: 'points' })
    expect(pointsPanel(data(rows), y).series!.map(({ y: values }) => values)).toEqual([[1, 3, 5], [7]])
  })

  it('count rows in bins of one width that hold all of them', () => {
    const many: PlotData['rows'] = Array.from({ length: 100 }, (_, k) => [0, k, ''])
    const [bars] = histogramPanel({ ...data(many), third: undefined }, false).bars!
    const widths = bars!.edges.slice(1).map((edge, k) => edge - bars!.edges[k]!)
    for (const width of widths) expect(width).toBeCloseTo(widths[0]!, 9)
    expect(bars!.heights.reduce((sum, height) => sum + height, 0)).toBeCloseTo(100, 9)
    expect(bars!.edges[0]).toBeLessThanOrEqual(0)
    expect(bars!.edges.at(-1)).toBeGreaterThanOrEqual(99)
  })

  it('give the share of rows that meet a criterion, with the interval of Wilson', () => {
    const half: PlotData['rows'] = Array.from({ length: 10 }, (_, k) => [1, k, ''])
    const panel = yieldPanel({ ...data(half), third: undefined }, readCriterion('>= 5', ''), false)
    // 5 of 10: 23.7 % to 76.3 %, as in tables of the interval.
    expect(panel.series![0]!.y).toEqual([50])
    expect(panel.series![0]!.low![0]).toBeCloseTo(23.66, 2)
    expect(panel.series![0]!.high![0]).toBeCloseTo(76.34, 2)
    expect(readCriterion('<10 uA', 'A')).toMatchObject({ relation: '<', limit: 1e-5 })
    expect(() => readCriterion('about 3', '')).toThrow('--meets')
  })
})
