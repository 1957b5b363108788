import { describe, expect, it } from 'vitest'
import { tracePlot } from '../../../src/plots/trace-plot.ts'

const timeS = [0, 1e-3, 2e-3, 3e-3]
const current = { name: 'cell (0, 3)', quantity: 'cell current', unit: 'A', values: [0, 1e-6, 2e-6, 1e-6] }
const voltage = { name: 'cell (0, 3)', quantity: 'cell voltage', unit: 'V', values: [0, 0.5, 1, 0.5] }

/** Points of the lines of a drawing, one list a piece. */
function lines(svg: string): string[][] {
  return [...svg.matchAll(/<path class="line" d="([^"]+)"/g)].flatMap(([, d]) =>
    d
      .split('M')
      .slice(1)
      .map(piece => piece.split('L')),
  )
}

describe('a plot of traces', () => {
  it('has a frame for each quantity, over one time axis in a unit that fits', () => {
    const svg = tracePlot({ title: 'reads', timeS, traces: [current, voltage] })
    expect(svg.match(/<clipPath/g)).toHaveLength(2)
    expect(svg).toContain('>cell current (µA)<')
    expect(svg).toContain('>cell voltage (V)<')
    expect(svg.match(/>time \(ms\)</g)).toHaveLength(1)
    expect(lines(svg).map(({ length }) => length)).toEqual([4, 4])
  })

  it('puts traces of one quantity into one frame, with a legend', () => {
    const second = { ...current, name: 'cell (1, 3)' }
    const svg = tracePlot({ title: 'reads', timeS, traces: [current, second] })
    expect(svg.match(/<clipPath/g)).toHaveLength(1)
    expect(svg).toContain('>cell (1, 3)<')
  })

  it('leaves a gap where there is no value', () => {
    const gap = { ...current, values: [0, 1e-6, Number.NaN, 1e-6] }
    const svg = tracePlot({ title: 'reads', timeS, traces: [gap] })
    expect(lines(svg)[0]).toHaveLength(2)
    expect(svg).not.toContain('NaN')
  })

  it('of a million instants keeps a single spike, and its file small', () => {
    const count = 1_000_000
    const values = new Float64Array(count)
    values[777_777] = 1
    const svg = tracePlot({
      title: 'spike',
      timeS: Float64Array.from(values, (_, k) => k * 1e-6),
      traces: [{ ...voltage, values }],
    })
    const heights = lines(svg)[0].map(point => Number(point.split(',')[1]))
    expect(heights.filter(y => y < Math.max(...heights) - 100)).toHaveLength(1)
    expect(svg.length).toBeLessThan(100_000)
  })

  it('says what is wrong with a trace', () => {
    expect(() => tracePlot({ title: '', timeS, traces: [] })).toThrow('at least one')
    expect(() => tracePlot({ title: '', timeS, traces: [{ ...current, values: [1] }] })).toThrow(
      'trace "cell (0, 3)" has 1 values; expected 4, one for each time',
    )
  })
})
