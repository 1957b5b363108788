import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readNpy } from '../../../src/files/read-npy.ts'
import { float32Bytes, safetensorsBytes } from '../files/safetensors-bytes.ts'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder, put } = scratch()
const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../scenarios/matrix/fixtures/${name}.csv`, import.meta.url)), 'utf8')
for (const name of ['pairs-weights', 'pairs-inputs']) put(`${name}.csv`, fixture(name))
const rowsOf = (text: string): number[][] =>
  text
    .trim()
    .split('\n')
    .map(line => line.split(',').map(Number))

const ARGS = ['mvm', 'pairs-weights.csv', '--inputs', 'pairs-inputs.csv', '--wire', '5']

describe('sneakpath mvm', () => {
  it('prints outputs, ideal, error, tiles and cells as one JSON document and nothing else', () => {
    const { stdout, stderr, code } = sneakpath([...ARGS, '--json'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const { outputs, ideal, error, tiles, cells, energy, report } = JSON.parse(stdout)
    expect(outputs).toEqual(rowsOf(fixture('pairs-outputs')).map(row => row.map(y => expect.closeTo(y, 9))))
    expect([ideal.length, ideal[0].length]).toEqual([8, 6])
    expect(error.relative).toBeCloseTo(0.0138549, 7)
    expect([tiles, cells, energy]).toEqual([1, 192, null])
    expect(report.scaling).toMatchObject({ low: 1e-6, high: 1e-4, read: 0.2 })
  })

  it('takes tensors of a safetensors file, transposed as torch writes them', () => {
    const weights = rowsOf(fixture('pairs-weights'))
    const turned = Array.from({ length: 6 }, (_, o) => weights.map(row => row[o])).flat()
    put(
      'net.safetensors',
      safetensorsBytes({ 'fc.weight': { dtype: 'F32', shape: [6, 16], bytes: float32Bytes(turned) } }),
    )
    const { stdout } = sneakpath(['mvm', 'net.safetensors#fc.weight^T', ...ARGS.slice(2), '--json'], folder)
    expect(JSON.parse(stdout).error.relative).toBeCloseTo(0.0138549, 6)
  })

  it('says the scaling, the error and what it costs', () => {
    const table = { bits: 6, rate: '1 GHz', power: '1 mW', area: '0.001 mm2', source: 'mine' }
    writeFileSync(
      join(folder, 'converters.json'),
      JSON.stringify({ kind: 'sneakpath-converters', adc: [table] }),
    )
    const cost = ['--cost', '--adc-bits', '6', '--converters', 'converters.json', '--columns-per-adc', '6']
    const { stdout, stderr, code } = sneakpath([...ARGS, ...cost], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const text = stdout.replace(/\s+/g, ' ')
    expect(text).toMatch(/weights to 0\.9727 are 1 µS to 100 µS, inputs to 1 are 200 mV/)
    expect(text).toMatch(/energy of the converters 6 pJ \(computed\): 6 conversions a vector/)
    expect(text).toMatch(/power of a converter 1 mW \(given\)/)
    expect(text).toMatch(/pitch 100 nm \(assumed\)/)
  })

  it('writes outputs, maps and pictures into a folder, and replaces it only with --force', async () => {
    const out = [...ARGS, '--weight-bits', '4', '--slices', '2', '--out', 'product']
    expect(sneakpath(out, folder).code).toBe(0)
    const maps = ['outputs', 'ideal', 'conductance-slice-0', 'conductance-slice-1', 'error-slice-0']
    expect(readdirSync(join(folder, 'product/maps'))).toEqual(
      expect.arrayContaining(maps.flatMap(name => [`${name}.npy`, `${name}.csv`])),
    )
    for (const name of ['scatter', 'conductance', 'error'])
      expect(
        readFileSync(join(folder, `product/pictures/${name}.png`))
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG')
    expect((await readNpy(join(folder, 'product/maps/conductance-slice-1.npy'))).shape).toEqual([16, 12])
    expect(sneakpath(out, folder)).toMatchObject({ code: 2, stdout: '' })
    expect(sneakpath([...out, '--force', '--quiet'], folder)).toEqual({ code: 0, stdout: '', stderr: '' })
    put('product/mine.txt', 'not ours')
    expect(sneakpath([...out, '--force'], folder).code).toBe(2)
    expect(existsSync(join(folder, 'product/mine.txt'))).toBe(true)
  })

  it('gives the same on several threads as on one', () => {
    // Large enough that worker threads are started: nonlinear cells on wires, a network for each vector.
    const rows = (count: number, width: number, seed: number): string =>
      Array.from({ length: count }, (_, v) =>
        Array.from({ length: width }, (__, i) => Math.sin(seed + v * width + i)).join(','),
      ).join('\n')
    put('large-w.csv', rows(40, 20, 1))
    put('large-x.csv', rows(120, 40, 2))
    const args = ['mvm', 'large-w.csv', '--inputs', 'large-x.csv', '--wire', '2', '--device', 'sinh']
    const all = JSON.parse(sneakpath([...args, '--json'], folder).stdout)
    expect(all.report.solver.solves).toBe(120)
    put('large-one.csv', rows(120, 40, 2).split('\n')[77])
    const one = JSON.parse(
      sneakpath(
        ['mvm', 'large-w.csv', '--inputs', 'large-one.csv', ...args.slice(4), '--input-range', '1', '--json'],
        folder,
      ).stdout,
    )
    // Both are scaled to 1 within 1e-4; cells bend a little with it.
    expect(all.outputs[77]).toEqual(one.outputs[0].map((y: number) => expect.closeTo(y, 3)))
  })
})
