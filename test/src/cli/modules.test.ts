import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()

/** What `run hi-filter` may load: 150 were asked for, of which the array, its network and its program alone are more (docs/decisions/commands-load-late.md). */
const MOST_MODULES = 355

/** Modules of the project that a command loads, as V8 counts them, on all its threads. */
function modulesOf(args: readonly string[], name: string): string[] {
  const coverage = join(folder, `${name}-coverage`)
  const { code, stderr } = sneakpath(args, folder, { NODE_V8_COVERAGE: coverage })
  expect(code, stderr).toBe(0)
  const urls = readdirSync(coverage).flatMap(file => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] }
    return result.map(({ url }) => url)
  })
  const own = urls.flatMap(url => /\/dist\/((?:kernels|arrays|scenarios|src)\/.*)$/.exec(url)?.[1] ?? [])
  return [...new Set(own)].sort()
}

it('a scenario loads no study, protocol, training, GPU or device but its own', () => {
  const modules = modulesOf(['run', 'hi-filter', '--quiet', '--out', 'run'], 'run')
  const foreign =
    /^(src\/(study|protocol|learning|mvm|infer|margin|solve|fit|cli\/workers)|scenarios\/(plasticity|learning|matrix|inference|margin|batch|fit)|kernels\/gpu|arrays\/(spice|devices\/review))\//
  expect(modules.filter(module => foreign.test(module))).toEqual([])
  const commands = modules.filter(module => /^src\/cli\/commands\/(?!index)/.test(module))
  expect(commands).toEqual(['src/cli/commands/run.js'])
  expect(modules.filter(module => /devices\/(ec-mof|fmes|pentacene|mtpp)/.test(module))).toEqual([])
  expect(modules).toContain('arrays/devices/zntpp.js')
  expect(modules.length).toBeLessThanOrEqual(MOST_MODULES)
})
