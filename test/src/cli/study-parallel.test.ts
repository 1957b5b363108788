import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { need } from '../../require.ts'
import { sneakpath } from './sneakpath.ts'
import { SHARDS, shardsIn, trialFolder } from './study-trial.ts'

// Each test starts the real command several times.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let scratch: string

const shards = (out: string) => shardsIn(join(scratch, out))

function hasParallel(): boolean {
  return (process.env.PATH ?? '').split(':').some(folder => existsSync(join(folder, 'parallel')))
}

describe.skipIf(!need('parallel', hasParallel))('study run --engine parallel (needs GNU parallel)', () => {
  beforeAll(() => {
    scratch = trialFolder()
  })
  afterAll(() => rmSync(scratch, { recursive: true }))

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

  it.each([
    'o{= system("touch expanded") =}',
    "it's {} {.} {/} {#} {%} {1} {+/} $HOME $(touch expanded) `touch expanded` %A \\n ! ::: ä",
  ])('expands nothing in the name of a folder: %s', name => {
    const args = ['study', 'run', 'study.yaml', '--engine', 'parallel', '--out', name, '--tasks', '2']
    expect(sneakpath([...args, ...SHARDS], scratch)).toMatchObject({ code: 0, stderr: '' })
    expect(shards(name)).toEqual(shards('whole'))
    expect(existsSync(join(scratch, 'expanded'))).toBe(false)
    expect(readdirSync(join(scratch, name, 'jobs')).sort()).toEqual(['parallel.log', 'parallel.out'])
  })

  it('writes no log through a link', () => {
    const outside = join(scratch, 'outside')
    writeFileSync(outside, 'precious')
    for (const log of ['parallel.out', 'parallel.log']) {
      const name = `linked ${log}`
      cpSync(join(scratch, 'whole'), join(scratch, name), { recursive: true })
      rmSync(join(scratch, name, 'shards/000000-000001.parquet'))
      mkdirSync(join(scratch, name, 'jobs'))
      symlinkSync(outside, join(scratch, name, 'jobs', log))
      const args = ['study', 'run', 'study.yaml', '--engine', 'parallel', '--out', name]
      expect(sneakpath(args, scratch)).toMatchObject({
        code: 2,
        stderr: `sneakpath: ${name}/jobs/${log}: found a link; expected a file or folder of the result itself\n`,
      })
    }
    expect(readFileSync(outside, 'utf8')).toBe('precious')
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
