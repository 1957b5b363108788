import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { hiddenName } from '../../../../src/export/hidden-name.ts'
import { loadScenario } from '../../../../src/run/load-scenario.ts'
import { createStudyFolder, openStudyFolder } from '../../../../src/study/file/study-folder.ts'
import { computeShard } from '../../../../src/study/shards/compute-shard.ts'
import { inspectShards } from '../../../../src/study/shards/inspect-shards.ts'
import { writeOnce } from '../../../../src/study/shards/write-once.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { runTask } from '../../../../src/study/work/run-task.ts'
import { rowsOfStudy } from '../rows-of-study.ts'
import { resistors, studyOf } from '../study-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-studies-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const YAML = `
study: spread
scenario: by-hand
settings: { variability.conductance: 0.3 }
vary: { wire: { list: [0, 10, 100] }, network: { list: [isolated, crossbar] } }
repeats: 4
figures: [corner, contrast]
`
const missingShards = async (study: Parameters<typeof inspectShards>[0]) => [
  ...(await inspectShards(study)).missing,
]
const plan = (yaml = YAML) => planStudy(studyOf(yaml, resistors()))
let folders = 0
const newFolder = (): string => join(scratch, `study-${folders++}`)

async function complete(
  folder: string,
  rowsPerShard: number,
  order: (shards: number[]) => number[] = s => s,
) {
  const study = await createStudyFolder(await plan(), folder, { rowsPerShard })
  for (const shard of order(await missingShards(study))) await computeShard(study, shard)
  return study
}

function snapshot(folder: string): [string, number, number, string][] {
  return (readdirSync(folder, { recursive: true }) as string[]).sort().map(name => {
    const { ino, mtimeMs } = statSync(join(folder, name))
    const file = statSync(join(folder, name)).isFile()
    return [name, ino, file ? mtimeMs : 0, file ? readFileSync(join(folder, name)).toString('base64') : '']
  })
}

describe('shards', () => {
  it('hold the same rows however the study is split and in whatever order', async () => {
    const [a, b] = [newFolder(), newFolder()]
    await complete(a, 24)
    await complete(b, 5, shards => shards.toReversed())
    expect(readdirSync(join(b, 'shards')).sort()).toEqual([
      '000000-000004.parquet',
      '000005-000009.parquet',
      '000010-000014.parquet',
      '000015-000019.parquet',
      '000020-000023.parquet',
    ])
    const rows = await rowsOfStudy(a)
    expect(await rowsOfStudy(b)).toEqual(rows)
    expect(rows.map(({ point, repeat }) => [point, repeat])).toEqual(
      Array.from({ length: 24 }, (_, row) => [Math.floor(row / 4), row % 4]),
    )
    // Drawn anew in each row.
    expect(new Set(rows.map(({ contrast }) => contrast)).size).toBe(24)
  })

  it('that are there are kept, to the byte, and only the missing ones are computed', async () => {
    const folder = newFolder()
    const study = await complete(folder, 6)
    rmSync(join(folder, 'shards/000006-000011.parquet'))
    const before = snapshot(folder)
    expect(await missingShards(study)).toEqual([1])
    expect(await runTask(folder, { index: 0, of: 1 })).toEqual({ written: 1, there: 3, damaged: [] })
    const after = new Map(snapshot(folder).map(entry => [entry[0], entry]))
    for (const entry of before) expect(after.get(entry[0])).toEqual(entry)
    expect(after.size).toBe(before.length + 1)
  })

  it('are written once: of many writers at a time one wins and nothing else is left', async () => {
    const path = join(scratch, 'once')
    const won = await Promise.all(Array.from({ length: 20 }, (_, k) => writeOnce(path, `writer ${k}`)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(readFileSync(path, 'utf8')).toBe(`writer ${won.indexOf(true)}`)
    expect(readdirSync(scratch).filter(name => name.includes('partial'))).toEqual([])
  })

  it('of a killed writer leave a hidden file, which the next run removes', async () => {
    const folder = newFolder()
    await complete(folder, 24)
    const left = join(
      folder,
      'shards',
      hiddenName('000000-000023.parquet', 'partial').replace(/partial-\d+-/, 'partial-999999999-'),
    )
    writeFileSync(left, 'half a shard')
    await createStudyFolder(await plan(), folder, { rowsPerShard: 24 })
    expect(existsSync(left)).toBe(false)
  })

  it('come with their maps', async () => {
    const folder = newFolder()
    const yaml = `${YAML}maps: [{ name: g, of: conductance, frame: end }]\n`
    const study = await createStudyFolder(await plan(yaml), folder, { rowsPerShard: 12 })
    await computeShard(study, 1)
    const files = unzipSync(readFileSync(join(folder, 'maps/g/000012-000023.npz')))
    expect(Object.keys(files)).toHaveLength(12)
    expect(Buffer.from(files['point-3-repeat-0.npy']).toString('latin1')).toContain("'shape': (2, 2)")
  })
})

describe('the folder of a study', () => {
  it('is opened by a worker from its manifest alone', async () => {
    const folder = newFolder()
    const study = await complete(folder, 24)
    const opened = await openStudyFolder(folder)
    expect(opened.plan.hash).toBe(study.plan.hash)
    expect(opened.layout.rowsPerShard).toBe(24)
  })

  it('refuses another version of the study unless told, and then begins anew', async () => {
    const folder = newFolder()
    await complete(folder, 24)
    const changed = await plan(YAML.replace('repeats: 4', 'repeats: 5'))
    const make = (force: boolean) => createStudyFolder(changed, folder, { rowsPerShard: 30, force })
    await expect(make(false)).rejects.toThrow(
      /^study\.yaml:\d+:\d+: repeats: found results of another "spread" in .*, with other repeats; expected .*--force/,
    )
    expect(readdirSync(join(folder, 'shards'))).toHaveLength(1)
    expect(await missingShards(await make(true))).toEqual([0])
  })

  it('does not mind another title', async () => {
    const folder = newFolder()
    await complete(folder, 24)
    const titled = await createStudyFolder(await plan(`${YAML}title: Spread\n`), folder, { rowsPerShard: 1 })
    expect(await missingShards(titled)).toEqual([])
  })

  it.each([
    ['something else in it', (folder: string) => writeFileSync(join(folder, 'photo.jpg'), '')],
    [
      'of something else',
      (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{"format": "sneakpath-run"}'),
    ],
  ])('is no folder with %s, with or without force', async (message, fill) => {
    const folder = newFolder()
    mkdirSync(folder)
    fill(folder)
    const before = readdirSync(folder)
    for (const force of [false, true]) {
      await expect(createStudyFolder(await plan(), folder, { rowsPerShard: 1, force })).rejects.toThrow(
        message,
      )
    }
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(before))
  })

  it.each([
    [
      'Sneakpath 99.0.0',
      (manifest: Record<string, unknown>) => ({ ...manifest, versions: { sneakpath: '99.0.0', node: '20' } }),
    ],
    [
      'a manifest.json without a proper "scenario"',
      ({ scenario: _, ...manifest }: Record<string, unknown>) => manifest,
    ],
    [
      'a manifest that was changed',
      (manifest: Record<string, unknown>) => ({ ...manifest, hash: 'a'.repeat(64) }),
    ],
    [
      'found "quantum"',
      (manifest: { settings: object }) => ({
        ...manifest,
        settings: { ...manifest.settings, engine: 'quantum' },
      }),
    ],
  ])('is refused by a worker that would compute other rows: %s', async (message, change) => {
    const folder = newFolder()
    await complete(folder, 24)
    const file = join(folder, 'manifest.json')
    writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')))))
    await expect(openStudyFolder(folder)).rejects.toThrow(message)
  })

  it('is refused by a worker where a file that the study names has changed', async () => {
    const folder = newFolder()
    const picture = join(scratch, 'picture.csv')
    writeFileSync(picture, '1,0,0,0,1\n'.repeat(5))
    const yaml = `study: p\nscenario: mof-refresh\nsettings: { image: ${picture} }\nfigures: [m-pixels-right]`
    const study = await planStudy(studyOf(yaml, loadScenario('mof-refresh')))
    await createStudyFolder(study, folder, { rowsPerShard: 1 })
    expect((await openStudyFolder(folder)).plan.rows).toBe(1)
    writeFileSync(picture, '0,0,0,0,1\n'.repeat(5))
    await expect(openStudyFolder(folder)).rejects.toThrow(/picture\.csv changed or missing/)
  })
})
