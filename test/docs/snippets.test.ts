import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as library from '../../src/index.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const pages = [
  'README.md',
  ...readdirSync(`${ROOT}docs`)
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
]
const textOf = (page: string): string => readFileSync(ROOT + page, 'utf8')
const snippets = pages.flatMap(page =>
  [...textOf(page).matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => ({ page, code: code! })),
)
const IMPORT = /import \{([^}]*)\} from 'sneakpath'/

describe('snippets of the documentation', () => {
  it('were found', () => expect(snippets.length).toBeGreaterThan(1))

  it.each(snippets)('of $page import what the library has', ({ code }) => {
    const [, names] = IMPORT.exec(code) ?? []
    for (const name of names!.split(',').map(one => one.trim())) expect(library).toHaveProperty(name)
  })

  it('of the matrix products run as they stand', () => {
    const { code } = snippets.find(({ page }) => page === 'docs/matrix-products.md')!
    const body = code.replace(IMPORT, 'const {$1} = library')
    const run = new Function('library', `${body}; return { outputs, ideal, error, errorMaps, power }`)
    const { outputs, ideal, errorMaps } = run(library) as Record<string, library.Plane & library.Plane[]>
    expect([...ideal!.data]).toEqual([0.625, -0.625])
    expect(outputs!.shape).toEqual([1, 2])
    expect(errorMaps![0].shape).toEqual([2, 4])
  })

  it('name functions that the library has', () => {
    const named = ['docs/solver.md', 'docs/matrix-products.md'].flatMap(page =>
      [...textOf(page).matchAll(/`([a-z][A-Za-z]+)\([^`]*\)`/g)].map(([, name]) => name!),
    )
    expect(named).toContain('effectiveMatrix')
    for (const name of named) expect(library).toHaveProperty(name)
  })
})
