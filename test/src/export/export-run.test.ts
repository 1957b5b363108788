import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { type ExportOptions, exportRun } from '../../../src/export/export-run.ts'
import { writeRunFolder } from '../../../src/export/write-run-folder.ts'
import { readNpy } from '../../../src/files/read-npy.ts'
import { scratch } from '../files/scratch.ts'
import { sampleRecord } from './sample-record.ts'

const { folder } = scratch()
const run = join(folder, 'run')
beforeAll(async () => {
  await writeRunFolder(sampleRecord(), run)
})

describe('an export', () => {
  it('of all formats is what the run folder holds', async () => {
    const out = join(folder, 'all')
    const files = await exportRun(run, {
      quantity: 'conductance',
      formats: ['csv', 'png', 'svg', 'npy', 'gif'],
      out,
    })
    expect(files).toEqual(
      ['-0.csv', '-1.csv', '.png', '.svg', '.npy', '.gif'].map(end => join(out, `conductance${end}`)),
    )
    for (const end of ['png', 'svg', 'gif']) {
      expect(
        readFileSync(join(out, `conductance.${end}`)).equals(
          readFileSync(join(run, 'pictures', `conductance.${end}`)),
        ),
      ).toBe(true)
    }
    expect(readFileSync(join(out, 'conductance-1.csv'))).toEqual(
      readFileSync(join(run, 'maps/conductance/1.csv')),
    )
    expect(readFileSync(join(out, 'conductance.npy'))).toEqual(
      readFileSync(join(run, 'maps/conductance.npy')),
    )
    expect(readdirSync(out)).toHaveLength(6)
  })

  it('shows the frames that the run shows', async () => {
    const chosen = join(folder, 'chosen')
    await writeRunFolder(sampleRecord({ sheet: [1] }), chosen)
    const [svg] = await exportRun(chosen, { quantity: 'conductance', formats: ['svg'] })
    expect(readFileSync(svg!, 'utf8')).toBe(readFileSync(join(chosen, 'pictures/conductance.svg'), 'utf8'))
    expect(readFileSync(svg!, 'utf8')).toContain('1 of 2 frames shown')
  })

  it('follows no link out of the folder of the run, and takes no link for a file', async () => {
    const linked = join(folder, 'linked')
    const outside = join(folder, 'outside')
    await writeRunFolder(sampleRecord(), linked)
    mkdirSync(outside)
    symlinkSync(outside, join(linked, 'exports'))
    const options: ExportOptions = { quantity: 'conductance', formats: ['svg'] }
    await expect(exportRun(linked, { ...options, force: true })).rejects.toThrow(
      /exports: found a link; expected a folder/,
    )
    expect(readdirSync(outside)).toEqual([])
    rmSync(join(linked, 'exports'))
    mkdirSync(join(linked, 'exports'))
    writeFileSync(join(outside, 'mine'), 'kept')
    symlinkSync(join(outside, 'mine'), join(linked, 'exports/conductance.svg'))
    await expect(exportRun(linked, options)).rejects.toThrow(/conductance.svg: found a link/)
    await exportRun(linked, { ...options, force: true })
    expect(readFileSync(join(outside, 'mine'), 'utf8')).toBe('kept')
  })

  it('of one frame is that frame', async () => {
    const out = join(folder, 'one')
    const files = await exportRun(run, {
      quantity: 'sneak-share',
      formats: ['npy', 'svg', 'csv'],
      frame: 1,
      out,
    })
    expect(files.map(file => file.slice(out.length + 1))).toEqual([
      'sneak-share-1.npy',
      'sneak-share-1.svg',
      'sneak-share-1.csv',
    ])
    const { shape, data } = await readNpy(join(out, 'sneak-share-1.npy'))
    expect(shape).toEqual([2, 3])
    expect([...data]).toEqual([Number.NaN, 0.25, 0.5, -0.25, 0, 0.25])
    expect(readFileSync(join(out, 'sneak-share-1.svg'), 'utf8')).toContain('1 of 2 frames shown')
  })

  it('goes into the run folder where no other is named, and may be repeated', async () => {
    const options: ExportOptions = { quantity: 'conductance', formats: ['csv'] }
    const files = await exportRun(run, options)
    expect(files[0]).toBe(join(run, 'exports', 'conductance-0.csv'))
    expect(await exportRun(run, options)).toEqual(files)
  })

  it('keeps a file with other content unless it is forced', async () => {
    const out = join(folder, 'kept')
    mkdirSync(out)
    writeFileSync(join(out, 'conductance.svg'), 'mine')
    const options: ExportOptions = { quantity: 'conductance', formats: ['csv', 'svg'], out }
    await expect(exportRun(run, options)).rejects.toThrow('found a file with other content')
    expect(readdirSync(out)).toEqual(['conductance.svg'])
    await exportRun(run, { ...options, force: true })
    expect(readFileSync(join(out, 'conductance.svg'), 'utf8')).toContain('<svg')
  })

  it.each<[string, Partial<ExportOptions>, string]>([
    [
      'another quantity',
      { quantity: 'charge' },
      'run quantity: found "charge"; expected one of conductance, sneak-share',
    ],
    ['a path for a quantity', { quantity: '../manifest' }, 'expected one of conductance, sneak-share'],
    ['a frame too far', { frame: 2 }, 'run frame: found 2; expected a frame from 0 to 1'],
    ['a negative frame', { frame: -1 }, 'found -1'],
    ['half a frame', { frame: 0.5 }, 'found 0.5'],
    [
      'an unknown format',
      { formats: ['tiff' as 'png'] },
      'found "tiff"; expected some of csv, png, svg, pdf, npy, gif',
    ],
    ['no format', { formats: [] }, 'found none'],
    ['an animation of one frame', { formats: ['gif'], frame: 0 }, 'found gif of one frame'],
    ['a folder that is none', { out: join(run, 'manifest.json') }, 'found'],
  ])('refuses %s', async (_, change, message) => {
    const error = await exportRun(run, { quantity: 'conductance', formats: ['csv'], ...change }).catch(
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(ConfigError)
    expect(
      (error as Error).message.replace(': quantity', ' quantity').replace(': frame', ' frame'),
    ).toContain(message)
  })

  it('refuses a folder that is no run, and maps that do not fit the manifest', async () => {
    const options: ExportOptions = { quantity: 'conductance', formats: ['csv'] }
    await expect(exportRun(folder, options)).rejects.toThrow('found no manifest.json; expected a run folder')
    const damaged = join(folder, 'damaged')
    await writeRunFolder(sampleRecord(), damaged)
    const manifest = readFileSync(join(damaged, 'manifest.json'), 'utf8')
    writeFileSync(join(damaged, 'manifest.json'), manifest.replace(/"size": \[\s*2,/, '"size": [ 4,'))
    await expect(exportRun(damaged, options)).rejects.toThrow(
      'found shape (2, 2, 3); expected (2, 4, 3) as in the manifest',
    )
    writeFileSync(join(damaged, 'manifest.json'), manifest.replace('"conductance"', '"../../etc"'))
    await expect(exportRun(damaged, options)).rejects.toThrow(/quantities\.0\.name: found what no run writes/)
  })
})
