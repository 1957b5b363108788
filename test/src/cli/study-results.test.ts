import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sneakpath } from './sneakpath.ts'
import { trialFolder } from './study-trial.ts'

// Each test starts the real command several times.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let scratch: string
beforeAll(() => {
  scratch = trialFolder()
})
afterAll(() => rmSync(scratch, { recursive: true }))

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
