import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportDiagram } from '../../../src/export/export-diagram.ts'
import { readRunQuantity } from '../../../src/export/read-run-quantity.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { runToFolder } from '../../../src/run/run-to-folder.ts'
import { solveArrayFile } from '../../../src/solve/solve-array-file.ts'
import { writeSolution } from '../../../src/solve/write-solution.ts'
import { scratch } from '../files/scratch.ts'

const { folder, put } = scratch()
const array = (size: number): string =>
  JSON.stringify({
    size: [size, size],
    cells: { device: 'resistor', conductance: 1e-4 },
    wires: { word: 5, bit: 5 },
    word: { left: { volts: Array.from({ length: size }, (_, k) => (k === 0 ? 0.5 : null)) } },
    bit: { bottom: { volts: Array.from({ length: size }, (_, k) => (k === 0 ? 0 : null)) } },
  })
const solution = join(folder, 'solution')
const solve = async (size: number, out: string): Promise<string> =>
  writeSolution(await solveArrayFile(put(`${size}.json`, array(size))), out, true)

beforeAll(async () => {
  await solve(3, solution)
})

describe('a diagram of a solution', () => {
  it('is drawn in every format, into the folder of the solution', async () => {
    const files = await exportDiagram(solution, { formats: ['svg', 'png', 'pdf'] })
    expect(files).toEqual(['svg', 'png', 'pdf'].map(end => join(solution, 'exports', `diagram.${end}`)))
    expect(readFileSync(files[1]!).subarray(1, 4).toString()).toBe('PNG')
    expect(readFileSync(files[2]!).subarray(0, 4).toString()).toBe('%PDF')
    // With its exports the folder may still be replaced.
    await solve(3, solution)
  })

  it('shows the voltages of the cells where they are asked for', async () => {
    const out = join(folder, 'volts')
    const [file] = await exportDiagram(solution, { formats: ['svg'], quantity: 'cell-voltage', out })
    expect(readFileSync(file!, 'utf8')).toContain('Cell voltage')
    await expect(exportDiagram(solution, { formats: ['svg'], quantity: 'volts', out })).rejects.toThrow(
      /^--quantity: found "volts"; expected .*cell-voltage/,
    )
  })

  it('is refused for what is no solution, or too large', async () => {
    await expect(exportDiagram(folder, { formats: ['svg'] })).rejects.toThrow(
      /found no solution\.json and no manifest\.json; expected a folder of "sneakpath solve ARRAY --out FOLDER"/,
    )
    const large = await solve(17, join(folder, 'large'))
    await expect(exportDiagram(large, { formats: ['svg'] })).rejects.toThrow(
      /found 17 x 17 lines; expected at most 16/,
    )
    const damaged = JSON.parse(readFileSync(join(solution, 'solution.json'), 'utf8'))
    damaged.wordCurrents.left.pop()
    writeFileSync(join(large, 'solution.json'), JSON.stringify(damaged))
    await expect(exportDiagram(large, { formats: ['svg'] })).rejects.toThrow(
      /expected a solution of sneakpath/,
    )
  })
})

const SCENARIO = {
  name: 'look',
  title: 'A read of one cell',
  array: { size: [2, 2], cells: { device: 'resistor', conductance: 1e-4 } },
  network: 'crossbar',
  bias: 'float',
  images: { one: ['#.', '..'] },
  program: [
    { read: 1, of: 'one', name: 'one' },
    { read: 1, by: 'cell', name: 'each' },
    { wait: 1, frame: true, name: 'after' },
  ],
  outputs: ['conductance', 'cell-current', 'word-line-current', 'bit-line-current'],
}
const runOf = async (name: string, scenario: unknown): Promise<string> => {
  const file = put(`${name}.json`, JSON.stringify(scenario))
  return (await runToFolder(loadScenario(file), { out: join(folder, name) })).folder
}

describe('a diagram of a run', () => {
  it('shows the network of a read of one cell, by its only frame or by name', async () => {
    const run = await runOf('look', SCENARIO)
    // By hand: 100 uA through the cell and a third of it through the three cells beside it.
    const planeOf = async (name: string): Promise<Float64Array> =>
      (await readRunQuantity(run, name)).quantity.planes[0]!
    const close = (found: Float64Array, amps: readonly number[]): void =>
      amps.forEach((value, k) => {
        expect(found[k]).toBeCloseTo(value, 12)
      })
    const third = 1e-4 / 3
    close(await planeOf('cell-current'), [1e-4, third, third, -third])
    close(await planeOf('word-line-current'), [1e-4 + third, third, 0, -third])
    close(await planeOf('bit-line-current'), [1e-4, third, 1e-4 + third, 0])
    for (const [k, frame] of [undefined, 'one', '0'].entries()) {
      const out = join(folder, `look-${k}`)
      const [file] = await exportDiagram(run, { formats: ['svg'], quantity: 'conductance', frame, out })
      expect(readFileSync(file!, 'utf8')).toMatch(/Conductance[\s\S]*133 µA/)
    }
  })

  it('is refused for frames of many networks or none, and for runs that did not keep the lines', async () => {
    const run = join(folder, 'look')
    for (const frame of ['each', 'after'])
      await expect(exportDiagram(run, { formats: ['svg'], frame })).rejects.toThrow(
        `found "${frame}" without the currents of one network; expected one of "one"`,
      )
    const many = await runOf('many', { ...SCENARIO, program: SCENARIO.program.slice(1) })
    await expect(exportDiagram(many, { formats: ['svg'] })).rejects.toThrow(
      /found no frame with the currents of one network; expected lines that are driven \(play, wave\), or a read of one cell/,
    )
    const plain = await runOf('plain', { ...SCENARIO, outputs: ['conductance'] })
    await expect(exportDiagram(plain, { formats: ['svg'] })).rejects.toThrow(
      /found no map of cell-current, word-line-current, bit-line-current; expected outputs: \[cell-current/,
    )
  })
})
