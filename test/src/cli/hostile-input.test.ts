import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const { folder, put } = scratch()
const CELL = 'name: t\ntitle: T\narray: { size: [1, 1], cells: { device: ec-mof-l } }\n'

/** Runs the command in a shell that holds something down. */
function limited(limit: string, args: string): { code: number | null; stderr: string } {
  const { status, stderr } = spawnSync('sh', ['-c', `${limit}; exec "$NODE" "$COMMAND" ${args}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NODE: process.execPath, COMMAND },
  })
  return { code: status, stderr }
}

describe('a program that keeps no frame of its own', () => {
  it.each([
    ['of waits alone', 'program: [{ wait: 1 s }]\n', 1],
    ['of a read without a frame', 'program: [{ read: 1 mV, frame: false, width: 2 s }]\n', 2],
  ])('%s keeps the states before and after', (_, program, seconds) => {
    put('silent.yaml', CELL + program)
    const out = `silent-${seconds}`
    expect(sneakpath(['run', 'silent.yaml', '--out', out], folder)).toMatchObject({ code: 0, stderr: '' })
    const { frames } = JSON.parse(readFileSync(join(folder, out, 'manifest.json'), 'utf8'))
    expect(frames).toEqual([
      { label: 'start', timeS: 0 },
      { label: 'end', timeS: seconds },
    ])
  })
})

describe('what a file says reaches the terminal', () => {
  it('escaped, in the line that it stands in', () => {
    put(
      'shown.yaml',
      `name: t\ntitle: "a\\e[31mb\\nc\\u202e"\narray: { size: [1, 1], cells: { device: ec-mof-l } }\nprogram: [{ read: 9 V, name: "x\\e]0;y\\a" }]\n`,
    )
    const { code, stdout, stderr } = sneakpath(['run', 'shown.yaml', '--out', 'shown'], folder)
    expect(code).toBe(0)
    expect(stdout.split('\n')[0]).toBe('t: a\\u001b[31mb\\nc\\u202e')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  })

  it('cut, where a key has 100 kB', () => {
    put(
      'long.json',
      JSON.stringify({ size: [1, 1], cells: { device: 'resistor' }, ['k'.repeat(100_000)]: 1 }),
    )
    const { code, stderr } = sneakpath(['solve', 'long.json'], folder)
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /^sneakpath: long\.json:1:45: k+\.\.\.: found the unknown key "k+\.\.\.; expected one of /,
    )
    expect(stderr.length).toBeLessThan(1000)
  })
})

describe.skipIf(process.platform !== 'linux')('where the system holds something down', () => {
  it('an address space that is too small gives exit code 4 and says what was needed', () => {
    put(
      'small.yaml',
      'size: [2, 2]\nword: { left: { volts: 1 } }\nbit: { bottom: ground }\ncells: { device: resistor }\n',
    )
    expect(limited('ulimit -v 8000000', 'solve small.yaml')).toEqual({
      code: 4,
      stderr:
        'sneakpath: the network solver needs 10 GB of address space, of which it uses little, and they are not there; raise the limit (ulimit -v)\n',
    })
  })

  it.each([30, 50, 80])('%i open files give one line', files => {
    const { code, stderr } = limited(`ulimit -n ${files}`, 'run mof-refresh --out files')
    expect(stderr).toMatch(/^sneakpath: .*open files: found .*\(ulimit -n\)\n$/)
    expect(code).toBe(2)
    expect(existsSync(join(folder, 'files'))).toBe(false)
  })

  it.each([
    ['run', ['run', 'mof-refresh', '--image', 'levels.csv']],
    ['mvm', ['mvm', 'levels.csv', '--inputs', 'levels.csv']],
  ])('an interrupt is served while a long file is read by %s', async (_, args) => {
    put('levels.csv', '0,1\n'.repeat(2 ** 25))
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder })
    let stderr = ''
    child.stderr.on('data', text => {
      stderr += text
    })
    await new Promise(resolve => setTimeout(resolve, 3000))
    child.kill('SIGINT')
    const code = await new Promise(resolve => child.on('close', resolve))
    // Read to its end, the file would be refused.
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'sneakpath: interrupted; nothing was written\n' })
  })
})
