import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { hexColour, mapColour } from '../../../../src/plots/colours/colour-map.ts'
import { PNG_ZOOM, renderPng } from '../../../../src/plots/drawing/render-png.ts'
import { contactSheet } from '../../../../src/plots/maps/contact-sheet.ts'
import { parseSvg, type SvgElement } from './parse-svg.ts'
import { SERIES_OF_EVERY_KIND, sampleSeries } from './sample-series.ts'
import { overlaps, textBoxes } from './text-boxes.ts'

const texts = (svg: string): string[] =>
  parseSvg(svg)
    .filter(({ name }) => name === 'text')
    .map(({ text }) => text)

/** The squares of the cells: those within the groups of cells, in order. */
function cellsOf(svg: string): SvgElement[] {
  return [...svg.matchAll(/<g class="cells"[^>]*>(.*?)<\/g>/gs)].flatMap(match => parseSvg(match[1]))
}

describe.each(SERIES_OF_EVERY_KIND)('the contact sheet of %s', (_, series) => {
  const svg = contactSheet(series)
  const page = parseSvg(svg)[0].attributes
  const boxes = textBoxes(svg)

  it('has no text on another or beyond the page', () => {
    expect(overlaps(boxes)).toEqual([])
    const [width, height] = [Number(page.width), Number(page.height)]
    const beyond = boxes.filter(
      box => box.left < 0 || box.top < 0 || box.right > width || box.bottom > height,
    )
    expect(beyond).toEqual([])
  })

  it('fits a slide', () => {
    expect(Number(page.width)).toBeLessThanOrEqual(1290)
    expect(Number(page.height)).toBeLessThanOrEqual(740)
  })
})

describe('a contact sheet', () => {
  it('shows a hand-made 2 x 2 array: title, unit, labels, times, values and colours', () => {
    const svg = contactSheet(sampleSeries([2, 2], 1, (i, j) => [0, 1e-12, 2e-12, 4e-12][2 * i + j]))
    expect(texts(svg)).toEqual(
      expect.arrayContaining(['Cell conductance', 'pS', 'read 0', 't = 0 s', '0', '1', '2', '4']),
    )
    const fills = cellsOf(svg).map(({ attributes }) => attributes.fill)
    expect(fills).toEqual([0, 0.25, 0.5, 1].map(position => hexColour(mapColour('linear', position))))
  })

  it('puts word line 0 at the top and bit line 0 at the left, in squares', () => {
    const cells = cellsOf(contactSheet(sampleSeries([2, 3], 1, (i, j) => 10 * i + j))).map(
      cell => cell.attributes,
    )
    expect(cells).toHaveLength(6)
    const [first, right, , below] = cells.map(cell => [Number(cell.x), Number(cell.y)] as const)
    expect(right![0]).toBeGreaterThan(first![0])
    expect(right![1]).toBe(first![1])
    expect(below![0]).toBe(first![0])
    expect(below![1] - first![1]).toBeCloseTo(right![0] - first![0], 9)
    for (const cell of cells) expect(cell.width).toBe(cell.height)
  })

  it('says how many frames it leaves out and keeps the first and the last', () => {
    const shown = texts(contactSheet(sampleSeries([2, 2], 37, () => 1)))
    expect(shown).toEqual(expect.arrayContaining(['read 0', 'read 36', '12 of 37 frames shown']))
    expect(shown.filter(text => text.startsWith('read '))).toHaveLength(12)
  })

  it('shows the frames that its scenario names', () => {
    const series = { ...sampleSeries([2, 2], 37, () => 1), sheet: [3, 5, 36] }
    const shown = texts(contactSheet(series)).filter(text => text.includes('read') || text.includes('frames'))
    expect(shown).toEqual(['read 3', 'read 5', 'read 36', '3 of 37 frames shown'])
  })

  it('leaves out frames without any value and says so', () => {
    const series = sampleSeries([2, 2], 5, (i, j, k) => (k % 2 === 1 ? Number.NaN : i + j))
    const shown = texts(contactSheet(series))
    expect(shown.filter(text => text.startsWith('read '))).toEqual(['read 0', 'read 2', 'read 4'])
    expect(shown).toContain('3 of 5 frames shown; frames without a value: 2')
    expect(shown).not.toContain('no value')
    const named = texts(contactSheet({ ...series, sheet: [1, 4] }))
    expect(named.filter(text => text.startsWith('read '))).toEqual(['read 4'])
  })

  it('of chosen frames keeps the colour scale of all', () => {
    const series = sampleSeries([1, 1], 2, (_i, _j, k) => (k === 0 ? 1 : 4))
    const fills = cellsOf(contactSheet(series, { frames: [0] })).map(({ attributes }) => attributes.fill)
    expect(fills).toEqual([hexColour(mapColour('linear', 0))])
    expect(texts(contactSheet(series, { frames: [0] }))).toContain('1 of 2 frames shown')
  })

  it('hatches cells without a value, greys those that a logarithm cannot show, and says so', () => {
    const values = [1, 1e-3, 0, Number.NaN]
    const svg = contactSheet(sampleSeries([1, 4], 1, (_i, j) => values[j], { scale: 'log' }))
    const fills = cellsOf(svg).map(({ attributes }) => attributes.fill)
    expect(fills).toEqual([
      hexColour(mapColour('log', 1)),
      hexColour(mapColour('log', 0)),
      '#bebebe',
      'url(#hatch)',
    ])
    expect(texts(svg)).toEqual(expect.arrayContaining(['≤ 0', 'no value', 'S, log']))
  })

  it('keeps odd characters of labels as text', () => {
    const label = 'a <b> & "c" \u0007'
    const svg = contactSheet(sampleSeries([9, 9], 1, () => 1, { label: () => label }))
    expect(texts(svg)).toContain('a <b> & "c"  ')
  })
})

describe('a contact sheet as PNG', () => {
  it('has the colour of each cell in its place', async () => {
    const series = sampleSeries([3, 4], 2, (i, j, k) => (i * 4 + j + k) * 1e-9)
    await expectCellColours(contactSheet(series))
  })

  it('has the colours of embedded cells in their places', async () => {
    // Above 6000 cells the map is one embedded picture.
    const series = sampleSeries([80, 90], 1, (i, j) => i - j)
    const svg = contactSheet(series)
    const { x, y, width, height } = parseSvg(svg).filter(({ name }) => name === 'svg')[1].attributes
    const at = await pixels(svg)
    for (const [i, j] of [
      [0, 0],
      [0, 89],
      [79, 0],
      [79, 89],
      [40, 3],
    ] as const) {
      const middle = [
        Number(x) + ((j + 0.5) / 90) * Number(width),
        Number(y) + ((i + 0.5) / 80) * Number(height),
      ] as const
      expect(at(...middle)).toBe(hexColour(mapColour('diverging', (i - j + 89) / 178)))
    }
  })

  it('is the same each time', async () => {
    const svg = contactSheet(sampleSeries([5, 5], 2, (i, j) => i * j))
    expect((await renderPng(svg)).equals(await renderPng(svg))).toBe(true)
  })
})

async function expectCellColours(svg: string): Promise<void> {
  const at = await pixels(svg)
  const cells = cellsOf(svg)
  expect(cells.length).toBeGreaterThan(0)
  for (const { attributes } of cells) {
    // Near the corner, beside the number.
    expect(at(Number(attributes.x) + 2, Number(attributes.y) + 2)).toBe(attributes.fill)
  }
}

async function pixels(svg: string): Promise<(x: number, y: number) => string> {
  const { data, width, channels } = decode(await renderPng(svg))
  return (x, y) => {
    const k = (Math.floor(y * PNG_ZOOM) * width + Math.floor(x * PNG_ZOOM)) * channels
    return hexColour([data[k], data[k + 1], data[k + 2]])
  }
}
