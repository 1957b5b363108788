import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { writeSampleRun } from '../open/sample-run.ts'
import { COMMAND, sneakpath } from './sneakpath.ts'

const { folder } = scratch()
const run = await writeSampleRun(folder, 'run')

const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

/** Starts the command. @returns its address, and what ends it */
async function open(...args: string[]): Promise<{
  readonly address: string
  end(signal: NodeJS.Signals): Promise<{ readonly code: number | null; readonly stderr: string }>
}> {
  const child = spawn(process.execPath, [COMMAND, 'open', ...args], { cwd: folder })
  running.push(child)
  let stderr = ''
  child.stderr.on('data', part => {
    stderr += part
  })
  const [first] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    address: first.toString().trim(),
    async end(signal) {
      const ended = once(child, 'exit') as Promise<[number | null]>
      child.kill(signal)
      const [code] = await ended
      return { code, stderr }
    },
  }
}

describe('sneakpath open', () => {
  it('prints an address that gives page and run, until Ctrl-C ends it with 130', async () => {
    const { address, end } = await open('run')
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{24}\/#run\/served$/)
    const base = address.replace(/#.*/, '')
    const page = await (await fetch(base)).text()
    expect(page).toContain('<title>Sneakpath</title>')
    const [, script] = /<script[^>]* src="\.\/([^"]+)"/.exec(page)!
    expect((await fetch(base + script)).status).toBe(200)
    expect(await (await fetch(`${base}run/manifest.json`)).json()).toMatchObject({ scenario: 'sample' })
    expect((await fetch(`${base}playground.html`)).status).toBe(200)
    const { code, stderr } = await end('SIGINT')
    expect(code).toBe(130)
    expect(stderr).not.toMatch(/error|interrupted/)
    await expect(fetch(base)).rejects.toThrow()
  })

  it('ends with 143 by SIGTERM; without a folder it gives the playground', async () => {
    const { address, end } = await open()
    expect(address).toMatch(/\/$/)
    expect((await fetch(`${address}run/manifest.json`)).status).toBe(404)
    expect((await end('SIGTERM')).code).toBe(143)
  })

  it('ends with 2 and one line for what it cannot serve', async () => {
    const damaged = join(folder, 'damaged')
    cpSync(run, damaged, { recursive: true })
    truncateSync(join(damaged, 'maps/conductance.npy'), 200)
    const { address, end } = await open()
    const { port } = new URL(address)
    for (const [args, line] of [
      [['none'], 'none: found no such folder; expected a run folder'],
      [['damaged'], 'damaged/maps/conductance.npy: found 72 bytes of values; expected 96 for this shape'],
      [['--port', '70000'], '--port: found 70000; expected a port up to 65535'],
      [['--port', port], `--port: found ${port}, a port that is taken; expected a free port, or none`],
    ] as const) {
      expect(sneakpath(['open', ...args], folder)).toEqual({
        code: 2,
        stdout: '',
        stderr: `sneakpath: ${line}\n`,
      })
    }
    await end('SIGINT')
  })
})
