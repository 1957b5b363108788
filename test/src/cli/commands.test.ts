import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { need } from '../../require.ts'
import { scratch } from '../files/scratch.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const { folder } = scratch()

describe('sneakpath', () => {
  it('has help with a default for every flag, and a version', () => {
    const { stdout, code } = sneakpath(['run', '--help'], folder)
    expect(code).toBe(0)
    const flags = stdout.split(/^ +(?=--|-h)/m).filter(flag => /^--(?!version)/.test(flag))
    expect(flags.length).toBeGreaterThan(10)
    for (const flag of flags) expect(flag.replace(/\s+/g, ' ')).toMatch(/\[default: .+\]/)
    expect(sneakpath(['--version'], folder).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('says in a screen how to begin where no command is given', () => {
    const { stdout, stderr, code } = sneakpath([], folder)
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    for (const command of ['tour', 'run hi-filter', 'run mof-refresh --image', 'describe hi-filter --yaml'])
      expect(stdout).toContain(`sneakpath ${command}`)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.length).toBeLessThanOrEqual(25)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
  })

  it('has help by purpose, without flags of other commands', () => {
    const help = (command: string): string => sneakpath([command, '--help'], folder).stdout
    const headings = (text: string): string[] => text.match(/^[A-Z][^\n]*:$/gm) ?? []
    expect(headings(help('run'))).toEqual(
      expect.arrayContaining(['What runs:', 'Array:', 'Write and read:', 'Computation:', 'Output:']),
    )
    expect(help('run')).not.toMatch(/--(cell|epochs|device|test-images)/)
    expect(help('protocol')).not.toMatch(/--(image|epochs|network|write|backend)/)
    expect(help('train')).not.toMatch(/--(image|size|cell|network|bias|access)\b/)
  })

  it('takes a protocol by its own command and by the older form alike', () => {
    const json = (command: string, out: string): unknown => {
      const args = [command, 'ppf', '--device', 'pentacene-p13', '--json', '--out', out]
      return { ...JSON.parse(sneakpath(args, folder).stdout), out: undefined }
    }
    expect(json('protocol', 'new-form')).toEqual(json('run', 'old-form'))
    expect(sneakpath(['protocol', 'ppff', '--device', 'zntpp'], folder)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^sneakpath: protocol: found the name "ppff"; .*did you mean "ppf"\?\n$/),
    })
  })

  it('names the three nearest of many names', () => {
    const { stderr } = sneakpath(['check', 'zntp'], folder)
    expect(stderr).toMatch(
      /one of \d+ names, the nearest "zntpp", "[a-z0-9-]+", "[a-z0-9-]+"; did you mean "zntpp"\?/,
    )
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
    const complete = (...words: string[]) => {
      const { stdout, stderr } = sneakpath(['--get-yargs-completions', 'sneakpath', ...words], folder)
      // It would stand in the line that is being typed.
      expect(stderr).toBe('')
      return stdout.trim().split('\n')
    }
    expect(complete('')).toEqual(expect.arrayContaining(['run', 'solve', 'completion']))
    expect(complete('run', 'mo')).toEqual(['mof-refresh'])
    expect(complete('run', 'mof-refresh', '--bias', 't')).toEqual(['third'])
    expect(complete('run', 'mof-refresh', '--')).toContain('--wire')
    expect(complete('protocol', 'ppf', '--device', 'pentacene')).toEqual(['pentacene-p13'])
    expect(complete('run', '--device', 'znt')).toEqual(['zntpp'])
    sneakpath(['run', 'mof-refresh', '--quiet', '--out', 'done'], folder)
    expect(complete('export', 'done', '--quantity', '')).toEqual(['conductance', 'sense-current'])
    expect(complete('export', 'none', '--quantity', '')).toEqual([''])
    expect(sneakpath(['completion'], folder).stdout).toContain('complete -o bashdefault -o default -F')
  })

  it.each([
    ['bash', 'COMP_WORDS=(TYPED) COMP_CWORD=4; _sneakpath_yargs_completions; echo "$COMPREPLY"'],
    ['zsh', 'words=(TYPED) CURRENT=5; _sneakpath_yargs_completions'],
  ])('completes devices in %s', (shell, ask) => {
    if (!need(shell, () => spawnSync(shell, ['-c', 'true']).status === 0)) return
    const script = sneakpath(['completion'], folder, { SHELL: `/bin/${shell}` }).stdout
    const own = `sneakpath() { "${process.execPath}" "${COMMAND}" "$@"; }`
    // Not tested: how the completion systems of the shells use the words.
    const stubs = shell === 'zsh' ? 'compdef() { :; }; _describe() { print -- $reply; }' : ''
    const words = 'sneakpath protocol ppf --device pentacene'
    const { stdout } = spawnSync(
      shell,
      ['-c', [own, stubs, script, ask.replace('TYPED', words)].join('\n')],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, SHELL: `/bin/${shell}` },
      },
    )
    expect(stdout.trim()).toBe('pentacene-p13')
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
      ['A02', 'met, not telling'],
      ['A21', 'met'],
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
