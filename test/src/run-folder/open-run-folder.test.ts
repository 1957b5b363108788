import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runFilesOnDisk } from '../../../src/open/run-files-on-disk.ts'
import { openRunFolder, type RunFolder } from '../../../src/run-folder/open-run-folder.ts'
import type { RunFiles } from '../../../src/run-folder/run-files.ts'
import { scratch } from '../files/scratch.ts'
import { writeSampleRun } from '../open/sample-run.ts'

const { folder } = scratch()
const sound = await writeSampleRun(folder, 'sound')

function opened(path: string): Promise<RunFolder> {
  return openRunFolder(runFilesOnDisk(path, path))
}

let copies = 0
/** A copy of the sound run with something changed. */
function spoiled(change: (copy: string) => void): Promise<RunFolder> {
  const copy = join(folder, `copy-${copies++}`)
  cpSync(sound, copy, { recursive: true })
  change(copy)
  return opened(copy)
}

function editJson(file: string, edit: (value: Record<string, unknown>) => void): void {
  const value = JSON.parse(readFileSync(file, 'utf8'))
  edit(value)
  writeFileSync(file, JSON.stringify(value))
}

describe('a run folder', () => {
  it('gives what was written', async () => {
    const run = await opened(sound)
    expect(run.index.size).toEqual([2, 3])
    expect(run.manifest.seed).toBe(7)
    expect(run.summary.figures).toEqual({ score: { value: 0.5, unit: '' } })
    expect(run.settings().value).toEqual({ wire: 1, bias: 'half' })
    expect([...(await run.map('conductance', 1))]).toEqual([11, 12, 13, 14, 15, 16].map(n => n / 1e12))
    expect([...(await run.map('sneak-share', 0))]).toEqual([Number.NaN, 0.25, 0.5, -0.25, 0, 0.25])
    const { time, columns } = await run.trace('first')
    expect([...time]).toEqual([0, 0.1, 0.1, 1.6])
    expect(columns.map(({ name, values }) => [name, ...values])).toEqual([
      ['cell_0_1_current_A', 0, 1e-6, Number.NaN, 2.5e-7],
    ])
    await expect(run.map('conductance', 2)).rejects.toThrow(RangeError)
    await expect(run.map('constructor', 0)).rejects.toThrow(RangeError)
  })

  it('reads a map without the others', async () => {
    const disk = runFilesOnDisk(sound, sound)
    let bytes = 0
    const counted: RunFiles = {
      ...disk,
      read: (file, from, to) => {
        bytes += file.endsWith('.npy') ? to - from : 0
        return disk.read(file, from, to)
      },
    }
    const run = await openRunFolder(counted)
    const before = bytes
    await run.map('conductance', 1)
    expect(bytes - before).toBe(6 * 8)
  })

  const FAULTS: readonly [string, (copy: string) => void, RegExp][] = [
    [
      'no manifest',
      copy => rmSync(join(copy, 'manifest.json')),
      /copy-\d+: found no manifest\.json; expected a run folder$/,
    ],
    ['no summary', copy => rmSync(join(copy, 'summary.json')), /summary\.json: found no such file/],
    [
      'a manifest of another kind',
      copy => writeFileSync(join(copy, 'manifest.json'), '{"format":"x"}'),
      /manifest\.json: format: found what no run writes/,
    ],
    [
      'broken JSON',
      copy => writeFileSync(join(copy, 'manifest.json'), '{"format":'),
      /manifest\.json:1:11: found a mistake in the JSON/,
    ],
    [
      'bytes that are no text',
      copy => writeFileSync(join(copy, 'summary.json'), Buffer.of(0x7b, 0xff)),
      /found bytes that are not UTF-8/,
    ],
    [
      'a summary that is a list',
      copy => writeFileSync(join(copy, 'summary.json'), '[]'),
      /summary\.json: found what no run writes/,
    ],
    [
      'maps cut off',
      copy => truncateSync(join(copy, 'maps/conductance.npy'), 200),
      /found 72 bytes of values; expected 96/,
    ],
    [
      'no maps of a quantity',
      copy => rmSync(join(copy, 'maps/sneak-share.npy')),
      /found no such file; expected what the manifest names/,
    ],
    [
      'maps of another shape',
      copy => cpSync(join(copy, 'manifest.json'), join(copy, 'maps/conductance.npy')),
      /found no NPY signature/,
    ],
    [
      'a size that the maps do not have',
      copy =>
        editJson(join(copy, 'manifest.json'), value => {
          value.size = [3, 2]
        }),
      /found shape \(2, 2, 3\); expected \(2, 3, 2\)/,
    ],
    [
      'more numbers than are read',
      copy =>
        editJson(join(copy, 'manifest.json'), value => {
          value.size = [100_000, 100_000]
        }),
      /found 20000000000 numbers a quantity; expected at most 33554432/,
    ],
    [
      'a quantity twice',
      copy =>
        editJson(join(copy, 'manifest.json'), value => {
          value.quantities = [(value.quantities as unknown[])[0], (value.quantities as unknown[])[0]]
        }),
      /"conductance" twice/,
    ],
    [
      'a quantity of another folder',
      copy =>
        editJson(join(copy, 'manifest.json'), value => {
          value.quantities = [{ name: '../x', unit: '', title: '' }]
        }),
      /quantities\.0\.name: found what no run writes/,
    ],
    [
      'a frame that is not there',
      copy =>
        editJson(join(copy, 'manifest.json'), value => {
          value.sheet = [2]
        }),
      /sheet: found 2; expected numbers of the 2 frames/,
    ],
    [
      'a folder in the place of a file',
      copy => {
        rmSync(join(copy, 'summary.json'))
        mkdirSync(join(copy, 'summary.json'))
      },
      /summary\.json: found a folder/,
    ],
    [
      'more than 500 MB',
      copy => {
        for (const name of ['a', 'b', 'c']) {
          writeFileSync(join(copy, `traces/${name}.csv`), '')
          truncateSync(join(copy, `traces/${name}.csv`), 200 * 2 ** 20)
        }
        editJson(join(copy, 'manifest.json'), value => {
          value.traces = ['a', 'b', 'c'].map(name => ({ name, quantities: [] }))
        })
      },
      /found 601 MB; expected at most 500 MB/,
    ],
  ]
  it.each(FAULTS)('is refused in one line: %s', async (_, change, line) => {
    const error = await spoiled(change).then(
      () => undefined,
      error => error as Error,
    )
    expect(error?.name).toBe('ConfigError')
    expect(error?.message).toMatch(line)
    expect(error?.message).not.toContain('\n')
  })

  const TABLES: readonly [string, string, RegExp][] = [
    ['no head', '', /first\.csv:1: found ""; expected time_s/],
    ['a field too many', 'time_s,a\n0,1,2\n', /first\.csv:2: found 3 fields; expected 2/],
    ['no number', 'time_s,a\n0,=1+1\n', /first\.csv:2: found "=1\+1"; expected a number/],
    ['no time', 'time_s,a\n0,1\n,1\n', /first\.csv:3: found ""; expected a number/],
  ]
  it.each(TABLES)('refuses a table with the line: %s', async (_, text, line) => {
    const run = await spoiled(copy => writeFileSync(join(copy, 'traces/first.csv'), text))
    await expect(run.trace('first')).rejects.toThrow(line)
  })

  it('says where a file ends that shrank meanwhile', async () => {
    let copied = ''
    const run = await spoiled(copy => {
      copied = copy
    })
    truncateSync(join(copied, 'maps/conductance.npy'), 190)
    await expect(run.map('conductance', 1)).rejects.toThrow('found an end before the last value')
  })
})
