import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const { folder } = scratch()

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
    const { stdout: scenario } = sneakpath(['describe', 'mof-refresh'], folder)
    expect(scenario).toMatch(/array\.size[\s\S]*5 x 5/)
    expect(scenario).toContain('Source: Two-dimensional electrically conductive metal-organic framework')
    writeFileSync(join(folder, 'mine.yaml'), sneakpath(['describe', 'mof-refresh', '--yaml'], folder).stdout)
    expect(sneakpath(['run', 'mine.yaml', '--quiet', '--out', 'mine'], folder)).toMatchObject({
      code: 0,
      stderr: '',
    })
  })

  it('prints devices as files that stand for them', () => {
    writeFileSync(join(folder, 'device.yaml'), sneakpath(['describe', 'ec-mof-l', '--yaml'], folder).stdout)
    const array = {
      size: [2, 2],
      wires: { word: 1, bit: 1 },
      word: { left: { volts: 0.01, ohms: 0 } },
      bit: { bottom: 'ground' },
    }
    const solved = ['ec-mof-l', 'device.yaml'].map(device => {
      writeFileSync(join(folder, 'array.json'), JSON.stringify({ ...array, cells: { device } }))
      return JSON.parse(sneakpath(['solve', 'array.json', '--json'], folder).stdout)
    })
    expect(solved[1].cellCurrents).toEqual(solved[0].cellCurrents)
    expect(sneakpath(['describe', 'device.yaml'], folder).stdout).toMatch(
      /baseConductance +conductance at rest/,
    )
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
