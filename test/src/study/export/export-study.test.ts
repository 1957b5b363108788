import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from '../../../../arrays/config/parse-document.ts'
import { NODE_HOST } from '../../../../src/host/node-host.ts'
import { exportStudy } from '../../../../src/study/export/export-study.ts'
import { createStudyFolder } from '../../../../src/study/file/study-folder.ts'
import { computeShard } from '../../../../src/study/shards/compute-shard.ts'
import { inspectShards } from '../../../../src/study/shards/inspect-shards.ts'
import { readTable } from '../../../../src/study/shards/read-shards.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { rowsOfStudy } from '../rows-of-study.ts'
import { resistors, studyOf } from '../study-of.ts'

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
      const bytes = Buffer.from(files[`${name}.npy`])
      return bytes.subarray(10 + bytes.readUInt16LE(8))
    }
    const type = (name: string): string => Buffer.from(files[`${name}.npy`]).toString('latin1', 10, 40)
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
    expect(rows.map((_, k) => Object.fromEntries(NAMES.map(name => [name, table[name][k]])))).toEqual(rows)
  })

  it('is not written over another', async () => {
    const again = exportStudy(join(scratch, 'study'), { formats: ['csv'], out: scratch })
    await expect(again).rejects.toThrow(/files\.csv: found a file; expected a new file, or --force/)
  })
})

describe('texts that a spreadsheet would take for formulas', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-formulas-'))
  afterAll(() => rmSync(scratch, { recursive: true }))

  it('get an apostrophe in a CSV, numbers stay; other formats hold the texts', async () => {
    const names = ['=1+2', '+corner', '-corner', '@corner', '\tcorner', 'all']
    const document = parseDocument(
      `
name: by-hand
title: Two by two resistors
array: { size: [2, 2], cells: { device: resistor, conductance: 1 mS } }
images: { ${names.map(name => `${JSON.stringify(name)}: ["#.", ".."]`).join(', ')} }
program: [{ write: all, volts: 2 V, width: 3 s, name: written }, { read: -1 V, name: end }]
figures: [{ name: mean, kind: mean, of: conductance, pixels: all, frame: end }]
`,
      'by-hand.yaml',
    )
    const yaml = `
study: formulas
scenario: by-hand
vary:
  "program[0].write": { name: picture, list: ${JSON.stringify(names)} }
  "program[1].read": { name: volts, list: [-1] }
figures: [mean]
`
    const plan = await planStudy(studyOf(yaml, { document, baseDir: '.', host: NODE_HOST }))
    const study = await createStudyFolder(plan, join(scratch, 'study'), { rowsPerShard: 6 })
    await computeShard(study, 0)
    await exportStudy(study.folder, { formats: ['csv', 'parquet'] })
    const [head, ...lines] = readFileSync(join(study.folder, 'exports/formulas.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    const column = head!.split(',').indexOf('picture')
    expect(lines.map(line => line.split(',')[column])).toEqual([
      "'=1+2",
      "'+corner",
      "'-corner",
      "'@corner",
      "'\tcorner",
      'all',
    ])
    expect(lines.map(line => line.split(',')[head!.split(',').indexOf('volts')])).toEqual(Array(6).fill('-1'))
    const table = await readTable(readFileSync(join(study.folder, 'exports/formulas.parquet')), ['picture'])
    expect(table.picture).toEqual(names)
  })
})
