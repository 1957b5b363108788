import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const registry = need(
  'the npm registry',
  () => spawnSync('npm', ['view', 'yargs@18.2.0', 'version', '--prefer-offline']).status === 0,
)

describe.skipIf(!registry)('the packed package, in an empty folder (needs the npm registry)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-package-'))
  const run = (command: string, ...args: string[]): string =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  beforeAll(() => {
    const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }]
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`)
  }, 300_000)
  afterAll(() => rmSync(folder, { recursive: true }), 60_000)

  it('installs with nothing to compile or to download afterwards', () => {
    const modules = join(folder, 'node_modules')
    for (const name of ['gpu.js', 'gl', 'webgpu', 'typescript'])
      expect(existsSync(join(modules, name))).toBe(false)
    const files = readdirSync(modules, { recursive: true }) as string[]
    expect(files.filter(file => file.endsWith('binding.gyp'))).toEqual([])
    for (const file of files.filter(path => /^(@[^/]+\/)?[^/]+\/package\.json$/.test(path))) {
      const { scripts = {} } = JSON.parse(readFileSync(join(modules, file), 'utf8'))
      expect(
        Object.keys(scripts).filter(name => /^(pre|post)?install$/.test(name)),
        file,
      ).toEqual([])
    }
  })

  it('lists, runs a scenario with its pictures, and solves', () => {
    expect(run('npx', 'sneakpath', 'list')).toContain('mof-refresh')
    run('npx', 'sneakpath', 'run', 'hi-filter', '--quiet', '--out', 'run')
    expect(readFileSync(join(folder, 'run/pictures/conductance.png')).subarray(1, 4).toString()).toBe('PNG')
    writeFileSync(join(folder, 'mine.yaml'), run('npx', 'sneakpath', 'describe', 'ec-mof-l', '--yaml'))
    writeFileSync(
      join(folder, 'array.yaml'),
      'size: [2, 2]\nword: { left: { volts: 0.01, ohms: 0 } }\nbit: { bottom: ground }\ncells: { device: mine.yaml }\n',
    )
    expect(run('npx', 'sneakpath', 'solve', 'array.yaml')).toContain('2 x 2')
  })

  it('opens one door to programs, and holds the schemas and the bundled gpu.js with its licence', () => {
    writeFileSync(
      join(folder, 'study.js'),
      `import { createCrossbarArray, deviceModel } from 'sneakpath'
       const array = createCrossbarArray({ size: [2, 2], device: deviceModel('ec-mof-l') })
       console.log(array.conductance().shape.join(' x '))`,
    )
    expect(run('node', 'study.js')).toBe('2 x 2\n')
    const own = join(folder, 'node_modules/sneakpath')
    expect(readdirSync(join(own, 'schemas')).sort()).toEqual(readdirSync(join(ROOT, 'schemas')).sort())
    const bundle = readFileSync(join(own, 'dist/kernels/gpu/gpu-js-bundle.js'), 'utf8')
    expect(bundle.slice(0, 2000)).toContain('gpu.js Team')
  })
})
