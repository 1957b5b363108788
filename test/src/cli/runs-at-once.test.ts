import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { COMMAND } from './sneakpath.ts'

const { folder } = scratch()

it.each([
  ['a scenario', ['run', 'mof-refresh'], 'mof-refresh'],
  ['a protocol', ['run', 'ppf', '--device', 'pentacene-p13'], 'ppf-pentacene-p13'],
])(
  '%s that runs three times at once without --out takes three names',
  { timeout: 120_000 },
  async (_, words, name) => {
    const outs = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, [COMMAND, ...words, '--json'], {
          cwd: folder,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
        const [[code], stdout, stderr] = await Promise.all([
          once(child, 'exit'),
          text(child.stdout),
          text(child.stderr),
        ])
        expect([code, stderr]).toEqual([0, ''])
        return (JSON.parse(stdout) as { out: string }).out
      }),
    )
    expect(outs.sort()).toEqual([name, `${name}-2`, `${name}-3`].map(one => join('runs', one)))
    const runs = readdirSync(join(folder, 'runs')).filter(entry => entry.includes(name))
    expect(runs.sort()).toEqual([name, `${name}-2`, `${name}-3`])
    for (const run of runs) expect(readdirSync(join(folder, 'runs', run))).toContain('manifest.json')
  },
)
