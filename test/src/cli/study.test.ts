import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { need } from '../../require.ts'
import { rowsOfStudy } from '../study/rows-of-study.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const STUDY = `
study: spread
title: Spread of the layer
scenario: mof-refresh
vary:
  variability.layerConductance: { name: spread, list: [0, 0.2, 0.4] }
  wire: { range: { from: 1 ohm, to: 100 ohm, steps: 3, scale: log } }
  network: { list: [isolated, crossbar] }
repeats: 2
figures: [m-pixels-right, o-correlation-margin]
`
const ROWS = 36
const SHARDS = ['--shard-rows', '2']

// Each test starts the real command several times.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const scratch = mkdtempSync(join(tmpdir(), 'sneakpath-study-command-'))
afterAll(() => rmSync(scratch, { recursive: true }))

beforeAll(() => {
  writeFileSync(join(scratch, 'study.yaml'), STUDY)
  const result = sneakpath(
    ['study', 'run', 'study.yaml', '--out', 'whole', '--jobs', '2', ...SHARDS],
    scratch,
  )
  expect(result).toEqual({ code: 0, stderr: '', stdout: '36 rows in whole, 36 of them computed now\n' })
})

function shards(out: string): [string, string][] {
  const folder = join(scratch, out, 'shards')
  return readdirSync(folder)
    .sort()
    .map(name => [name, readFileSync(join(folder, name)).toString('base64')])
}

describe('study plan', () => {
  it('prints points, rows, size and time, and writes nothing', () => {
    const before = readdirSync(scratch)
    const { code, stdout } = sneakpath(['study', 'plan', 'study.yaml', '--jobs', '3'], scratch)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^spread: Spread of the layer\n/)
    for (const line of [
      /points +18, every combination/,
      /rows +36, 2 of each point, seed 1/,
      /time +about .* on 3 threads/,
      /wire +1 Ω to 100 Ω, 3 values, log/,
    ]) {
      expect(stdout).toMatch(line)
    }
    expect(readdirSync(scratch)).toEqual(before)
  })
})

describe('study run', () => {
  it('computes each row once', async () => {
    const rows = await rowsOfStudy(join(scratch, 'whole'))
    expect(rows.map(({ point, repeat }) => point * 2 + repeat)).toEqual(
      Array.from({ length: ROWS }, (_, row) => row),
    )
  })

  it('run again changes nothing', () => {
    const stamp = (): number[] =>
      readdirSync(join(scratch, 'whole/shards')).map(
        name => statSync(join(scratch, 'whole/shards', name)).mtimeMs,
      )
    const before = [shards('whole'), stamp()]
    const { code, stdout } = sneakpath(['study', 'run', 'study.yaml', '--out', 'whole'], scratch)
    expect([code, stdout]).toEqual([0, '36 rows in whole, 0 of them computed now\n'])
    expect([shards('whole'), stamp()]).toEqual(before)
  })

  it('is the same on one thread and in other shards', async () => {
    expect(
      sneakpath(
        ['study', 'run', 'study.yaml', '--out', 'single', '--jobs', '1', '--shard-rows', '7'],
        scratch,
      ).code,
    ).toBe(0)
    expect(await rowsOfStudy(join(scratch, 'single'))).toEqual(await rowsOfStudy(join(scratch, 'whole')))
  })

  it('killed with -9 again and again it ends complete, each row once', { timeout: 180_000 }, async () => {
    const folder = join(scratch, 'killed/shards')
    for (let attempt = 0; attempt < 8; attempt++) {
      const child = spawn(
        process.execPath,
        [COMMAND, 'study', 'run', 'study.yaml', '--out', 'killed', ...SHARDS],
        { cwd: scratch },
      )
      const ended = once(child, 'exit')
      // Killed soon after it wrote something, at another moment each time.
      await moreThan(filesIn(folder), folder, child)
      await sleep(attempt * 4)
      child.kill('SIGKILL')
      await ended
    }
    expect(sneakpath(['study', 'run', 'study.yaml', '--out', 'killed'], scratch).code).toBe(0)
    expect(shards('killed')).toEqual(shards('whole'))
  })

  function filesIn(folder: string): number {
    return existsSync(folder) ? readdirSync(folder).length : 0
  }

  /** Waits for another file, or the end of its writer. */
  async function moreThan(count: number, folder: string, child: ChildProcess): Promise<void> {
    while (filesIn(folder) <= count && child.exitCode === null) await sleep(5)
  }

  it('interrupted by Ctrl-C it keeps whole shards, says so and goes on', async () => {
    const child = spawn(
      process.execPath,
      [COMMAND, 'study', 'run', 'study.yaml', '--out', 'interrupted', ...SHARDS],
      { cwd: scratch, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const said = text(child.stderr)
    await moreThan(0, join(scratch, 'interrupted/shards'), child)
    child.kill('SIGINT')
    const [code] = (await once(child, 'exit')) as [number]
    expect(await said).toMatch(
      /^sneakpath: interrupted after \d+ of 36 rows, whole shards are kept; the same command goes on\n$/,
    )
    expect(code).toBe(130)
    expect(sneakpath(['study', 'run', 'study.yaml', '--out', 'interrupted'], scratch).code).toBe(0)
    expect(shards('interrupted')).toEqual(shards('whole'))
  })

  it('two at a time on one folder give each row once', async () => {
    const children = [1, 2].map(() =>
      spawn(
        process.execPath,
        [COMMAND, 'study', 'run', 'study.yaml', '--out', 'both', '--jobs', '1', ...SHARDS],
        { cwd: scratch },
      ),
    )
    const codes = await Promise.all(children.map(async child => ((await once(child, 'exit')) as [number])[0]))
    expect(codes).toEqual([0, 0])
    expect(shards('both')).toEqual(shards('whole'))
  })

  it('refuses a study that changed, unless told', () => {
    writeFileSync(join(scratch, 'changed.yaml'), STUDY.replace('repeats: 2', 'repeats: 1'))
    const args = ['study', 'run', 'changed.yaml', '--out', 'single']
    const refused = sneakpath(args, scratch)
    expect(refused.stderr).toMatch(
      /^sneakpath: single: found results of another "spread", with other repeats; expected .*--force/,
    )
    expect(refused.code).toBe(2)
    expect(sneakpath([...args, '--force'], scratch).stdout).toBe(
      '18 rows in single, 18 of them computed now\n',
    )
  })
})

describe('study query', () => {
  it('asks SQL of the table points', () => {
    const sql =
      'SELECT network, count(*) AS rows, max(wire) AS wire FROM points GROUP BY network ORDER BY network'
    const { stdout, code } = sneakpath(['study', 'query', 'whole', sql], scratch)
    expect(stdout).toBe('network   rows  wire\ncrossbar    18   100\nisolated    18   100\n')
    expect(code).toBe(0)
    const json = sneakpath(['study', 'query', 'whole', sql, '--format', 'json'], scratch)
    expect(JSON.parse(json.stdout)[1]).toEqual({ network: 'isolated', rows: 18, wire: 100 })
  })

  it('says what to install where DuckDB is missing', () => {
    // Node finds no such package.
    const resolve = `export const resolve = (name, context, next) => {
      if (!name.startsWith('@duckdb/')) return next(name, context)
      throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' })
    }`
    const url = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`
    const hook = url(`import { register } from 'node:module'; register(${JSON.stringify(url(resolve))})`)
    const env = { NODE_OPTIONS: `--import=${hook}` }
    expect(sneakpath(['study', 'query', 'whole', 'SELECT 1'], scratch, env)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'sneakpath: study query: found no @duckdb/node-api, which is not installed with Sneakpath; expected it beside Sneakpath: npm install @duckdb/node-api\n',
    })
  })

  it('says what is wrong with the SQL in one line', () => {
    const { stderr, code } = sneakpath(['study', 'query', 'whole', 'SELECT wires FROM points'], scratch)
    expect(stderr).toMatch(
      /^sneakpath: SQL: found .*wires.*; expected a query of the table points with point, .*\n$/,
    )
    expect(stderr.split('\n')).toHaveLength(2)
    expect(code).toBe(2)
  })
})

describe('study plot and export', () => {
  it('draw lines and heat maps', () => {
    const plot = (more: string[]) => sneakpath(['study', 'plot', 'whole', ...more], scratch)
    const lines = plot(['--x', 'wire', '--y', 'o-correlation-margin', '--hue', 'network'])
    expect(lines.stdout).toBe(
      'whole/o-correlation-margin-over-wire.svg\nwhole/o-correlation-margin-over-wire.png\n',
    )
    expect(readFileSync(join(scratch, 'whole/o-correlation-margin-over-wire.svg'), 'utf8')).toContain(
      '36 of 36 rows, over all spread',
    )
    const heat = plot([
      '--x',
      'wire',
      '--y',
      'spread',
      '--heat',
      'm-pixels-right',
      '--where',
      'network=isolated',
      '--out',
      'heat.svg',
    ])
    expect(heat.stdout).toBe('heat.svg\n')
    expect(readFileSync(join(scratch, 'heat.svg'), 'utf8')).toContain('mean of m-pixels-right; 18 of 36 rows')
    const unknown = plot(['--x', 'wir', '--y', 'spread'])
    expect(unknown.stderr).toMatch(/^sneakpath: --x: found "wir"; expected one of .*did you mean "wire"\?\n$/)
    expect(unknown.code).toBe(2)
  })

  it('write one file of each format', () => {
    const args = ['study', 'export', 'whole', '--format', 'csv,npz,parquet', '--out', 'files']
    expect(sneakpath(args, scratch).stdout).toBe('files/spread.csv\nfiles/spread.npz\nfiles/spread.parquet\n')
    const again = sneakpath(args, scratch)
    expect([again.code, again.stderr]).toEqual([
      2,
      'sneakpath: files/spread.csv: found a file; expected a new file, or --force\n',
    ])
  })
})

function hasParallel(): boolean {
  return (process.env.PATH ?? '').split(':').some(folder => existsSync(join(folder, 'parallel')))
}

describe.skipIf(!need('parallel', hasParallel))('study run --engine parallel (needs GNU parallel)', () => {
  it('gives the rows of one machine', () => {
    const args = [
      'study',
      'run',
      'study.yaml',
      '--engine',
      'parallel',
      '--out',
      'in parallel',
      '--tasks',
      '4',
      '--jobs',
      '2',
      ...SHARDS,
    ]
    expect(sneakpath(args, scratch)).toMatchObject({ code: 0, stderr: '' })
    expect(shards('in parallel')).toEqual(shards('whole'))
  })

  it('goes over ssh to the logins of a file', () => {
    // In the place of ssh: writes down the login and runs the command here, as ssh would there: with SHELL of the login.
    const ssh = join(scratch, 'ssh.sh')
    const script = `#!/bin/sh\necho "$1" >> ${scratch}/logins\nshift 2\nSHELL=/bin/sh exec sh -c "$*"\n`
    writeFileSync(ssh, script, { mode: 0o755 })
    writeFileSync(join(scratch, 'hosts'), '1/first.example\n1/second.example\n')
    const args = [
      'study',
      'run',
      'study.yaml',
      '--engine',
      'parallel',
      '--out',
      'remote',
      '--tasks',
      '6',
      '--ssh-logins',
      'hosts',
      ...SHARDS,
    ]
    expect(sneakpath(args, scratch, { PARALLEL_SSH: ssh })).toMatchObject({ code: 0, stderr: '' })
    expect(shards('remote')).toEqual(shards('whole'))
    const logins = new Set(readFileSync(join(scratch, 'logins'), 'utf8').trim().split('\n'))
    expect([...logins].sort()).toEqual(['first.example', 'second.example'])
  })

  it('ends with 3 when shards are missing for good', () => {
    const args = [
      'study',
      'run',
      'study.yaml',
      '--engine',
      'parallel',
      '--out',
      'failing',
      '--worker',
      'false',
      '--attempts',
      '2',
    ]
    const { code, stderr } = sneakpath(args, scratch)
    expect(stderr).toMatch(/^sneakpath: failing: \d+ shards of the study's 36 rows missing for good; .*\n$/)
    expect(code).toBe(3)
  })
})
