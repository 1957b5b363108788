import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fieldDeviceFile } from '../../arrays/devices/file/field-device-file.ts'
import { rowsOfStudy } from '../study/rows-of-study.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'
import { ROWS, SHARDS, STUDY, shardsIn, trialFolder } from './study-trial.ts'

// Each test starts the real command several times.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const DRIFTING = fieldDeviceFile('linear-drift-biolek')

let scratch: string
beforeAll(() => {
  scratch = trialFolder()
})
afterAll(() => rmSync(scratch, { recursive: true }))

const shards = (out: string) => shardsIn(join(scratch, out))

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
  it('says why an engine that is chosen for it is none of a device', () => {
    const drift = 'study: drift\nscenario: drift.yaml\nfigures: [mean]\nengine: auto\n'
    const scenario = [
      'name: drift',
      'title: Two cells that drift',
      `array: { size: [1, 2], cells: { device: ${JSON.stringify(DRIFTING)} } }`,
      'network: isolated',
      'images: { left: ["#."], all: ["##"] }',
      'program: [{ write: left, volts: 1 V, width: 10 ms }, { read: 0.1 V, name: end }]',
      'figures: [{ name: mean, kind: mean, of: conductance, pixels: all, frame: end }]',
    ]
    writeFileSync(join(scratch, 'drift.yaml'), scenario.join('\n'))
    writeFileSync(join(scratch, 'drift-study.yaml'), drift)
    const why =
      'float64; no batches on a GPU for linear-drift-biolek, whose states do not relax at a constant voltage\n'
    const { code, stdout, stderr } = sneakpath(
      ['study', 'run', 'drift-study.yaml', '--out', 'drift'],
      scratch,
    )
    expect([code, stdout, stderr]).toEqual([
      0,
      '1 row in drift, 1 of them computed now\n',
      `engine auto: ${why}`,
    ])
    const plan = sneakpath(['study', 'plan', 'drift-study.yaml'], scratch)
    expect([plan.code, plan.stderr]).toEqual([0, ''])
    expect(plan.stdout.replaceAll(/\s+/g, ' ')).toContain(`engine ${why.trim()}`)
  })

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
      /^sneakpath: changed\.yaml:9:10: repeats: found results of another "spread" in single, with other repeats; expected .*--force/,
    )
    expect(refused.code).toBe(2)
    expect(sneakpath([...args, '--force'], scratch).stdout).toBe(
      '18 rows in single, 18 of them computed now\n',
    )
  })
})
