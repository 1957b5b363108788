import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportRecord } from '../../../src/export/export-record.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { runToFolder } from '../../../src/run/run-to-folder.ts'
import { scratch } from '../files/scratch.ts'

const { folder, put } = scratch()
const run = join(folder, 'run')
const { signal } = new AbortController()

beforeAll(async () => {
  put(
    'pulse.yaml',
    `name: pulse
title: A pulse, recorded
array: { size: [2, 2], wires: { word: 1 ohm, bit: 1 ohm }, cells: { device: resistor, conductance: 10 uS } }
network: crossbar
images: { one: ["#.", ".."] }
record: { every: 5 ms, cells: [[0, 0], [1, 1]], quantities: [cell-current, word-current] }
program: [{ write: one, volts: 1 V, width: 10 ms }]
`,
  )
  await runToFolder(loadScenario(join(folder, 'pulse.yaml')), { out: run })
})

describe('exportRecord', () => {
  it('writes a row for each time, place and quantity, with the numbers of the table', async () => {
    const file = await exportRecord(run, 'program', { force: false, signal })
    expect(file).toBe(join(run, 'exports/program-long.csv'))
    const [header, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(header).toBe('time_s,place,quantity,value')
    const [names, ...table] = readFileSync(join(run, 'traces/program.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => line.split(','))
    expect(names).toEqual([
      'time_s',
      'cell_0_0_current_A',
      'cell_1_1_current_A',
      'word_0_current_A',
      'word_1_current_A',
    ])
    const places = ['cell_0_0', 'cell_1_1', 'word_0', 'word_1']
    const expected = table.flatMap(([time, ...values]) =>
      places.map((place, k) => `${time},${place},current_A,${values[k]}`),
    )
    expect(table.length).toBeGreaterThan(2)
    expect(rows).toEqual(expected)
    // 1 V over a resistor of 10 uS and its wires: 10 uA less what the drops of the wires take.
    expect(Number(table[0][1])).toBeCloseTo(1e-5, 8)
  })

  it('names the records that there are, and keeps a file that is in the way', async () => {
    await expect(exportRecord(run, 'programme', { force: false, signal })).rejects.toThrow(
      /record: found "programme"; expected .*"program"/,
    )
    const out = join(folder, 'out')
    mkdirSync(out)
    writeFileSync(join(out, 'program-long.csv'), 'mine')
    await expect(exportRecord(run, 'program', { out, force: false, signal })).rejects.toThrow(
      /program-long\.csv: found .* expected a new file, or --force/,
    )
    await exportRecord(run, 'program', { out, force: true, signal })
    expect(readFileSync(join(out, 'program-long.csv'), 'utf8')).toMatch(/^time_s,/)
  })
})
