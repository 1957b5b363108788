import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importCycle, ROOT, readImportGraph, upwardImports } from './architecture/import-graph.ts'

/** Files past 300 lines, each with the reason. */
const LONG_FILES: Readonly<Record<string, string>> = {}
const MOST_LINES = 300

describe('the house', () => {
  const graph = readImportGraph()

  it('was found', () => {
    expect(graph.size).toBeGreaterThan(50)
    expect(graph.get('arrays/network/solve-network.ts')).toContain('arrays/network/problem.ts')
  })

  it('has floors that import only floors below', () => {
    expect(upwardImports(graph)).toEqual([])
  })

  it('has no cycle of files', () => {
    expect(importCycle(graph)).toBeUndefined()
  })

  it('imports only files that are there', () => {
    const missing = [...graph].flatMap(([file, imports]) =>
      imports.filter(target => !graph.has(target)).map(target => `${file} -> ${target}`),
    )
    expect(missing).toEqual([])
  })

  it(`has no file of more than ${MOST_LINES} lines without a reason`, () => {
    const long = [...graph.keys()].filter(
      file => readFileSync(join(ROOT, file), 'utf8').split('\n').length > MOST_LINES + 1,
    )
    expect(long).toEqual(Object.keys(LONG_FILES))
  })
})

describe('its checkers', () => {
  const planted = new Map([
    ['kernels/a.ts', ['kernels/b.ts']],
    ['kernels/b.ts', ['kernels/c.ts', 'arrays/d.ts']],
    ['kernels/c.ts', ['kernels/b.ts']],
    ['arrays/d.ts', []],
  ])

  it('find an upward import', () => {
    expect(upwardImports(planted)).toEqual(['kernels/b.ts -> arrays/d.ts'])
  })

  it('find a cycle', () => {
    expect(importCycle(planted)).toEqual(['kernels/b.ts', 'kernels/c.ts', 'kernels/b.ts'])
  })
})
