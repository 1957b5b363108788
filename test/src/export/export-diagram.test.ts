import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportDiagram } from '../../../src/export/export-diagram.ts'
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
      /found no solution\.json.*expected a folder of "sneakpath solve ARRAY --out FOLDER"/,
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
