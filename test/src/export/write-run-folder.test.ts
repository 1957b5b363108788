import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { planeOf } from '../../../arrays/plane.ts'
import { writeRunFolder } from '../../../src/export/write-run-folder.ts'
import { readMatrixCsv } from '../../../src/files/read-matrix-csv.ts'
import { readNpy } from '../../../src/files/read-npy.ts'
import { scratch } from '../files/scratch.ts'
import { sampleRecord } from './sample-record.ts'

const { folder } = scratch()
let count = 0
/** A path in a folder of its own, so that what is left beside it can be seen. */
function fresh(): { parent: string; out: string } {
  const parent = join(folder, `case-${count++}`)
  mkdirSync(parent)
  return { parent, out: join(parent, 'run') }
}
const listing = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort()

describe('a run folder', () => {
  it('holds manifest, summary, maps and pictures of every quantity, and nothing is left beside it', async () => {
    const { parent, out } = fresh()
    const written = await writeRunFolder(sampleRecord(), out)
    expect(listing(out)).toEqual([
      'manifest.json',
      'maps/conductance.npy',
      'maps/conductance/0.csv',
      'maps/conductance/1.csv',
      'maps/sneak-share.npy',
      'maps/sneak-share/0.csv',
      'maps/sneak-share/1.csv',
      'pictures/conductance.gif',
      'pictures/conductance.png',
      'pictures/conductance.svg',
      'pictures/sneak-share.gif',
      'pictures/sneak-share.png',
      'pictures/sneak-share.svg',
      'summary.json',
    ])
    expect([...written.files].sort()).toEqual(listing(out))
    expect(readdirSync(parent)).toEqual(['run'])
  })

  it('keeps every value in CSV and NPY', async () => {
    const { out } = fresh()
    const record = sampleRecord()
    await writeRunFolder(record, out)
    const text = readFileSync(join(out, 'maps/conductance/1.csv'), 'utf8')
    expect(text).toBe(
      '# quantity=conductance, unit=S, time_s=1.6\n1.1e-11,1.2e-11,1.3e-11\n1.4e-11,1.5e-11,1.6e-11\n',
    )
    const back = await readMatrixCsv(join(out, 'maps/conductance/1.csv'))
    expect(back.data).toEqual(record.quantities[0]?.planes[1])
    const npy = await readNpy(join(out, 'maps/sneak-share.npy'))
    expect(npy.shape).toEqual([2, 2, 3])
    expect([...npy.data.slice(6)]).toEqual([...(record.quantities[1]?.planes[1] ?? [])])
  })

  it('numbers frames so that names sort in their order', async () => {
    const { out } = fresh()
    const frames = Array.from({ length: 11 }, (_, k) => ({ label: `${k}`, timeS: k }))
    await writeRunFolder(
      sampleRecord({
        frames,
        size: [1, 1],
        quantities: sampleRecord({ frames, size: [1, 1] }).quantities.slice(0, 1),
      }),
      out,
    )
    expect(readdirSync(join(out, 'maps/conductance')).sort()[10]).toBe('10.csv')
    expect(readdirSync(join(out, 'maps/conductance')).sort()[2]).toBe('02.csv')
  })

  it('begins its manifest with what it is and ends it with the clock', async () => {
    const { out } = fresh()
    await writeRunFolder(
      sampleRecord({
        manifest: {
          timing: { s: 1 },
          z: planeOf(Float64Array.of(1, 2), [1, 2]),
          a: { c: 1, b: Float64Array.of(3) },
        },
      }),
      out,
    )
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'))
    expect(Object.keys(manifest)).toEqual([
      'format',
      'formatVersion',
      'scenario',
      'size',
      'frames',
      'quantities',
      'a',
      'z',
      'timing',
    ])
    expect(Object.keys(manifest.a)).toEqual(['b', 'c'])
    expect(manifest.a.b).toEqual([3])
    expect(manifest.z).toEqual([[1, 2]])
    expect(manifest.quantities[1]).toEqual({
      name: 'sneak-share',
      unit: '',
      title: 'Sneak share',
      scale: 'diverging',
    })
    expect(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'))).toEqual(sampleRecord().summary)
  })

  it('has the same bytes for the same record, clock times apart, in whatever order settings were set', async () => {
    const [first, second] = [fresh().out, fresh().out]
    await writeRunFolder(sampleRecord({ manifest: { seed: 1, wire: 2 } }), first)
    await writeRunFolder(sampleRecord({ manifest: { wire: 2, seed: 1 } }), second)
    for (const file of listing(first)) {
      expect(readFileSync(join(first, file)).equals(readFileSync(join(second, file))), file).toBe(true)
    }
  })
})

describe('an existing folder', () => {
  it('is kept without force', async () => {
    const { out } = fresh()
    mkdirSync(out)
    await expect(writeRunFolder(sampleRecord(), out)).rejects.toThrow(`${out}: found something there already`)
    expect(readdirSync(out)).toEqual([])
  })

  it('is replaced whole with force where it is a run', async () => {
    const { parent, out } = fresh()
    await writeRunFolder(sampleRecord(), out)
    mkdirSync(join(out, 'exports'))
    writeFileSync(join(out, 'exports/x.csv'), '')
    await writeRunFolder(
      sampleRecord({ scenario: 'second', quantities: sampleRecord().quantities.slice(1) }),
      out,
      { force: true },
    )
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toContain('"second"')
    expect(existsSync(join(out, 'maps/conductance.npy'))).toBe(false)
    expect(existsSync(join(out, 'exports'))).toBe(false)
    expect(readdirSync(parent)).toEqual(['run'])
  })

  it.each<[string, (out: string) => void, string]>([
    [
      'no run',
      out => writeFileSync(join(out, 'thesis.tex'), ''),
      'found no manifest.json; expected a run folder',
    ],
    [
      'of another program',
      out => writeFileSync(join(out, 'manifest.json'), '{"name":"web app"}'),
      'what no run writes',
    ],
    ['a damaged run', out => writeFileSync(join(out, 'manifest.json'), '{'), 'found a mistake in the JSON'],
  ])('that is %s is kept even with force', async (_, make, message) => {
    const { out } = fresh()
    mkdirSync(out)
    make(out)
    const before = listing(out)
    const error = await writeRunFolder(sampleRecord(), out, { force: true }).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toContain(message)
    expect(listing(out)).toEqual(before)
  })

  it('that holds a file of its user is kept even with force', async () => {
    const { out } = fresh()
    await writeRunFolder(sampleRecord(), out)
    writeFileSync(join(out, 'maps', 'notes.txt'), 'mine')
    await expect(writeRunFolder(sampleRecord(), out, { force: true })).rejects.toThrow(
      'maps/notes.txt, which no run writes',
    )
    expect(readFileSync(join(out, 'maps', 'notes.txt'), 'utf8')).toBe('mine')
  })

  it('behind a link is replaced, the link kept', async () => {
    const { parent, out } = fresh()
    await writeRunFolder(sampleRecord(), out)
    symlinkSync(out, join(parent, 'latest'))
    await writeRunFolder(sampleRecord({ scenario: 'second' }), join(parent, 'latest'), { force: true })
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toContain('"second"')
    expect(readdirSync(parent).sort()).toEqual(['latest', 'run'])
  })

  it('that is a file is kept', async () => {
    const { out } = fresh()
    writeFileSync(out, 'text')
    await expect(writeRunFolder(sampleRecord(), out, { force: true })).rejects.toThrow(
      'found a file; expected a folder',
    )
  })
})

describe('a record that disagrees with itself', () => {
  const [conductance] = sampleRecord().quantities
  it.each<[string, Parameters<typeof sampleRecord>[0], string]>([
    [
      'a name with a path in it',
      { quantities: [{ ...conductance!, name: '../up' }] },
      'quantities[0].name: found "../up"',
    ],
    [
      'two names that differ by case',
      { quantities: [conductance!, { ...conductance!, name: 'Conductance' }] },
      '"conductance" twice',
    ],
    ['a unit with a line break', { quantities: [{ ...conductance!, unit: 'S\n1' }] }, 'quantities[0].unit'],
    [
      'a plane too few',
      { quantities: [{ ...conductance!, planes: conductance!.planes.slice(1) }] },
      '1 planes; expected 2',
    ],
    [
      'a plane of another size',
      { quantities: [{ ...conductance!, planes: [new Float64Array(5), new Float64Array(6)] }] },
      'planes[0]: found 5 values; expected 6',
    ],
    ['no frame', { frames: [], quantities: [] }, 'frames: found none'],
    [
      'a sheet of frames that are not there',
      { sheet: [0, 2] },
      'sheet: found 0, 2; expected ascending numbers of the 2 frames',
    ],
    ['a sheet out of order', { sheet: [1, 0] }, 'sheet: found 1, 0'],
    ['a key of the writer', { manifest: { size: 3 } }, 'manifest: found the key "size"'],
  ])('is refused: %s', async (_, change, message) => {
    const { parent, out } = fresh()
    const error = await writeRunFolder(sampleRecord(change), out).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(RangeError)
    expect((error as Error).message).toContain(message)
    expect(readdirSync(parent)).toEqual([])
  })
})
