import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { computeShard } from '../../../src/study/compute-shard.ts'
import { exportStudy } from '../../../src/study/export-study.ts'
import { inspectShards } from '../../../src/study/inspect-shards.ts'
import { planStudy } from '../../../src/study/plan-study.ts'
import { readTable } from '../../../src/study/read-shards.ts'
import { createStudyFolder } from '../../../src/study/study-folder.ts'
import { rowsOfStudy } from './rows-of-study.ts'
import { resistors, studyOf } from './study-of.ts'

// The contrast needs a pixel that is not written: with all of them written there is none.
const YAML = `
study: files
scenario: by-hand
settings: { variability.conductance: 0.3 }
vary: { bias: { list: [half, third] }, "images.corner": { list: [["#.", ".."], ["##", "##"]] } }
repeats: 2
figures: [corner, crossbar-contrast]
`
const NAMES = ['point', 'repeat', 'seed', 'bias', 'corner-image', 'corner', 'crossbar-contrast', 'failure']

describe('the rows of a study as one file', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-export-'))
  let rows: Record<string, number>[]

  beforeAll(async () => {
    const named = YAML.replace('{ list: [["', '{ name: corner-image, list: [["')
    const plan = await planStudy(studyOf(named, resistors('beside: { bias: ground }')))
    const study = await createStudyFolder(plan, join(scratch, 'study'), { rowsPerShard: 3 })
    for (const shard of (await inspectShards(study)).missing) await computeShard(study, shard)
    await exportStudy(study.folder, { formats: ['csv', 'npz', 'parquet'], out: scratch })
    rows = await rowsOfStudy(study.folder)
    expect(rows).toHaveLength(8)
    expect(rows.map(row => row['crossbar-contrast'] === null)).toEqual([0, 0, 1, 1, 0, 0, 1, 1].map(Boolean))
  }, 60_000)
  afterAll(() => rmSync(scratch, { recursive: true }))

  it('CSV: every digit, empty where there is no value', () => {
    const [head, ...lines] = readFileSync(join(scratch, 'files.csv'), 'utf8').trimEnd().split('\n')
    expect(head).toBe(NAMES.join(','))
    const cells = lines.map(line => [line.split(',')[1], ...line.split(',').slice(-3)])
    expect(cells).toEqual(
      rows.map(row => [`${row.repeat}`, `${row.corner}`, `${row['crossbar-contrast'] ?? ''}`, '']),
    )
  })

  it('NPZ: whole numbers as int64, numbers as float64 with NaN where there is no value, texts', () => {
    const files = unzipSync(readFileSync(join(scratch, 'files.npz')))
    expect(Object.keys(files)).toEqual(NAMES.map(name => `${name}.npy`))
    const values = (name: string): Buffer => {
      const bytes = Buffer.from(files[`${name}.npy`]!)
      return bytes.subarray(10 + bytes.readUInt16LE(8))
    }
    const type = (name: string): string => Buffer.from(files[`${name}.npy`]!).toString('latin1', 10, 40)
    expect(type('seed')).toMatch("'descr': '<i8'")
    expect(rows.map((_, k) => Number(values('seed').readBigInt64LE(8 * k)))).toEqual(
      rows.map(row => row.seed),
    )
    expect(type('crossbar-contrast')).toMatch("'descr': '<f8'")
    expect(rows.map((_, k) => values('crossbar-contrast').readDoubleLE(8 * k))).toEqual(
      rows.map(row => row['crossbar-contrast'] ?? Number.NaN),
    )
    expect(type('bias')).toMatch("'descr': '<U5'")
    expect(values('bias').toString('utf16le').replaceAll('\0', '')).toMatch(/^(half){4}(third){4}$/)
  })

  it('Parquet: as in the shards', async () => {
    const table = await readTable(readFileSync(join(scratch, 'files.parquet')), NAMES)
    expect(rows.map((_, k) => Object.fromEntries(NAMES.map(name => [name, table[name]![k]])))).toEqual(rows)
  })

  it('is not written over another', async () => {
    const again = exportStudy(join(scratch, 'study'), { formats: ['csv'], out: scratch })
    await expect(again).rejects.toThrow(/files\.csv: found a file; expected a new file, or --force/)
  })
})
