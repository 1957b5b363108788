import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportRun } from '../../../src/export/export-run.ts'
import { ownFolder } from '../../../src/export/own-folder.ts'
import { placeFiles } from '../../../src/export/place-files.ts'
import { writeRunFolder } from '../../../src/export/write-run-folder.ts'
import { scratch } from '../files/scratch.ts'
import { sampleRecord } from './sample-record.ts'

const { folder } = scratch()
let count = 0
function fresh(): string {
  const parent = join(folder, `place-${count++}`)
  mkdirSync(parent)
  return parent
}

const place = (parent: string, force: boolean, names = ['a', 'b']): Promise<void> =>
  placeFiles(parent, names, {
    name: 'letters',
    force,
    fill: async partial => {
      for (const name of names) await writeFile(join(partial, name), `new ${name}`)
    },
  })

describe('files that are put into a folder', () => {
  it('are none where one of them is in the way', async () => {
    const parent = fresh()
    writeFileSync(join(parent, 'b'), 'old')
    await expect(place(parent, false)).rejects.toThrow(
      /b: found a file with other content; expected .*--force/,
    )
    expect(readdirSync(parent)).toEqual(['b'])
    await place(parent, true)
    expect(readFileSync(join(parent, 'b'), 'utf8')).toBe('new b')
    // The same again changes nothing, so that nothing is in the way.
    await place(parent, false)
    expect(readdirSync(parent)).toEqual(['a', 'b'])
  })

  it.each([
    ['of a file', 'precious'],
    ['that leads nowhere', 'nothing'],
  ])('never follow a link %s', async (_, target) => {
    const parent = fresh()
    const other = fresh()
    writeFileSync(join(other, 'precious'), 'precious')
    symlinkSync(join(other, target), join(parent, 'a'))
    await expect(place(parent, false)).rejects.toThrow(/a: found a link; expected a new file, or --force/)
    await place(parent, true)
    expect(lstatSync(join(parent, 'a')).isFile()).toBe(true)
    expect(readdirSync(other)).toEqual(['precious'])
    expect(readFileSync(join(other, 'precious'), 'utf8')).toBe('precious')
  })

  it('replace no folder', async () => {
    const parent = fresh()
    mkdirSync(join(parent, 'b'))
    await expect(place(parent, true)).rejects.toThrow(/b: found a folder; expected a new file/)
    expect(readdirSync(parent)).toEqual(['b'])
  })
})

describe('a folder inside a result', () => {
  it('is no link, on any level', async () => {
    const [result, other] = [fresh(), fresh()]
    expect(await ownFolder(result, 'maps', 'word')).toBe(join(result, 'maps', 'word'))
    symlinkSync(other, join(result, 'shards'))
    await expect(ownFolder(result, 'shards')).rejects.toThrow(/shards: found a link; expected a folder/)
    await expect(ownFolder(result, 'shards', 'deep')).rejects.toThrow('found a link')
    expect(readdirSync(other)).toEqual([])
  })

  it('of exports of a run is none either', async () => {
    const [parent, other] = [fresh(), fresh()]
    const run = join(parent, 'run')
    await writeRunFolder(sampleRecord(), run)
    symlinkSync(other, join(run, 'exports'))
    const [quantity] = sampleRecord().quantities
    const options = { quantity: quantity!.name, formats: ['npy'] as const }
    await expect(exportRun(run, options)).rejects.toThrow(/exports: found a link; expected .*--out/)
    expect(readdirSync(other)).toEqual([])
    expect(await exportRun(run, { ...options, out: other })).toHaveLength(1)
  })
})
