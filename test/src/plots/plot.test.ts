import { describe, expect, it } from 'vitest'
import { plotAxis } from '../../../src/plots/axis.ts'
import { plot } from '../../../src/plots/plot.ts'
import { residualPanel } from '../../../src/plots/residual-panel.ts'
import type { PlotSeries } from '../../../src/plots/series.ts'

const x = { label: 'time', unit: 's' }
const y = { label: 'current', unit: 'A' }
const draw = (...series: PlotSeries[]): string => plot({ title: 'A & B', x, panels: [{ y, series }] })
const count = (svg: string, pattern: RegExp): number => svg.match(pattern)?.length ?? 0

describe('an axis', () => {
  it('puts round ticks in a prefixed unit around all values', () => {
    const axis = plotAxis({ label: 'current', unit: 'A' }, [0, 9e-12], 'up')
    expect(axis.title).toBe('current (pA)')
    expect(axis.position(0)).toBe(0)
    expect(axis.position(10e-12)).toBeCloseTo(1, 9)
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0', '2', '4', '6', '8', '10'])
  })

  it('up the plot ends at zero where values come near it', () => {
    const axis = plotAxis({ label: 'energy', unit: 'J' }, [1, 9], 'up')
    expect([axis.position(0), axis.position(10)]).toEqual([0, 1])
    expect(plotAxis({ label: 'energy', unit: 'J' }, [8, 9], 'up').position(8)).toBe(0)
  })

  it('along the plot leaves a little room at both ends', () => {
    const axis = plotAxis(x, [0, 1], 'along')
    expect(axis.position(0)).toBeCloseTo(0.02 / 1.04, 12)
    expect(axis.position(1)).toBeCloseTo(1.02 / 1.04, 12)
  })

  it('is logarithmic where asked, and then has no place for zero', () => {
    const log = plotAxis({ ...x, log: true }, [0, 0.01, 100], 'along')
    expect(log.kind).toBe('log')
    expect(log.position(1)).toBeCloseTo(0.5, 12)
    expect(log.position(0)).toBeNaN()
    expect(log.ticks.map(({ label }) => label)).toContain('100 ms')
    expect(plotAxis({ ...x, log: true }, [0, -1], 'along').kind).toBe('linear')
  })

  it('takes ends and a unit that are given', () => {
    const axis = plotAxis({ ...y, range: [0, 6e-5], display: { factor: 1e-6, label: 'µA' } }, [1], 'up')
    expect(axis.title).toBe('current (µA)')
    expect([axis.position(0), axis.position(6e-5)]).toEqual([0, 1])
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0', '10', '20', '30', '40', '50', '60'])
  })

  it('shows equal values in the middle, and something for nothing', () => {
    expect(plotAxis({ label: 'g', unit: 'S' }, [3, 3], 'up').position(3)).toBeCloseTo(0.5, 12)
    expect(plotAxis({ label: 'g', unit: 'S' }, [Number.NaN], 'up').ticks.length).toBeGreaterThan(1)
  })

  it('gives words places of equal width, in their order', () => {
    const axis = plotAxis({ label: 'bias', unit: '' }, ['third', 'half'], 'along')
    expect(axis.ticks).toEqual([
      { position: 0.25, label: 'half' },
      { position: 0.75, label: 'third' },
    ])
  })
})

describe('a plot', () => {
  it('draws lines with their points, dashes, a band and a legend', () => {
    const svg = draw(
      { name: 'one', x: [0, 1, 2], y: [1, 2, 3], low: [0, 1, 2], high: [2, 3, 4] },
      { name: 'two', x: [0, 2], y: [1, 1], style: 'dashes' },
    )
    expect(count(svg, /<circle/g)).toBe(3)
    expect(count(svg, /class="line"/g)).toBe(2)
    expect(count(svg, /class="band"/g)).toBe(1)
    expect(svg).toContain('A &amp; B')
    expect(svg).toContain('>two</text>')
  })

  it('draws error bars to the values that they end at', () => {
    const svg = draw({ name: 'one', x: [1], y: [2], low: [0], high: [4], style: 'points', spread: 'bars' })
    const [, from, to] = /class="error" d="M[\d.]+ ([\d.]+)V([\d.]+)/.exec(svg)!
    const [, middle] = /<circle cx="[\d.]+" cy="([\d.]+)"/.exec(svg)!
    expect(Number(middle)).toBeCloseTo((Number(from) + Number(to)) / 2, 1)
    expect(Number(from)).toBeGreaterThan(Number(to))
  })

  it('leaves gaps where there is no value', () => {
    const svg = draw({ name: 'one', x: [0, 1, 2, 3, 4], y: [1, 1, Number.NaN, 2, 3] })
    expect(/class="line" d="([^"]+)"/.exec(svg)![1]!.match(/M/g)).toHaveLength(2)
    expect(svg).not.toContain('NaN')
  })

  it('draws bars of a histogram from zero', () => {
    const bars = [{ name: 'cells', edges: [0, 1, 2], heights: [10, 30] }]
    const svg = plot({ title: '', x, panels: [{ y: { label: 'cells', unit: '' }, bars }] })
    const heights = [...svg.matchAll(/class="bar"[^>]* height="([\d.]+)"/g)].map(([, h]) => Number(h))
    expect(heights).toHaveLength(2)
    expect(heights[1]! / heights[0]!).toBeCloseTo(3, 2)
  })

  it('shows data minus fit below, where both have a value', () => {
    const data = { name: 'data', x: [1, 2, 3], y: [1, 2, 4] }
    const fit = { name: 'fit', x: [1, 1.5, 2], y: [1, 1.5, 1.5] }
    expect(residualPanel(y, data, [fit]).series).toMatchObject([{ x: [1, 2], y: [0, 0.5] }])
  })
})
