import { describe, expect, it } from 'vitest'
import { planStudy } from '../../../src/study/work/plan-study.ts'
import { resistors, studyOf } from './study-of.ts'

async function cells(vary: string, more = ''): Promise<(number | string)[]> {
  const study = studyOf(
    `study: a\nscenario: by-hand\nvary: { ${vary} }\nfigures: [corner]\n${more}`,
    resistors(),
  )
  const { points, axes } = await planStudy(study)
  return Array.from({ length: points.count }, (_, k) => points.at(k)[axes.length - 1].cell)
}

describe('values of a setting', () => {
  it.each([
    ['wire: { range: { from: 0, to: 1 ohm, steps: 5 } }', [0, 0.25, 0.5, 0.75, 1]],
    ['wire: { range: { from: 0.1, to: 0.3, steps: 3 } }', [0.1, 0.2, 0.3]],
    ['wire: { range: { from: 1 ohm, to: 1 kohm, steps: 4, scale: log } }', [1, 10, 100, 1000]],
    ['size: { range: { from: 8, to: 100, steps: 3, scale: log } }', [8, 28, 100]],
    ['wire: { range: { from: 3, to: 3, steps: 1 } }', [3]],
    ['wire: { list: [1 ohm, 2 kohm, 5] }', [1, 2000, 5]],
    ['bias: { list: [half, third] }', ['half', 'third']],
    ['size: { list: [2, [2, 4]] }', ['2', '[2,4]']],
  ])('%s', async (vary, expected) => {
    expect(await cells(vary)).toEqual(expected)
  })

  it('of a distribution fill its quantiles in a Latin hypercube', async () => {
    const more = 'sample: latin-hypercube\npoints: 400'
    const uniform = await cells('wire: { distribution: uniform, from: 2, to: 6 }', more)
    const sorted = (uniform as number[]).sort((a, b) => a - b)
    // One value in each of 400 parts of 0.01.
    expect(sorted.map(value => Math.floor((value - 2) * 100))).toEqual(
      Array.from({ length: 400 }, (_, k) => k),
    )
    const normal = (await cells('wire: { distribution: normal, mean: 50, deviation: 5 }', more)) as number[]
    const mean = normal.reduce((sum, value) => sum + value, 0) / 400
    expect(mean).toBeCloseTo(50, 1)
    expect(Math.sqrt(normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400)).toBeCloseTo(5, 1)
  })

  it('of a log-normal distribution have their median and keep inside their bounds', async () => {
    const more = 'sample: latin-hypercube\npoints: 201'
    const spec = 'wire: { distribution: log-normal, median: 10 ohm, spread: 0.5, min: 5 ohm, max: 20 ohm }'
    const values = ((await cells(spec, more)) as number[]).sort((a, b) => a - b)
    expect(values[0]).toBeGreaterThan(5)
    expect(values.at(-1)).toBeLessThan(20)
    // Bounds at a half and the double leave the median where it was.
    expect(values[100]).toBeCloseTo(10, 0)
  })
})

describe('mistakes stand at their line', () => {
  it.each([
    [
      'wire: { range: { from: 10, to: 1, steps: 3 } }',
      /study\.yaml:3:\d+: vary\.wire\.range\.to: found an empty range from 10 to 1/,
    ],
    [
      'wire: { range: { from: 0, to: 1, steps: 3, scale: log } }',
      /range\.from: found 0; expected a number above 0/,
    ],
    [
      'wire: { range: { from: 1 ohm, to: 2 V, steps: 3 } }',
      /range\.to: found "2 V"; expected a number in ohm/,
    ],
    [
      'wire: { range: { from: 1 V, to: 2 V, steps: 3 } }',
      /vary\.wire: found numbers in V; expected numbers in ohm/,
    ],
    ['wire: { range: { from: 1, to: 2 } }', /expected "steps" in the range of a grid/],
    [
      'wire: { range: { from: 1, to: 2, steps: 1000000 } }, size: { range: { from: 1, to: 9, steps: 2000 } }',
      /vary: found 2000000000 points times 1; expected at most 1000000000 rows/,
    ],
    ['wire: { distribution: uniform, from: 1, to: 2 }', /a list or a range in a grid/],
    ['wire: { list: [] }', /vary\.wire\.list: found an empty list; expected a list of at least 1/],
    ['wire: { list: [1, 2, 1.0] }', /found 1 a second time; expected each value once/],
    ['wires: { list: [1] }', /found the setting "wires".*did you mean "wire"/],
    ['seed: { list: [1] }', /"seed" and "repeats"/],
    [
      'array.cells.conductence: { list: [1] }',
      /study\.yaml:3:\d+: .*"conductence".*did you mean "conductance"/,
    ],
    ['array.cels.conductance: { list: [1] }', /study\.yaml:3:\d+:.*array\.cels/],
    ['array.cells.conductance: { list: [-1 S] }', /study\.yaml:3:\d+:.*conductance/],
    ['bias: { list: [half, thirds] }', /study\.yaml:3:\d+:.*"thirds".*did you mean "third"/],
    ['size: { list: [0] }', /found 0; expected a number of lines/],
    ['wire: { name: point, list: [1] }', /the column "point" a second time/],
    ['"wire, wire": { list: [1] }', /"wire" a second time/],
  ])('%s', async (vary, message) => {
    await expect(cells(vary)).rejects.toThrow(message)
  })
})
