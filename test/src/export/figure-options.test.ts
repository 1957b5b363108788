import { describe, expect, it } from 'vitest'
import {
  atWidth,
  figureSeries,
  findFrame,
  pixelWidth,
  sheetOptions,
} from '../../../src/export/figure-options.ts'
import { renderPdf } from '../../../src/plots/drawing/render-pdf.ts'
import { renderPng } from '../../../src/plots/drawing/render-png.ts'
import { contactSheet } from '../../../src/plots/maps/contact-sheet.ts'
import { mapScale } from '../../../src/plots/maps/map-series.ts'
import { sampleSeries } from '../plots/maps/sample-series.ts'

const series = sampleSeries([2, 2], 3, (i, j, k) => 1e-6 * (1 + i + 2 * j + 4 * k))

describe('a figure', () => {
  it('takes ends, unit, map and title of the user', () => {
    const made = figureSeries(series, { colourMap: 'inferno', range: '0:60uS', unit: 'uS', title: 'Mine' })
    expect(mapScale(made)).toMatchObject({
      domain: [0, 6e-5],
      display: { factor: 1e-6, label: 'µS' },
      colourMap: 'Inferno',
    })
    const svg = contactSheet(made, { bare: false })
    expect(svg).toContain('>Mine<')
    expect(svg).toContain('>60<')
  })

  it('alone has a map without text, of as many px as asked', () => {
    const svg = contactSheet(series, {
      ...sheetOptions({ bare: true, cellPixels: 5, numbers: false }),
      frames: [0],
    })
    expect(svg).toContain('viewBox="0 0 10 10"')
    expect(svg).not.toContain('<text')
  })

  it('has the width of a column at the resolution of print', async () => {
    expect(pixelWidth({ widthMm: 85, dpi: 300 })).toBe(1004)
    const png = await renderPng(contactSheet(series), 1004)
    expect(png.readUInt32BE(16)).toBe(1004)
    expect(atWidth('<svg width="200" height="100"/>', { widthMm: 85 })).toContain(
      'width="85mm" height="42.500mm"',
    )
  })

  it('is a PDF of one page that has this width, the same bytes each time', async () => {
    const svg = contactSheet(series)
    const pdf = await renderPdf(svg, 85)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const [, width] = /\/MediaBox \[0 0 ([\d.]+) /.exec(pdf.toString('latin1'))!
    expect(Number(width)).toBeCloseTo((85 / 25.4) * 72, 2)
    expect((await renderPdf(svg, 85)).equals(pdf)).toBe(true)
  })

  it.each([
    [{ colourMap: 'infern' }, 'did you mean "Inferno"?'],
    [{ range: '5:1' }, 'an upper end above the lower one'],
    [{ range: '1uS:1uS' }, 'an upper end above the lower one'],
    [{ range: '0:1', scale: 'log' }, 'a --range above 0'],
    [{ range: '0' }, 'two ends like 0:60uS'],
    [{ unit: 'V' }, 'a unit like "S"'],
  ] as const)('refuses %o', (options, message) => {
    expect(() => figureSeries(series, options)).toThrow(message)
  })

  it('refuses a logarithm of negative values', () => {
    const negative = sampleSeries([2, 2], 1, (i, j) => i - j)
    expect(() => figureSeries(negative, { scale: 'log' })).toThrow('not above 0')
  })

  it('finds a frame by number or label', () => {
    const named = {
      ...series,
      frames: series.frames.map((frame, k) => ({ ...frame, label: `case-1 · input ${k}` })),
    }
    expect(findFrame('run', named, 'case-1/input 2')).toBe(2)
    expect(findFrame('run', named, '1')).toBe(1)
    expect(() => findFrame('run', named, '3')).toThrow('a frame from 0 to 2')
    expect(() => findFrame('run', named, 'case-1/input 7')).toThrow('expected one of')
  })
})
