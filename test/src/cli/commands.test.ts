import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMAND, sneakpath } from './sneakpath.ts'

const folder = mkdtempSync(join(tmpdir(), 'sneakpath-command-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ARRAY = {
  size: [1, 1],
  wires: { word: 1, bit: 1 },
  word: { left: { volts: '300 mV', ohms: 50 } },
  bit: { bottom: { volts: 0, ohms: 10 } },
  cells: { device: 'resistor', conductance: 0.025 },
}

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

beforeAll(() => {
  writeFileSync(join(folder, 'array.json'), JSON.stringify(ARRAY))
  const row = (i: number) => Array.from({ length: 40 }, (_, j) => ((i * 7 + j * 3) % 5 < 2 ? 1 : 0)).join(',')
  writeFileSync(join(folder, 'large.csv'), Array.from({ length: 40 }, (_, i) => row(i)).join('\n'))
})

describe('sneakpath', () => {
  it('has help with a default for every flag, and a version', () => {
    const { stdout, code } = sneakpath(['run', '--help'], folder)
    expect(code).toBe(0)
    const flags = stdout.split(/^ +(?=--|-h)/m).slice(3)
    expect(flags.length).toBeGreaterThan(10)
    for (const flag of flags) expect(flag.replace(/\s+/g, ' ')).toMatch(/\[default: .+\]/)
    expect(sneakpath(['--version'], folder).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('lists scenarios, devices and schemes', () => {
    const { stdout } = sneakpath(['list'], folder)
    for (const name of [
      'mof-refresh',
      'hi-filter',
      'learn-erase-relearn',
      'ec-mof-l',
      'zntpp',
      'pentacene-p13',
      '--bias',
    ]) {
      expect(stdout).toContain(name)
    }
  })

  it('describes devices with unit, default, range and citation, and prints scenarios as files', () => {
    expect(sneakpath(['describe', 'sinh'], folder).stdout).toMatch(
      /Mott and R\. W\. Gurney[\s\S]*default 0\.000001 S, range 0 to 1000000/,
    )
    expect(sneakpath(['describe', 'mof-refresh'], folder).stdout).toMatch(/array\.size[\s\S]*5 x 5/)
    for (const name of ['mof-refresh', 'ec-mof-l']) {
      const { stdout } = sneakpath(['describe', name, '--yaml'], folder)
      writeFileSync(join(folder, 'mine.yaml'), stdout)
      const command =
        name === 'mof-refresh' ? ['run', 'mine.yaml', '--quiet', '--out', 'mine'] : ['solve', 'mine.yaml']
      expect(sneakpath(command, folder)).toMatchObject({ code: 0, stderr: '' })
    }
  })

  it('completes commands, names, flags and the words of flags', () => {
    const complete = (...words: string[]) =>
      sneakpath(['--get-yargs-completions', 'sneakpath', ...words], folder)
        .stdout.trim()
        .split('\n')
    expect(complete('')).toEqual(expect.arrayContaining(['run', 'solve', 'completion']))
    expect(complete('run', 'mo')).toEqual(['mof-refresh'])
    expect(complete('run', 'mof-refresh', '--bias', 't')).toEqual(['third'])
    expect(complete('run', 'mof-refresh', '--')).toContain('--wire')
    expect(sneakpath(['completion'], folder).stdout).toContain('complete -o bashdefault -o default -F')
  })

  it('is silent when the reader of a pipe goes away', () => {
    const shell = spawnSync(
      'bash',
      ['-c', `set -o pipefail; "$0" "$1" reproduce | head -n 1`, process.execPath, COMMAND],
      {
        encoding: 'utf8',
      },
    )
    expect(shell.stderr).toBe('')
    expect(shell.stdout.trim().split('\n')).toHaveLength(1)
  })

  it('writes no colour into a pipe', () => {
    expect(sneakpath(['list'], folder, { TERM: 'xterm-256color' }).stdout).not.toContain('\u001b')
  })
})

describe('sneakpath solve', () => {
  it('gives one cell the current 0.3 V / (50 + 40 + 10 ohm), as one JSON document and nothing else', () => {
    const { stdout, stderr, code } = sneakpath(['solve', 'array.json', '--json'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const solution = JSON.parse(stdout)
    expect(solution.cellCurrents[0][0]).toBeCloseTo(3e-3, 14)
    expect(solution.wordVoltages[0][0]).toBeCloseTo(0.15, 12)
    expect(solution.bitVoltages[0][0]).toBeCloseTo(0.03, 12)
    expect(solution.cellVoltages[0][0]).toBeCloseTo(0.12, 12)
    expect(solution.wordCurrents).toEqual({ left: [expect.closeTo(3e-3, 14)], right: [0] })
    expect(solution.bitCurrents).toEqual({ top: [0], bottom: [expect.closeTo(3e-3, 14)] })
    expect(solution.report).toMatchObject({ engine: expect.any(String), backend: expect.any(String) })
    for (const key of ['iterations', 'residual', 'seconds'])
      expect(solution.report[key]).toEqual(expect.any(Number))
    expect(solution).not.toHaveProperty('deviceVoltages')
  })

  it('gives the voltage of the device alone where there is a series element', () => {
    const array = { ...ARRAY, word: { left: { volts: 0.3 } }, bit: { bottom: 'ground' }, access: 'selector' }
    writeFileSync(join(folder, 'selector.json'), JSON.stringify(array))
    const solution = JSON.parse(sneakpath(['solve', 'selector.json', '--json'], folder).stdout)
    const [device, cell, current] = ['deviceVoltages', 'cellVoltages', 'cellCurrents'].map(
      key => solution[key][0][0],
    )
    expect(cell).toBeCloseTo(0.3, 12)
    expect(current).toBeCloseTo(0.025 * device, 15)
    expect(current).toBeCloseTo(1e-12 * Math.sinh((cell - device) / 0.1), 15)
  })

  it('warns where the neglected source shift of a transistor exceeds 1 % of its overdrive', () => {
    const access = { transistor: { gateVolts: 1, threshold: 0.5 } }
    const array = { ...ARRAY, bit: { bottom: { volts: 0, ohms: '1 kohm' } }, access }
    writeFileSync(join(folder, 'transistor.json'), JSON.stringify(array))
    expect(sneakpath(['solve', 'transistor.json'], folder).stderr).toMatch(
      /^warning: the transistor at word line 0, bit line 0 /,
    )
  })

  it('writes a folder, replaces it only with --force', () => {
    expect(sneakpath(['solve', 'array.json', '--out', 'solution'], folder).code).toBe(0)
    const files = readdirSync(join(folder, 'solution'))
    expect(files).toEqual(expect.arrayContaining(['solution.json', 'cell-currents.npy', 'word-voltages.npy']))
    expect(
      JSON.parse(readFileSync(join(folder, 'solution/solution.json'), 'utf8')).cellCurrents[0][0],
    ).toBeCloseTo(3e-3, 14)
    expect(sneakpath(['solve', 'array.json', '--out', 'solution'], folder).code).toBe(2)
    expect(sneakpath(['solve', 'array.json', '--out', 'solution', '--force'], folder).code).toBe(0)
  })

  it('exits with 4 where the solver has no answer', () => {
    const cells = { device: 'sinh', conductance: 1e-3, beta: 1000 }
    const array = { ...ARRAY, word: { left: { volts: 1e6 } }, bit: { bottom: 'ground' }, cells }
    writeFileSync(join(folder, 'overflow.json'), JSON.stringify(array))
    const { code, stderr } = sneakpath(['solve', 'overflow.json'], folder)
    expect(code).toBe(4)
    expect(stderr).toMatch(/^sneakpath: overflow\.json: [^\n]+\n$/)
  })
})

describe('sneakpath spice', () => {
  it('writes the array as a netlist, and nothing else', () => {
    const { stdout, stderr, code } = sneakpath(['spice', 'array.json'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    expect(stdout).toContain('.options reltol=1e-10')
    expect(stdout.trimEnd()).toMatch(/\.end$/)
  })
})

describe('sneakpath run', () => {
  it('prints one JSON document, and the same seed gives the same bytes but for the clock', () => {
    const { stdout, stderr, code } = sneakpath(['run', 'mof-refresh', '--json', '--out', 'first'], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({
      scenario: 'mof-refresh',
      out: 'first',
      claims: [{ id: 'A21', verdict: 'pass' }],
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
    ['SIGKILL', null],
  ] as const)('leaves nothing that looks whole after %s', async (signal, code) => {
    const child = spawn(process.execPath, [COMMAND, ...LONG, '--out', 'interrupted'], {
      cwd: folder,
      stdio: 'ignore',
    })
    await new Promise(resolve => setTimeout(resolve, 2000))
    child.kill(signal)
    expect(await new Promise(resolve => child.on('close', resolve))).toBe(code)
    expect(existsSync(join(folder, 'interrupted'))).toBe(false)
    if (signal === 'SIGINT') {
      expect(readdirSync(folder).filter(name => name.startsWith('.interrupted'))).toEqual([])
    }
  })
})

describe('sneakpath reproduce', () => {
  it('prints claims as JSON', () => {
    const { stdout, code } = sneakpath(['reproduce', '--claims', 'A02,A21', '--json'], folder)
    const { claims } = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(claims.map(({ id, verdict }: { id: string; verdict: string }) => [id, verdict])).toEqual([
      ['A02', 'pass'],
      ['A21', 'pass'],
    ])
    for (const claim of claims)
      expect(claim).toMatchObject({
        simulated: expect.any(Array),
        unit: expect.any(String),
        note: expect.any(String),
      })
    expect(claims[1].margin).toEqual(expect.any(Number))
  })
})

function withoutClock(bytes: Buffer): unknown {
  const { timing, ...rest } = JSON.parse(bytes.toString())
  expect(timing).toMatchObject({ seconds: expect.any(Number) })
  return rest
}
