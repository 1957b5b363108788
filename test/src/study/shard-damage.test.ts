import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStudyFolder, type StudyFolder } from '../../../src/study/file/study-folder.ts'
import { computeShard } from '../../../src/study/shards/compute-shard.ts'
import { inspectShards } from '../../../src/study/shards/inspect-shards.ts'
import { planStudy } from '../../../src/study/work/plan-study.ts'
import { runTask } from '../../../src/study/work/run-task.ts'
import { rowsOfStudy } from './rows-of-study.ts'
import { resistors, studyOf } from './study-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-damage-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const YAML = `
study: spread
scenario: by-hand
settings: { variability.conductance: 0.3 }
vary: { wire: { list: [0, 10, 100] } }
repeats: 4
figures: [corner]
maps: [{ name: g, of: conductance, frame: end }]
`

async function complete(folder: string, yaml = YAML): Promise<StudyFolder> {
  const plan = await planStudy(studyOf(yaml, resistors()))
  const study = await createStudyFolder(plan, folder, { rowsPerShard: 4 })
  for (const shard of (await inspectShards(study)).missing) await computeShard(study, shard)
  return study
}

let whole: StudyFolder
let foreign: StudyFolder
beforeAll(async () => {
  whole = await complete(join(scratch, 'whole'))
  foreign = await complete(join(scratch, 'foreign'), YAML.replace('0.3', '0.4'))
})

const NAME = '000004-000007'
let copies = 0
/** A copy of the whole study with a damaged second shard. */
function damaged(damage: (shard: string, folder: string) => void): StudyFolder {
  const folder = join(scratch, `copy-${copies++}`)
  cpSync(whole.folder, folder, { recursive: true })
  damage(join(folder, 'shards', `${NAME}.parquet`), folder)
  return { ...whole, folder }
}

function flip(file: string, place: number): void {
  const bytes = readFileSync(file)
  bytes[place] ^= 0x10
  writeFileSync(file, bytes)
}

const DAMAGES: [words: string, damage: (shard: string, folder: string) => void][] = [
  ['an empty file', shard => truncateSync(shard)],
  ['a file without the checksum of a shard', shard => truncateSync(shard, 100)],
  ['other bytes than were written', shard => flip(shard, 60)],
  ['other bytes than were written', shard => flip(shard, readFileSync(shard).length - 20)],
  ['other bytes than were written', shard => appendFileSync(shard, 'x')],
  ['a file without the checksum of a shard', shard => writeFileSync(shard, 'x'.repeat(1000))],
  [
    'rows 0 to 3 in the place of 4 to 7',
    (shard, folder) => copyFileSync(join(folder, 'shards/000000-000003.parquet'), shard),
  ],
  ['rows of another study', shard => copyFileSync(join(foreign.folder, 'shards', `${NAME}.parquet`), shard)],
]

describe('a shard that is not as it was written', () => {
  it.each(DAMAGES)('%s: is named, refused by readers and computed again', async (words, damage) => {
    const study = damaged(damage)
    const text = `${join(study.folder, 'shards', NAME)}.parquet: found ${words}`
    expect(await inspectShards(study)).toEqual({ missing: [1], damaged: [text] })
    await expect(rowsOfStudy(study.folder)).rejects.toThrow(
      `${text}; expected a shard as it was written; sneakpath study run computes it again`,
    )
    expect(await runTask(study.folder, { index: 0, of: 1 })).toEqual({
      written: 1,
      there: 2,
      damaged: [text],
    })
    const bytes = (folder: string): Buffer => readFileSync(join(folder, 'shards', `${NAME}.parquet`))
    expect(bytes(study.folder).equals(bytes(whole.folder))).toBe(true)
    expect(await rowsOfStudy(study.folder)).toEqual(await rowsOfStudy(whole.folder))
  })

  it.skipIf(process.platform === 'win32')('but a pipe or a folder is no file, at once', async () => {
    const pipe = damaged(shard => {
      rmSync(shard)
      execFileSync('mkfifo', [shard])
    })
    expect((await inspectShards(pipe)).damaged).toEqual([expect.stringContaining('found no regular file')])
    await expect(rowsOfStudy(pipe.folder)).rejects.toThrow('found no regular file')
    const folder = damaged(shard => {
      rmSync(shard)
      mkdirSync(shard)
    })
    await expect(rowsOfStudy(folder.folder)).rejects.toThrow('found a folder')
  })

  it.each<[string, (map: string) => void]>([
    ['other bytes than were written in its map g', map => flip(map, 50)],
    ['nothing in the place of its map g', map => rmSync(map)],
  ])('%s: it is computed again with the map', async (words, damage) => {
    const study = damaged((_, folder) => damage(join(folder, 'maps/g', `${NAME}.npz`)))
    expect((await inspectShards(study)).damaged).toEqual([expect.stringContaining(words)])
    await runTask(study.folder, { index: 0, of: 1 })
    const map = (folder: string): Buffer => readFileSync(join(folder, 'maps/g', `${NAME}.npz`))
    expect(map(study.folder).equals(map(whole.folder))).toBe(true)
    expect(await inspectShards(study)).toEqual({ missing: [], damaged: [] })
  })

  it('is not left out without a word where only its name is wrong', async () => {
    const study = damaged((shard, folder) =>
      copyFileSync(shard, join(folder, 'shards/000004-000009.parquet')),
    )
    const refused =
      /000004-000009\.parquet: found a shard of another study; expected names of shards of 4 rows/
    await expect(rowsOfStudy(study.folder)).rejects.toThrow(refused)
    await expect(runTask(study.folder, { index: 0 })).rejects.toThrow(refused)
  })
})
