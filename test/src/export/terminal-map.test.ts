import { describe, expect, it } from 'vitest'
import { terminalDepth, terminalMap } from '../../../src/export/terminal-map.ts'
import { mapColour } from '../../../src/plots/colours/colour-map.ts'
import { sampleSeries } from '../plots/maps/sample-series.ts'

const ESCAPE = '\u001b'
const plain = (text: string): string => text.replace(new RegExp(`${ESCAPE}\\[[0-9;]*m`, 'g'), '')

describe('a pixel map on a terminal', () => {
  it('shows two word lines in each character line, in the colours of the map', () => {
    const text = terminalMap(
      sampleSeries([64, 1], 1, i => i % 2),
      0,
      { columns: 80, colour: true },
    )
    const lines = text.split('\n')
    expect(lines[0]).toBe('Cell conductance · read 0 · t = 0 s')
    const [low, high] = [mapColour('linear', 0).join(';'), mapColour('linear', 1).join(';')]
    expect(lines[1]).toBe(`${ESCAPE}[38;2;${low};48;2;${high}m▀${ESCAPE}[0m`)
    expect(lines.filter(line => plain(line) === '▀')).toHaveLength(32)
  })

  it('ends an odd number of word lines with a half, and leaves cells without a value empty', () => {
    const column = [1, Number.NaN, Number.NaN, 2, Number.NaN, Number.NaN, 3]
    const series = sampleSeries([49, 1], 1, i => column[i] ?? 3)
    const lines = plain(terminalMap(series, 0, { columns: 80, colour: true })).split('\n')
    expect(lines.slice(1, 5)).toEqual(['▀', '▄', ' ', '▀'])
    expect(lines.filter(line => /^[▀▄ ]$/.test(line))).toHaveLength(25)
  })

  it('enlarges a small array and gives the ends of its scale', () => {
    const lines = plain(
      terminalMap(
        sampleSeries([5, 5], 1, (i, j) => (i + j) * 1e-12),
        0,
        { columns: 80, colour: true },
      ),
    ).split('\n')
    expect(lines.slice(1, 16).every(line => line === '▀'.repeat(30))).toBe(true)
    expect(lines[16]).toBe(`0 S ${'▀'.repeat(24)} 8 pS`)
  })

  it.each([1, 7, 20, 64, 100])('is never wider than %d columns', columns => {
    for (const size of [
      [3, 300],
      [300, 3],
      [8, 8],
    ] as const) {
      const text = plain(
        terminalMap(
          sampleSeries(size, 1, (i, j) => i + j),
          0,
          { columns, colour: true },
        ),
      )
      for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(columns)
    }
  })

  it('with 256 colours uses the nearest of the cube', () => {
    const text = terminalMap(
      sampleSeries([2, 64], 1, () => 1),
      0,
      { columns: 64, colour: true, depth: 8 },
    )
    // Viridis ends at (253, 231, 37): nearest are 255, 215 and 0, levels 5, 4 and 0 of the cube.
    expect(text.split('\n')[1]).toBe(
      `${ESCAPE}[38;5;${16 + 36 * 5 + 6 * 4};48;5;${16 + 36 * 5 + 6 * 4}m${'▀'.repeat(64)}${ESCAPE}[0m`,
    )
    expect(text).not.toContain('38;2')
  })

  it('writes nothing where colour is off', () => {
    expect(
      terminalMap(
        sampleSeries([2, 2], 1, () => 1),
        0,
        { columns: 80, colour: false },
      ),
    ).toBe('')
  })

  it('has true colour where the terminal says so', () => {
    expect(
      [{ COLORTERM: 'truecolor' }, { COLORTERM: '24bit' }, { COLORTERM: 'yes' }, {}].map(terminalDepth),
    ).toEqual([24, 24, 8, 8])
  })
})
