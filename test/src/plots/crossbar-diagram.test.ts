import { describe, expect, it } from 'vitest'
import { crossbarDiagram } from '../../../src/plots/crossbar-diagram.ts'
import { type DiagramCurrents, lineSegments } from '../../../src/plots/line-segments.ts'

/** By hand: 10 A enter word line 0, 4 A of them leave through cell (0,0), 6 A through (0,1) and back along word line 1. */
const CURRENTS: DiagramCurrents = {
  size: [2, 2],
  cells: Float64Array.of(4, 6, 5, -5),
  left: Float64Array.of(10, 0),
  top: Float64Array.of(0, 0),
}
const OPTIONS = {
  title: 'Currents & cells',
  subtitle: '2 × 2',
  colours: { title: 'Cell current', unit: 'A', values: CURRENTS.cells },
}

describe('the pieces of lines', () => {
  it('carry what Kirchhoff leaves of the ends and cells before them', () => {
    const amps = (side: 'word' | 'bit', line: number): number[] =>
      lineSegments(CURRENTS)
        .filter(piece => piece.side === side && piece.line === line)
        .map(piece => piece.amps)
    expect(amps('word', 0)).toEqual([10, 6, 0])
    // To the left: cell (1,1) feeds word line 1, cell (1,0) takes it.
    expect(amps('word', 1)).toEqual([0, -5, 0])
    expect(amps('bit', 0)).toEqual([0, 4, 9])
    expect(amps('bit', 1)).toEqual([0, 6, 1])
  })
})

describe('a crossbar diagram', () => {
  it('draws each piece as wide as its current, with arrows the way that it flows', () => {
    const svg = crossbarDiagram(CURRENTS, { ...OPTIONS, pitch: 50 })
    const widths = [...svg.matchAll(/<line [^>]*stroke="#0072b2" stroke-width="([\d.]+)"/g)].map(found =>
      Number(found[1]),
    )
    // The widest is a fifth of the pitch; without current a hairline is left.
    expect(widths).toEqual([10, 6, 0.75, 0.75, 5, 0.75])
    expect(svg.match(/<polygon/g)).toHaveLength(2 + 1 + 2 + 2)
    const [x, y] = [28 + 30 + 0.75 * 50, 108 + 0.75 * 50]
    // To the left along word line 1: the first corner, the tip, lies left of the middle.
    const middle = x + 25
    const tips = [...svg.matchAll(/<polygon points="([\d.]+),([\d.]+) /g)].map(([, a, b]) => [
      Number(a),
      Number(b),
    ])
    const leftwards = tips.filter(([, b]) => b === y + 50)
    expect(leftwards).toHaveLength(1)
    expect(leftwards[0]![0]).toBeLessThan(middle)
    expect(svg).toContain('Currents &amp; cells')
    expect(svg).toContain('10 A')
  })

  it('is the circuit alone where it is bare', () => {
    const svg = crossbarDiagram(CURRENTS, { ...OPTIONS, bare: true, pitch: 50 })
    expect(svg).toContain('viewBox="0 0 125 125"')
    expect(svg).not.toContain('<text')
  })

  it('says so where no current flows', () => {
    const none = (length: number) => new Float64Array(length)
    const still = { ...CURRENTS, cells: none(4), left: none(2) }
    const svg = crossbarDiagram(still, { ...OPTIONS, colours: { ...OPTIONS.colours, values: none(4) } })
    expect(svg).toContain('no current')
    expect(svg).not.toContain('NaN')
  })
})
