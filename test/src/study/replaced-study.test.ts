import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { hiddenName } from '../../../src/export/hidden-name.ts'
import { assertSameStudy, createStudyFolder, type StudyFolder } from '../../../src/study/file/study-folder.ts'
import { computeShard } from '../../../src/study/shards/compute-shard.ts'
import { inspectShards } from '../../../src/study/shards/inspect-shards.ts'
import { shardPath } from '../../../src/study/shards/read-shards.ts'
import { writeOnce } from '../../../src/study/shards/write-once.ts'
import { planStudy } from '../../../src/study/work/plan-study.ts'
import { rowsOfStudy } from './rows-of-study.ts'
import { resistors, studyOf } from './study-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-replaced-'))
afterAll(() => rmSync(scratch, { recursive: true }))
let folders = 0
const newFolder = (): string => join(scratch, `study-${folders++}`)

const A = `
study: spread
scenario: by-hand
settings: { variability.conductance: 0.3 }
vary: { wire: { list: [0, 10, 100] } }
repeats: 4
figures: [corner]
maps: [{ name: g, of: conductance, frame: end }]
`
const B = A.replace('0.3', '0.4').replace('name: g', 'name: other')

async function open(folder: string, yaml: string, rowsPerShard: number): Promise<StudyFolder> {
  const plan = await planStudy(studyOf(yaml, resistors()))
  return createStudyFolder(plan, folder, { rowsPerShard, force: true })
}

async function complete(study: StudyFolder): Promise<void> {
  for (const shard of (await inspectShards(study)).missing) await computeShard(study, shard)
}

/** The name of a program that is gone. */
const gone = (name: string, purpose: 'partial' | 'replaced'): string =>
  hiddenName(name, purpose).replace(/-\d+-/, '-999999999-')

const REPLACED = 'found another study, which has replaced this one; expected the same study until its end'

describe('a study whose folder another one has taken', () => {
  it('puts nothing into it any more, neither rows nor maps, and is never complete', async () => {
    const folder = newFolder()
    const a = await open(folder, A, 4)
    await computeShard(a, 0)
    const b = await open(folder, B, 3)
    await complete(b)
    const before = readdirSync(folder, { recursive: true }).sort()
    await expect(computeShard(a, 1)).rejects.toThrow(REPLACED)
    await expect(inspectShards(a)).rejects.toThrow(REPLACED)
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before)
    expect(await rowsOfStudy(folder)).toHaveLength(12)
  })

  it('is another one though its rows are the same, where it was begun anew in other shards', async () => {
    const folder = newFolder()
    const first = await open(folder, A, 4)
    await open(folder, B, 4)
    await open(folder, A, 3)
    await expect(computeShard(first, 0)).rejects.toThrow(REPLACED)
  })

  it('cannot put a file there that it wrote before, and named after', async () => {
    const folder = newFolder()
    const a = await open(folder, A, 4)
    const path = shardPath(a, 0)
    let asked = 0
    const allowed = async (): Promise<void> => {
      // The study is replaced after it was found to be the same.
      if (asked++ === 0) await open(folder, B, 4)
      else await assertSameStudy(a)
    }
    await expect(writeOnce(path, 'rows of A', { allowed })).rejects.toThrow(REPLACED)
    expect(readdirSync(join(folder, 'shards'))).toEqual([])
  })

  it('leaves no row where the program that replaced it was killed half-way', async () => {
    const [folder, other] = [newFolder(), newFolder()]
    await complete(await open(folder, A, 4))
    const b = await open(other, B, 3)
    writeFileSync(join(folder, gone('manifest.json', 'replaced')), b.hash)
    writeFileSync(join(folder, 'manifest.json'), b.manifest)
    const again = await open(folder, B, 3)
    expect(readdirSync(join(folder, 'shards'))).toEqual([])
    expect(existsSync(join(folder, 'maps'))).toBe(false)
    await complete(again)
    expect(await rowsOfStudy(folder)).toHaveLength(12)
    expect(readdirSync(folder).filter(name => name.startsWith('.'))).toEqual([])
  })
})

it('a study keeps its rows where the program that was to replace it was killed before', async () => {
  const folder = newFolder()
  await complete(await open(folder, A, 4))
  writeFileSync(join(folder, gone('manifest.json', 'replaced')), 'f'.repeat(64))
  const { missing } = await inspectShards(await open(folder, A, 4))
  expect(missing).toEqual([])
  expect(readdirSync(folder).filter(name => name.startsWith('.'))).toEqual([])
})

describe('the folder of a study', () => {
  it('is swept of what killed programs left: among shards, maps and beside them', async () => {
    const folder = newFolder()
    await complete(await open(folder, A, 4))
    const left = [
      join(folder, gone('manifest.json', 'partial')),
      join(folder, 'shards', gone('000000-000003.parquet', 'partial')),
      join(folder, 'maps/g', gone('000000-000003.npz', 'partial')),
    ]
    for (const file of left) writeFileSync(file, 'half')
    const retired = join(folder, gone('maps', 'replaced'))
    mkdirSync(join(retired, 'g'), { recursive: true })
    const mine = join(folder, 'maps/g', hiddenName('000000-000003.npz', 'partial'))
    writeFileSync(mine, 'being written')
    await open(folder, A, 4)
    for (const path of [...left, retired]) expect(existsSync(path)).toBe(false)
    expect(existsSync(mine)).toBe(true)
  })

  it.each(['shards', 'maps', 'maps/g'])('is not left through a link in the place of %s', async name => {
    const [folder, elsewhere] = [newFolder(), newFolder()]
    mkdirSync(elsewhere)
    const study = await open(folder, A, 4)
    rmSync(join(folder, 'shards'), { recursive: true })
    if (name === 'maps/g') mkdirSync(join(folder, 'maps'))
    symlinkSync(elsewhere, join(folder, name))
    await expect(computeShard(study, 0)).rejects.toThrow(
      `${join(folder, name)}: found a link; expected a folder of the result itself`,
    )
    expect(readdirSync(elsewhere)).toEqual([])
  })

  it('is not made for more shards than a file system holds', async () => {
    const folder = newFolder()
    const plan = await planStudy(studyOf(A.replace('repeats: 4', 'repeats: 1000000'), resistors()))
    await expect(createStudyFolder(plan, folder, { rowsPerShard: 1 })).rejects.toThrow(
      '--shard-rows: found 3000000 shards; expected 3 rows a shard or more',
    )
    expect(existsSync(folder)).toBe(false)
  })
})
