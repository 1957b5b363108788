import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { runToFolder } from '../../../src/run/run-to-folder.ts'
import { scratch } from '../files/scratch.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const { folder, put } = scratch()

/** Crossbar of 40 x 40 cells written cell by cell: several seconds of work. */
const LONG = [
  'run',
  'learn-erase-relearn',
  '--image',
  'large.csv',
  '--network',
  'crossbar',
  '--write',
  'cell',
]

const row = (i: number) => Array.from({ length: 40 }, (_, j) => ((i * 7 + j * 3) % 5 < 2 ? 1 : 0)).join(',')
put('large.csv', Array.from({ length: 40 }, (_, i) => row(i)).join('\n'))

describe('sneakpath run', () => {
  it('prints one JSON document, and the same seed gives the same bytes but for the clock', () => {
    const { stdout, stderr, code } = sneakpath(['run', 'mof-refresh', '--json', '--out', 'first'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({
      scenario: 'mof-refresh',
      out: 'first',
      claims: [{ id: 'A21', verdict: 'met' }],
    })
    expect(document.figures['m-pixels-right']).toEqual({ value: 25, unit: 'pixels' })

    expect(sneakpath(['run', 'mof-refresh', '--quiet', '--out', 'second'], folder)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    const files = readdirSync(join(folder, 'first'), { recursive: true, withFileTypes: true }).filter(entry =>
      entry.isFile(),
    )
    expect(files.length).toBeGreaterThan(20)
    for (const entry of files) {
      const file = join(entry.parentPath, entry.name)
      const [one, two] = [file, file.replace('/first', '/second')].map(path => readFileSync(path))
      if (entry.name !== 'manifest.json') expect(two!.equals(one!), file).toBe(true)
      else expect(withoutClock(two!)).toEqual(withoutClock(one!))
    }
  })

  it('plays the cases of a long run on all cores: the same bytes but for the clock', async () => {
    const program = Array.from({ length: 38 }, (_, k) => `{ read: ${1 + (k % 3)} V, by: cell, name: r${k} }`)
    put(
      'long.yaml',
      `
name: long
title: Reads that take their time
array: { size: [24, 24], wires: { word: 5 ohm, bit: 5 ohm }, cells: { device: resistor, conductance: 10 uS } }
network: crossbar
images: { none: [${Array.from({ length: 24 }, () => `"${'.'.repeat(24)}"`)}] }
cases:
  - { name: one, program: [${program}] }
  - { name: two, program: [${program}] }
outputs: [read-conductance]
`,
    )
    expect(sneakpath(['run', 'long.yaml', '--out', 'long'], folder)).toMatchObject({ code: 0, stderr: '' })
    const { folder: alone } = await runToFolder(loadScenario(join(folder, 'long.yaml')), {
      out: join(folder, 'long-alone'),
    })
    const files = readdirSync(alone, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    expect(files.length).toBeGreaterThan(76)
    for (const entry of files.filter(({ name }) => name !== 'manifest.json')) {
      const file = join(entry.parentPath, entry.name)
      expect(readFileSync(file).equals(readFileSync(file.replace('/long-alone', '/long'))), file).toBe(true)
    }
  })

  it('takes a new folder each time where none is named', () => {
    for (const out of ['runs/hi-filter', 'runs/hi-filter-2']) {
      expect(sneakpath(['run', 'hi-filter'], folder).stdout).toContain(`Written to ${out}:`)
      expect(existsSync(join(folder, out, 'manifest.json'))).toBe(true)
    }
  })

  it('takes settings: flags and --set with units', () => {
    const args = [
      'run',
      'mof-refresh',
      '--network',
      'crossbar',
      '--wire',
      '2 kohm',
      '--set',
      'array.cells.baseConductance=20 pS',
    ]
    expect(sneakpath([...args, '--quiet', '--out', 'settings'], folder)).toMatchObject({
      code: 0,
      stderr: '',
    })
    const { settings } = JSON.parse(readFileSync(join(folder, 'settings/manifest.json'), 'utf8'))
    expect(settings).toMatchObject({ network: 'crossbar', array: { wires: { word: 2000, bit: 2000 } } })
  })

  it.each(['mof-refresh', 'hi-filter', 'learn-erase-relearn'])('plays %s on a picture of any size', name => {
    const out = `${name}-large`
    expect(sneakpath(['run', name, '--image', 'large.csv', '--quiet', '--out', out], folder)).toMatchObject({
      code: 0,
    })
    expect(JSON.parse(readFileSync(join(folder, out, 'manifest.json'), 'utf8')).size).toEqual([40, 40])
  })

  it('leaves no empty folder where an export finds the disk full', () => {
    const script = 'ulimit -f 4; exec "$0" "$1" export first --quantity conductance --format csv,png'
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, COMMAND], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(stderr).toMatch(/^sneakpath: first\/exports: found no space left on the disk; expected room/)
    expect(status).toBe(2)
    expect(readdirSync(join(folder, 'first')).sort()).toEqual([
      'manifest.json',
      'maps',
      'pictures',
      'summary.json',
    ])
  })

  it('exports a quantity of a run', () => {
    const args = ['export', 'first', '--quantity', 'conductance', '--format', 'csv,npy,svg', '--frame', '1']
    const files = sneakpath(args, folder).stdout.trim().split('\n')
    expect(files).toHaveLength(3)
    for (const file of files) expect(existsSync(join(folder, file))).toBe(true)
  })

  it.each([
    [
      'a folder that cannot be made',
      'true',
      '/proc/result',
      /^sneakpath: \/proc\/result: found no (folder can be made|permission)/,
    ],
    [
      'a full disk',
      'ulimit -f 4',
      'full',
      /^sneakpath: full: found no space left on the disk; expected room/,
    ],
  ])('says so of %s, and leaves nothing', (_, limit, out, message) => {
    const script = `${limit}; exec "$0" "$1" run mof-refresh --out ${out}`
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, COMMAND], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(stderr).toMatch(message)
    expect(status).toBe(2)
    expect(readdirSync(folder).filter(name => name.includes('full'))).toEqual([])
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGKILL', null],
  ] as const)('leaves nothing that looks whole after %s', async (signal, code) => {
    const child = spawn(process.execPath, [COMMAND, ...LONG, '--out', 'interrupted'], {
      cwd: folder,
      stdio: 'ignore',
    })
    await new Promise(resolve => setTimeout(resolve, 2000))
    child.kill(signal)
    expect(await new Promise(resolve => child.on('close', resolve))).toBe(code)
    expect(readdirSync(folder).filter(name => name.includes('interrupted'))).toEqual([])
  })
})

function withoutClock(bytes: Buffer): unknown {
  const { timing, ...rest } = JSON.parse(bytes.toString())
  expect(timing).toMatchObject({ seconds: expect.any(Number) })
  return rest
}
