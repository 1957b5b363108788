import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as library from '../../src/index.ts'
import { scratch } from '../src/files/scratch.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const { folder } = scratch()
const pages = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]
const textOf = (page: string): string => readFileSync(ROOT + page, 'utf8')
const snippets = pages.flatMap(page =>
  [...textOf(page).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code], k) => ({ page, number: k + 1, code })),
)
const IMPORT = /import \{([^}]*)\} from 'sneakpath'/

/** Runs a snippet as a module of its own, with the built package. */
function run(name: string, code: string): string {
  const module = join(folder, `${name}.mjs`)
  const index = pathToFileURL(join(ROOT, 'dist/src/index.js')).href
  writeFileSync(module, code.replace("'sneakpath'", JSON.stringify(index)))
  const { status, stdout, stderr } = spawnSync(process.execPath, [module], { cwd: folder, encoding: 'utf8' })
  expect([name, status, stderr]).toEqual([name, 0, ''])
  return stdout
}

describe('snippets of the documentation', () => {
  it('were found', () => expect(snippets.length).toBeGreaterThan(4))

  it.each(snippets)('of $page import what the library has', ({ code }) => {
    const [, names] = IMPORT.exec(code) ?? []
    for (const name of names!.split(',').map(one => one.trim())) expect(library).toHaveProperty(name)
  })

  it.each(snippets)(
    'of $page ($number) run as they stand',
    ({ page, number, code }) => {
      // The files that the page shows before.
      const [, study] = /```yaml\n(study: filter-size[\s\S]*?)```/.exec(textOf(page)) ?? []
      if (study !== undefined) writeFileSync(join(folder, 'filter-size.yaml'), study)
      run(`${page.replace(/\W/g, '-')}-${number}`, code)
    },
    300_000,
  )

  it('of the matrix products give what they say', () => {
    const { code } = snippets.find(({ page }) => page === 'docs/matrix-products.md')!
    const body = code.replace(IMPORT, 'const {$1} = library')
    const compute = new Function('library', `${body}; return { outputs, ideal, error, errorMaps, power }`)
    const { outputs, ideal, errorMaps } = compute(library) as Record<string, library.Plane & library.Plane[]>
    expect([...ideal.data]).toEqual([0.625, -0.625])
    expect(outputs.shape).toEqual([1, 2])
    expect(errorMaps[0].shape).toEqual([2, 4])
  })

  it('name functions that the library has', () => {
    const named = [
      'docs/solver.md',
      'docs/matrix-products.md',
      'docs/learning.md',
      'docs/studies.md',
    ].flatMap(page => [...textOf(page).matchAll(/`([a-z][A-Za-z]+)\([^`]*\)`/g)].map(([, name]) => name))
    expect(named).toContain('effectiveMatrix')
    expect(named).toContain('runStudy')
    for (const name of named) expect(library).toHaveProperty(name)
  })
})
