import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { scratch } from '../files/scratch.ts'
import { sneakpath } from './sneakpath.ts'

const { folder } = scratch()

/** Scripts of the built package that `run hi-filter` may open: what it waits for is, above all, opening files. */
const MOST_SCRIPTS = 150
/** Source modules that stand in them. More than 200 carry out the scenario itself (docs/decisions/commands-load-late.md). */
const MOST_MODULES = 400

/** Scripts under dist/ that a command loads on all its threads, as V8 counts them, and the source modules that stand in them. */
function loadedBy(args: readonly string[], name: string): { scripts: string[]; modules: string[] } {
  const coverage = join(folder, `${name}-coverage`)
  const { code, stderr } = sneakpath(args, folder, { NODE_V8_COVERAGE: coverage })
  expect(code, stderr).toBe(0)
  const dist = new URL('../../../dist/', import.meta.url).href
  const urls = readdirSync(coverage).flatMap(file => {
    const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as { result: { url: string }[] }
    return result.map(({ url }) => url).filter(url => url.startsWith(dist))
  })
  const scripts = [...new Set(urls)].sort()
  // esbuild writes the path of each module before its imports and before its code.
  const path = /^\/\/ ((?:src|scenarios|arrays|kernels)\/\S+\.ts)$/gm
  const modules = scripts.flatMap(url =>
    [...readFileSync(fileURLToPath(url), 'utf8').matchAll(path)].map(match => match[1]),
  )
  return { scripts, modules: [...new Set(modules)].sort() }
}

it('a scenario loads no study, protocol, training, GPU or device but its own, in few files', () => {
  const { scripts, modules } = loadedBy(['run', 'hi-filter', '--quiet', '--out', 'run'], 'run')
  const foreign =
    /^(src\/((study|protocol|learning|mvm|infer|margin|solve|fit)\/|cli\/workers\/(?!case-helpers|draw-in|play-assignment|run-thread|run-worker|shares-in))|scenarios\/(plasticity|learning|matrix|inference|margin|batch|fit)\/|kernels\/gpu\/|arrays\/(spice|devices\/review)\/)/
  expect(modules.filter(module => foreign.test(module))).toEqual([])
  const commands = modules.filter(module => /^src\/cli\/commands\/(?!index)/.test(module))
  expect(commands).toEqual(['src/cli/commands/run.ts'])
  expect(modules.filter(module => /devices\/(ec-mof|fmes|pentacene|mtpp)/.test(module))).toEqual([])
  expect(modules).toContain('arrays/devices/zntpp.ts')
  expect(modules.length).toBeLessThanOrEqual(MOST_MODULES)
  expect(scripts.length).toBeLessThanOrEqual(MOST_SCRIPTS)
})

it('what sneakpath/core reaches in the built package asks nothing of Node', async () => {
  const entry = fileURLToPath(new URL('../../../dist/src/core.js', import.meta.url))
  // A bundler for browsers stops at the first import of node:.
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'esm',
    logLevel: 'silent',
  })
  expect(outputFiles[0].text.length).toBeGreaterThan(100_000)
})
