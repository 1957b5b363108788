import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exportStudy } from '../../../../src/study/export/export-study.ts'
import { readManifest } from '../../../../src/study/file/read-manifest.ts'
import { createStudyFolder, openStudyFolder } from '../../../../src/study/file/study-folder.ts'
import { planStudy } from '../../../../src/study/work/plan-study.ts'
import { resistors, studyOf } from '../study-of.ts'

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-manifest-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const YAML = `
study: small
scenario: by-hand
vary: { wire: { list: [0, 10, 100] } }
repeats: 4
figures: [corner]
`
type Manifest = Record<string, unknown> & { columns: { name: string }[] }
let manifest: Manifest
beforeAll(async () => {
  const plan = await planStudy(studyOf(YAML, resistors()))
  const study = await createStudyFolder(plan, join(scratch, 'whole'), { rowsPerShard: 4 })
  manifest = JSON.parse(readFileSync(join(study.folder, 'manifest.json'), 'utf8'))
})

let folders = 0
function folderWith(text: string | undefined): string {
  const folder = join(scratch, `up/study-${folders++}`)
  mkdirSync(folder, { recursive: true })
  if (text !== undefined) writeFileSync(join(folder, 'manifest.json'), text)
  return folder
}

const withColumn = ({ columns }: Manifest, change: object): Manifest['columns'] =>
  columns.map((column, c) => (c === 3 ? { ...column, ...change } : column))

describe('a manifest is refused', () => {
  it.each<[string, (whole: Manifest) => object]>([
    ['study', () => ({ study: '../../x' })],
    ['study', () => ({ study: '/tmp/x' })],
    ['hash', () => ({ hash: '..' })],
    ['rows', () => ({ rows: 1e9 })],
    ['rows', () => ({ rows: 13 })],
    ['points', () => ({ rows: 1e12, points: 1e12, repeats: 1 })],
    ['rowsPerShard', () => ({ rows: 1e9, points: 1e9, repeats: 1, rowsPerShard: 1 })],
    ['rowsPerShard', () => ({ rowsPerShard: 0 })],
    ['columns', () => ({ columns: [] })],
    ['columns', whole => ({ columns: whole.columns.slice(1) })],
    ['columns', whole => ({ columns: withColumn(whole, { name: 'seed' }) })],
    ['columns.3.name', whole => ({ columns: withColumn(whole, { name: '../../x' }) })],
    ['columns.3.name', whole => ({ columns: withColumn(whole, { name: '__proto__' }) })],
    ['columns.3.kind', whole => ({ columns: withColumn(whole, { kind: 'other' }) })],
  ])('without a proper "%s" (%#)', async (path, change) => {
    const folder = folderWith(JSON.stringify({ ...manifest, ...change(manifest) }))
    const refused = `found a manifest.json without a proper "${path}"; expected the folder of a study`
    await expect(readManifest(folder)).rejects.toThrow(refused)
    await expect(exportStudy(folder, { formats: ['csv'] })).rejects.toThrow(refused)
    expect(readdirSync(folder)).toEqual(['manifest.json'])
  })

  it('by workers where it tells of other rows than its study has', async () => {
    const folder = folderWith(JSON.stringify({ ...manifest, rows: 24, repeats: 8 }))
    await expect(openStudyFolder(folder)).rejects.toThrow('found a manifest that was changed')
  })

  it.skipIf(process.platform === 'win32')('where it is a pipe, a device or a folder, at once', async () => {
    const pipe = folderWith(undefined)
    execFileSync('mkfifo', [join(pipe, 'manifest.json')])
    await expect(readManifest(pipe)).rejects.toThrow('found no regular file as manifest.json')
    const device = folderWith(undefined)
    symlinkSync('/dev/zero', join(device, 'manifest.json'))
    await expect(readManifest(device)).rejects.toThrow('found no regular file as manifest.json')
    const folder = folderWith(undefined)
    mkdirSync(join(folder, 'manifest.json'))
    await expect(readManifest(folder)).rejects.toThrow('found a folder as manifest.json')
  })
})

it('a column may not have a name that is a path', async () => {
  const yaml = YAML.replace('wire: {', '"array.cells.a/b": {')
  await expect(planStudy(studyOf(yaml, resistors()))).rejects.toThrow(
    'found the column "a/b"; expected a "name" of letters, digits, "-" and "_"',
  )
})
