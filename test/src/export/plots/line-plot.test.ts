import { describe, expect, it } from 'vitest'
import { linePlot } from '../../../../src/export/plots/line-plot.ts'
import { plotAxis } from '../../../../src/export/plots/plot-axis.ts'

const axes = { title: 'A & B', x: { label: 'time', unit: 's' }, y: { label: 'current', unit: 'A' } }

describe('plotAxis', () => {
  it('puts round ticks in a prefixed unit around all values', () => {
    const axis = plotAxis({ label: 'current', unit: 'A' }, [0, 9e-12])
    expect(axis.title).toBe('current (pA)')
    expect(axis.position(0)).toBe(0)
    expect(axis.position(10e-12)).toBeCloseTo(1, 9)
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0', '2', '4', '6', '8', '10'])
  })

  it('is logarithmic where asked and possible, and then has no place for zero', () => {
    const log = plotAxis({ label: 't', unit: 's', log: true }, [0.01, 100])
    expect(log.position(1)).toBeCloseTo(0.5, 12)
    expect(log.position(0)).toBeNaN()
    expect(plotAxis({ label: 't', unit: 's', log: true }, [0, 100]).position(50)).toBeCloseTo(0.5, 12)
  })

  it('shows a flat curve in the middle, and something for nothing', () => {
    expect(plotAxis({ label: 'g', unit: 'S' }, [3, 3]).position(3)).toBeCloseTo(0.5, 12)
    expect(plotAxis({ label: 'g', unit: 'S' }, [Number.NaN]).ticks.length).toBeGreaterThan(1)
  })
})

describe('linePlot', () => {
  it('draws a line with its points, dashes, a band and a legend', () => {
    const svg = linePlot({
      ...axes,
      curves: [
        { name: 'one', x: [0, 1, 2], y: [1, 2, 3], low: [0, 1, 2], high: [2, 3, 4] },
        { name: 'two', x: [0, 2], y: [1, 1], style: 'dashes' },
      ],
    })
    expect(svg.match(/<circle/g)).toHaveLength(3)
    expect(svg.match(/<polyline/g)).toHaveLength(2)
    expect(svg.match(/<polygon/g)).toHaveLength(1)
    expect(svg).toContain('A &amp; B')
    expect(svg).toContain('>two</text>')
  })

  it('leaves gaps where there is no value', () => {
    const svg = linePlot({ ...axes, curves: [{ name: 'one', x: [0, 1, 2, 3], y: [1, Number.NaN, 2, 3] }] })
    expect(svg.match(/<polyline/g)).toHaveLength(2)
    expect(svg).not.toContain('NaN')
  })
})
