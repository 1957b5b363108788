import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { describeScenario } from '../../scenarios/file/scenario.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'

const FOLDER = fileURLToPath(new URL('../../examples/hi-filter-diodes/', import.meta.url))

/** Volts of each cell in each row of a table of sources. */
function cellVolts(file: string): number[][][] {
  const lines = readFileSync(`${FOLDER}${file}`, 'utf8').trim().split('\n').slice(1)
  return lines.map(line => {
    const [, ...volts] = line.split(',').map(Number)
    const [word, bit] = [volts.slice(0, 8), volts.slice(8)]
    return word.map(w => bit.map(b => Number((w - b).toFixed(6))))
  })
}

describe('the filter "Hi" with diodes', () => {
  const scenario = describeScenario(loadScenario(`${FOLDER}hi-filter-diodes.yaml`))
  const { images } = describeScenario(loadScenario('hi-filter'))
  const set = (image: string, i: number, j: number): boolean =>
    (images[image] as readonly string[])[i][j] === '#'

  it('writes the images of hi-filter', () => {
    expect(scenario.images).toEqual(images)
    expect(scenario.array.access).toBe('diode')
  })

  it.each([
    ['write-word.csv', { word: 10.6, noise: 0 }],
    ['read-word.csv', { word: 5.6, noise: 0 }],
    ['write-word-filter-noise.csv', { word: 10.6, noise: 6.6 }],
  ])('drives forwards what %s addresses, once, and nothing else', (file, wanted) => {
    const rows = cellVolts(file)
    for (let i = 0; i < 8; i++) {
      for (let j = 0; j < 8; j++) {
        const forwards = rows.map(cells => cells[i][j]).filter(volts => volts > 0)
        const volts = set('word', i, j) ? wanted.word : set('noise', i, j) ? wanted.noise : 0
        expect(forwards, `${i} ${j}`).toEqual(volts === 0 ? [] : [volts])
      }
    }
  })
})
