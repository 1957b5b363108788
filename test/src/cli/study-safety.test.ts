import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { rowsOfStudy } from '../study/rows-of-study.ts'
import { COMMAND, type CommandResult, sneakpath } from './sneakpath.ts'
import { SHARDS, STUDY, shardsIn, trialFolder } from './study-trial.ts'

// Each test starts the real command several times.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let scratch: string
beforeAll(() => {
  scratch = trialFolder()
})
afterAll(() => rmSync(scratch, { recursive: true }))

let copies = 0
/** A copy of the whole study. */
function copy(): string {
  const name = `copy-${copies++}`
  cpSync(join(scratch, 'whole'), join(scratch, name), { recursive: true })
  return name
}

describe.skipIf(process.platform === 'win32')(
  'study run --force on a folder where another study runs',
  () => {
    it('leaves the rows of the new one only; the old one ends with 2', async () => {
      writeFileSync(join(scratch, 'long.yaml'), STUDY.replace('repeats: 2', 'repeats: 60'))
      const folder = join(scratch, 'taken')
      const old = spawn(
        process.execPath,
        [COMMAND, 'study', 'run', 'long.yaml', '--out', 'taken', '--shard-rows', '3'],
        { cwd: scratch, stdio: ['ignore', 'pipe', 'pipe'] },
      )
      const said = text(old.stderr)
      const ended = once(old, 'exit')
      await shardAppears(folder, old)
      old.kill('SIGSTOP')
      const args = ['study', 'run', 'study.yaml', '--out', 'taken', '--force', ...SHARDS]
      expect(sneakpath(args, scratch)).toMatchObject({ code: 0, stderr: '' })
      old.kill('SIGCONT')
      const [code] = (await ended) as [number]
      expect(await said).toMatch(
        /^sneakpath: taken: found another study, which has replaced this one; expected/,
      )
      expect(code).toBe(2)
      expect(shardsIn(folder)).toEqual(shardsIn(join(scratch, 'whole')))
      expect(readdirSync(folder).sort()).toEqual(['manifest.json', 'shards'])
      expect(sneakpath(args, scratch).stdout).toBe('36 rows in taken, 0 of them computed now\n')
      expect(await rowsOfStudy(folder)).toEqual(await rowsOfStudy(join(scratch, 'whole')))
    })

    async function shardAppears(folder: string, child: ChildProcess): Promise<void> {
      const shards = join(folder, 'shards')
      const there = (): boolean =>
        existsSync(shards) && readdirSync(shards).some(name => name.endsWith('.parquet'))
      while (!there() && child.exitCode === null) await sleep(5)
      expect(child.exitCode).toBe(null)
    }
  },
)

describe('a damaged shard', () => {
  it('is named by study run, which computes it again', () => {
    const name = copy()
    truncateSync(join(scratch, name, 'shards/000002-000003.parquet'))
    expect(sneakpath(['study', 'export', name], scratch)).toEqual({
      code: 2,
      stdout: '',
      stderr: `sneakpath: ${name}/shards/000002-000003.parquet: found an empty file; expected a shard as it was written; sneakpath study run computes it again\n`,
    })
    expect(existsSync(join(scratch, name, 'exports'))).toBe(false)
    expect(sneakpath(['study', 'run', 'study.yaml', '--out', name], scratch)).toEqual({
      code: 0,
      stdout: `36 rows in ${name}, 2 of them computed now\n`,
      stderr: `warning: ${name}/shards/000002-000003.parquet: found an empty file; it was computed again\n`,
    })
    expect(shardsIn(join(scratch, name))).toEqual(shardsIn(join(scratch, 'whole')))
  })
})

describe.skipIf(process.platform === 'win32')('a full disk', () => {
  /** No file may be larger than 512 bytes: what a full disk looks like to the program. */
  function onFullDisk(args: readonly string[]): CommandResult {
    const limited = ['-c', 'ulimit -f 1 && exec "$@"', 'sh', process.execPath, COMMAND, ...args]
    const { status, stdout, stderr } = spawnSync('sh', limited, { cwd: scratch, encoding: 'utf8' })
    return { code: status, stdout, stderr }
  }

  it.each(['csv', 'npz', 'parquet', 'csv,npz'])('study export --format %s leaves nothing', format => {
    const args = ['study', 'export', 'whole', '--out', 'made/full', '--format', format]
    expect(onFullDisk(args)).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'sneakpath: made/full: found no space left on the disk; expected room for the whole result; nothing was kept\n',
    })
    expect(existsSync(join(scratch, 'made'))).toBe(false)
  })

  it.each(['made/plot.svg', 'made/plot.png'])('study plot --out %s leaves nothing', out => {
    const result = onFullDisk(['study', 'plot', 'whole', '--x', 'wire', '--y', 'spread', '--out', out])
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('no space left on the disk') })
    expect(existsSync(join(scratch, 'made'))).toBe(false)
  })

  it('ends study run as incomplete, and the same command goes on', () => {
    const name = copy()
    rmSync(join(scratch, name, 'shards/000002-000003.parquet'))
    const run = ['study', 'run', 'study.yaml', '--out', name, '--jobs', '1', '--quiet']
    expect(onFullDisk(run)).toEqual({
      code: 3,
      stdout: '',
      stderr: `sneakpath: ${name}/manifest.json: found no space left on the disk; expected room for all rows: those that are written stay, and the same command goes on\n`,
    })
    expect(sneakpath(run, scratch)).toMatchObject({ code: 0, stderr: '' })
    expect(shardsIn(join(scratch, name))).toEqual(shardsIn(join(scratch, 'whole')))
  })
})

describe.skipIf(process.platform === 'win32')('the folder of a study from a stranger', () => {
  it('with a pipe for a manifest keeps nobody waiting', () => {
    const name = copy()
    rmSync(join(scratch, name, 'manifest.json'))
    execFileSync('mkfifo', [join(scratch, name, 'manifest.json')])
    const commands = [
      ['export', name],
      ['plot', name, '--x', 'wire', '--y', 'spread'],
      ['query', name, 'SELECT 1'],
      ['shard', name, '--index', '0'],
      ['run', 'study.yaml', '--out', name],
    ]
    for (const words of commands) {
      const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'study', ...words], {
        cwd: scratch,
        encoding: 'utf8',
        timeout: 20_000,
        killSignal: 'SIGKILL',
      })
      expect(stderr).toBe(
        `sneakpath: ${name}: found no regular file as manifest.json; expected the folder of a study\n`,
      )
      expect(status).toBe(2)
    }
  })

  it('gets no file out of itself: names that are paths, links', () => {
    const name = copy()
    const outside = join(scratch, 'outside')
    mkdirSync(outside)
    writeFileSync(join(outside, 'precious'), 'precious')
    symlinkSync(outside, join(scratch, name, 'exports'))
    expect(sneakpath(['study', 'export', name, '--force'], scratch)).toMatchObject({
      code: 2,
      stderr: `sneakpath: ${name}/exports: found a link; expected a folder of the result itself, or another place by --out\n`,
    })
    const picture = 'spread-over-wire.svg'
    symlinkSync(join(outside, 'precious'), join(scratch, name, picture))
    const plot = ['study', 'plot', name, '--x', 'wire', '--y', 'spread']
    expect(sneakpath(plot, scratch)).toMatchObject({
      code: 2,
      stderr: `sneakpath: ${name}/${picture}: found a link; expected a new file, or --force\n`,
    })
    expect(sneakpath([...plot, '--force'], scratch).code).toBe(0)
    expect(readFileSync(join(scratch, name, picture), 'utf8')).toMatch(/^<svg/)
    expect(readdirSync(outside)).toEqual(['precious'])
    expect(readFileSync(join(outside, 'precious'), 'utf8')).toBe('precious')
    const file = join(scratch, name, 'manifest.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"study": "spread"', '"study": "../../x"'))
    expect(sneakpath(['study', 'export', name], scratch)).toMatchObject({
      code: 2,
      stderr: `sneakpath: ${name}: found a manifest.json without a proper "study"; expected the folder of a study\n`,
    })
    expect(existsSync(join(scratch, 'x.csv'))).toBe(false)
  })
})

it('study plot replaces no picture that a user made, unless told', () => {
  const name = copy()
  writeFileSync(join(scratch, name, 'spread-over-wire.png'), 'mine')
  const plot = ['study', 'plot', name, '--x', 'wire', '--y', 'spread']
  expect(sneakpath(plot, scratch)).toMatchObject({ code: 2, stdout: '' })
  expect(readdirSync(join(scratch, name)).sort()).toEqual(['manifest.json', 'shards', 'spread-over-wire.png'])
  expect(sneakpath([...plot, '--force'], scratch).code).toBe(0)
  // The same picture again is in nobody's way.
  expect(sneakpath(plot, scratch).code).toBe(0)
})

it('study query writes no file, unless told', () => {
  const copyOut = ['study', 'query', 'whole', "COPY points TO 'out.csv'"]
  expect(sneakpath(copyOut, scratch)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'sneakpath: SQL: found a statement that is not a SELECT; expected SELECT of the table points; --unrestricted allows all that DuckDB can do with your files\n',
  })
  expect(existsSync(join(scratch, 'out.csv'))).toBe(false)
  expect(sneakpath([...copyOut, '--unrestricted'], scratch).code).toBe(0)
  expect(existsSync(join(scratch, 'out.csv'))).toBe(true)
})

it('study query --format csv gives no formulas', () => {
  const sql = "SELECT '=1+2' AS a, -1 AS b, -0.5 AS c, '-x' AS d, '@SUM(1)' AS e"
  expect(sneakpath(['study', 'query', 'whole', sql, '--format', 'csv'], scratch).stdout).toBe(
    "a,b,c,d,e\n'=1+2,-1,-0.5,'-x,'@SUM(1)\n",
  )
})

describe('names that schedulers expand', () => {
  it('are refused where quotes do not help', () => {
    const run = (out: string, engine: string): CommandResult =>
      sneakpath(['study', 'run', 'study.yaml', '--out', out, '--engine', engine], scratch)
    expect(run('a\\b', 'slurm')).toMatchObject({
      code: 2,
      stderr:
        'sneakpath: --out: found the letter "\\\\" in the path of the folder; expected a path without backslashes and control characters for --engine slurm\n',
    })
    for (const engine of ['slurm', 'parallel']) {
      expect(run('a\nb', engine)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^.*"\\n".*\n$/) })
    }
    expect(readdirSync(scratch).filter(name => name.startsWith('a'))).toEqual([])
  })

  it('are warned of where others write the job files', () => {
    const { code, stderr } = sneakpath(['study', 'plan', 'study.yaml', '--out', 'of $USER'], scratch)
    expect([code, stderr]).toEqual([
      0,
      'warning: of $USER: schedulers may expand letters of this path in a job file; letters, digits and . _ - are safe (docs/clusters.md)\n',
    ])
    expect(sneakpath(['study', 'plan', 'study.yaml', '--out', 'plain'], scratch).stderr).toBe('')
  })
})
