import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const { folder } = scratch()

/** Three epochs on drawn digits. */
const TRAIN = ['run', 'mnist', '--train-only', '--epochs', '3', '--set', 'hidden=[20]'] as const

/** For three trainings in a row on a busy machine, ms. */
const PATIENCE = 300_000

/** Every file of a training but its manifest, which holds the times. */
function filesOf(out: string): Map<string, string> {
  const root = join(folder, out)
  const names = readdirSync(root, { recursive: true }) as string[]
  return new Map(
    names
      .filter(name => name !== 'manifest.json' && statSync(join(root, name)).isFile())
      .sort()
      .map(name => [name, readFileSync(join(root, name)).toString('base64')]),
  )
}

/** Epochs that a checkpoint holds, the network before the first one counted; 0 where there is none. */
function epochsIn(checkpoint: string): number {
  if (!existsSync(checkpoint)) return 0
  const bytes = readFileSync(checkpoint)
  return JSON.parse(bytes.subarray(0, bytes.indexOf(10)).toString()).records.length
}

/** Starts a training and stops it in the middle of its second or third epoch. */
async function interrupted(out: string, signal: 'SIGINT' | 'SIGKILL'): Promise<ChildProcess> {
  const child = spawn(process.execPath, [COMMAND, ...TRAIN, '--out', out], { cwd: folder, stdio: 'ignore' })
  const checkpoint = join(folder, `${out}.checkpoint`)
  while (epochsIn(checkpoint) < 2) {
    if (child.exitCode !== null)
      throw new Error(`the training ended with ${child.exitCode} before its first epoch`)
    await setTimeout(5)
  }
  const ended = new Promise(resolve => child.on('exit', resolve))
  child.kill(signal)
  await ended
  return child
}

describe('sneakpath run mnist', () => {
  it('learns drawn digits in two epochs and says that they are drawn', () => {
    const { code, stdout } = sneakpath(
      ['run', 'mnist', '--epochs', '2', '--train-only', '--json', '--out', 'two'],
      folder,
    )
    expect(code).toBe(0)
    const { accuracy, data, epochs, energy, engine, confusion } = JSON.parse(stdout)
    expect(accuracy).toBeGreaterThan(0.9)
    expect([data.train, data.test]).toEqual([
      '3000 generated digits (train), seed 1',
      '1000 generated digits (test), seed 1',
    ])
    expect(epochs).toBe(2)
    expect(energy.trainingSampleJoules).toBeGreaterThan(energy.inferenceJoules)
    expect(engine).toEqual({ backend: 'float64', adapter: 'CPU', kernels: 'none' })
    expect(confusion.flat().reduce((sum: number, count: number) => sum + count, 0)).toBe(1000)
    expect([...filesOf('two').keys()]).toEqual(
      expect.arrayContaining(['maps/epoch-0.csv', 'maps/epoch-2.csv', 'pictures/weights.png']),
    )
  })

  it.each([
    ['Ctrl-C', 'SIGINT', 130],
    ['kill -9', 'SIGKILL', null],
  ] as const)(
    'goes on after %s, and ends with the same bytes',
    async (_name, signal, exitCode) => {
      if (!existsSync(join(folder, 'whole'))) sneakpath([...TRAIN, '--quiet', '--out', 'whole'], folder)
      const child = await interrupted(signal, signal)
      expect(child.exitCode).toBe(exitCode)
      expect(existsSync(join(folder, signal))).toBe(false)
      const again = sneakpath([...TRAIN, '--quiet', '--out', signal], folder)
      expect(again.stderr).toMatch(/^going on after epoch [12] from /)
      expect(again.code).toBe(0)
      expect(filesOf('whole').size).toBeGreaterThan(10)
      expect(filesOf(signal)).toEqual(filesOf('whole'))
      expect(existsSync(join(folder, `${signal}.checkpoint`))).toBe(false)
    },
    PATIENCE,
  )

  it(
    'refuses the checkpoint of another network and leaves it as it is',
    async () => {
      await interrupted('other', 'SIGKILL')
      const checkpoint = join(folder, 'other.checkpoint')
      const kept = readFileSync(checkpoint)
      const wide = TRAIN.map(word => (word === 'hidden=[20]' ? 'hidden=[21]' : word))
      for (const [args, found] of [
        [wide, 'sizes: found [784,20,10]; expected [784,21,10]'],
        [[...TRAIN, '--seed', '2'], 'settings.seed: found 1; expected 2'],
        [[...TRAIN, '--backend', 'webasm'], 'computed: found "float64"; expected "webasm"'],
      ] as const) {
        const { code, stdout, stderr } = sneakpath([...args, '--out', 'other'], folder)
        expect([code, stdout, stderr]).toEqual([
          2,
          '',
          `sneakpath: other.checkpoint: ${found}, as the training that is asked for; another --out begins anew\n`,
        ])
        expect(readFileSync(checkpoint).equals(kept)).toBe(true)
      }
      writeFileSync(checkpoint, kept.subarray(0, -1))
      expect(sneakpath([...TRAIN, '--out', 'other'], folder)).toMatchObject({ code: 2, stdout: '' })
      expect(existsSync(join(folder, 'other'))).toBe(false)
    },
    PATIENCE,
  )

  it(
    'gives each of two trainings at once its own checkpoint and folder',
    async () => {
      const start = (...more: string[]) => {
        const child = spawn(process.execPath, [COMMAND, ...TRAIN, '--quiet', ...more], {
          cwd: folder,
          stdio: 'ignore',
        })
        return new Promise<number | null>(resolve => child.on('exit', resolve))
      }
      const both = [start(), start()]
      const owners = () =>
        existsSync(join(folder, 'runs'))
          ? readdirSync(join(folder, 'runs')).filter(name => name.endsWith('.owner'))
          : []
      while (owners().length < 2) await setTimeout(20)
      expect(await Promise.all(both)).toEqual([0, 0])
      expect(readdirSync(join(folder, 'runs')).sort()).toEqual(['mnist', 'mnist-2'])
      expect(filesOf(join('runs', 'mnist'))).toEqual(filesOf(join('runs', 'mnist-2')))
    },
    PATIENCE,
  )

  it('multiplies on the backend that was named, and says so', () => {
    const { code, stdout } = sneakpath(
      ['run', 'mnist', '--epochs', '1', '--train-only', '--backend', 'webasm', '--out', 'device'],
      folder,
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/matrices +webasm on CPU \(\d+ threads\): WebAssemblyKernel, fused/)
    expect(JSON.parse(readFileSync(join(folder, 'device', 'manifest.json'), 'utf8')).engine).toMatchObject({
      backend: 'webasm',
    })
  })
})
