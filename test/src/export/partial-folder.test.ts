import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { writeRunFolder } from '../../../src/export/write-run-folder.ts'
import { scratch } from '../files/scratch.ts'
import { sampleRecord } from './sample-record.ts'

const { folder } = scratch()
let count = 0
/** A path in a folder of its own, so that what is left beside it can be seen. */
function fresh(): { parent: string; out: string } {
  const parent = join(folder, `case-${count++}`)
  mkdirSync(parent)
  return { parent, out: join(parent, 'run') }
}

describe('a folder that cannot be written', () => {
  it('behind a file gives one line', async () => {
    const { parent, out } = fresh()
    writeFileSync(join(parent, 'file'), '')
    const error = await writeRunFolder(sampleRecord(), join(parent, 'file/run')).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as Error).message).toBe(
      `${join(parent, 'file/run')}: found a file on the way there; expected a path through folders only`,
    )
    expect(existsSync(out)).toBe(false)
  })

  it.skipIf(process.platform !== 'linux')('where nobody may write gives one line', async () => {
    await expect(writeRunFolder(sampleRecord(), '/proc/run')).rejects.toThrow(ConfigError)
  })

  it.skipIf(process.platform === 'win32')(
    'on a full disk leaves nothing, not even the parents that were made',
    () => {
      const { parent } = fresh()
      const out = join(parent, 'made', 'deep', 'run')
      // No file may be larger than 256 blocks: what a quota or a full disk looks like to the program.
      const limited = spawnSync(
        'sh',
        ['-c', `ulimit -f 256 && exec "$@"`, 'sh', process.execPath, '--import', 'tsx', program, out],
        {
          encoding: 'utf8',
        },
      )
      expect(limited.stderr).toBe(
        `ConfigError: ${out}: found no space left on the disk; expected room for the whole result; nothing was kept\n`,
      )
      expect(limited.status).toBe(2)
      expect(readdirSync(parent)).toEqual([])
    },
  )
})

describe('an interrupted run', () => {
  it('that is killed leaves no folder that looks whole', async () => {
    const { parent, out } = fresh()
    await interrupt(parent, out, 'SIGKILL')
    expect(existsSync(out)).toBe(false)
    const left = readdirSync(parent)
    expect(left.every(name => name.startsWith('.run.partial-'))).toBe(true)
    expect(left.some(name => existsSync(join(parent, name, 'manifest.json')))).toBe(false)
  })

  it('that is killed is cleared away by the next run to the same name, and by no other', async () => {
    const { parent, out } = fresh()
    await interrupt(parent, out, 'SIGKILL')
    const [left] = readdirSync(parent)
    await writeRunFolder(sampleRecord(), join(parent, 'other'))
    expect(readdirSync(parent).sort()).toEqual([left, 'other'])
    await writeRunFolder(sampleRecord(), out)
    expect(readdirSync(parent).sort()).toEqual(['other', 'run'])
    expect(existsSync(join(out, 'manifest.json'))).toBe(true)
  })

  it('is left alone while its writer lives, and so is what only looks like one', async () => {
    const { parent, out } = fresh()
    const child = await halfWritten(parent, out)
    child.kill('SIGSTOP')
    const [partial] = readdirSync(parent)
    const others = [
      // Of another machine, whose process numbers say nothing here.
      partial!.replace(/-[0-9a-f]{6}$/, 'x-000000'),
      '.run.partial-notes',
      '.run.partial-1-mine',
    ]
    for (const name of others) mkdirSync(join(parent, name))
    // A link where a partial folder would be: what it leads to is not the program's.
    const link = partial!.replace(/-\d+-/, '-999999999-')
    symlinkSync(folder, join(parent, link))
    await writeRunFolder(sampleRecord(), out)
    expect(readdirSync(parent).sort()).toEqual([...others, partial, link, 'run'].sort())
    const ended = new Promise(resolve => child.on('exit', resolve))
    child.kill('SIGKILL')
    await ended
  })

  it('that exits on SIGINT leaves nothing at all', async () => {
    const { parent, out } = fresh()
    expect(await interrupt(parent, out, 'SIGINT')).toBe(130)
    expect(readdirSync(parent)).toEqual([])
  })

  it('that is aborted throws the reason and leaves nothing', async () => {
    const { parent, out } = fresh()
    const controller = new AbortController()
    const writing = writeRunFolder(sampleRecord(), join(out, 'deep'), { signal: controller.signal })
    controller.abort(new Error('enough'))
    await expect(writing).rejects.toThrow('enough')
    expect(readdirSync(parent)).toEqual([])
  })
})

const program = fileURLToPath(new URL('./write-large-run.ts', import.meta.url))

/** Starts a long run and ends it half-way. */
async function interrupt(parent: string, out: string, signal: NodeJS.Signals): Promise<number | null> {
  const child = await halfWritten(parent, out)
  const ended = new Promise<number | null>(resolve => child.on('exit', resolve))
  child.kill(signal)
  return ended
}

/** A process that has written some of the maps of a long run. */
async function halfWritten(parent: string, out: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, out, 'exit-on-interrupt'])
  const halfWay = (): boolean =>
    readdirSync(parent).some(name => existsSync(join(parent, name, 'maps/first/03.csv')))
  while (!halfWay() && child.exitCode === null) await new Promise(resolve => setTimeout(resolve, 5))
  return child
}
