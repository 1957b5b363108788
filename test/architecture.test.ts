import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  importCycle,
  needsNode,
  parsesMessage,
  ROOT,
  readImportGraph,
  upwardImports,
} from './architecture/import-graph.ts'

/** Files of the three lower floors that import a module of Node, each with the reason. */
const OF_NODE: Readonly<Record<string, string>> = {
  'scenarios/papers/calibration/leave-one-out.ts': 'a script that writes its table beside it',
  'scenarios/papers/calibration/review.ts': 'a script that writes what it fitted into the source',
  'scenarios/papers/claims/read-table.ts': 'reads the table of published figures, which no scenario needs',
}
/** Files that read the message of an error that has no other field: all of libraries, of V8 or of Node. */
const READS_MESSAGES: Readonly<Record<string, string>> = {
  'arrays/law/parse-law.ts': 'acorn says in its text alone that the stack did not suffice',
  'scenarios/fit/least-squares.ts': 'ml-matrix says in its text alone that a matrix is singular',
  'src/cli/exit-code.ts':
    'V8 and WebAssembly have no code for memory that ran out, threads lose the codes of Node',
  'src/cli/flags/usage-error.ts': 'yargs gives the text that it would print',
  'src/cli/main.ts': 'Node gives the reason why a module cannot be opened in its text',
  'src/files/png-levels.ts': 'fast-png leaves what is wrong to the cause where its text ends in a colon',
  'src/study/export/query-study.ts': 'DuckDB draws the query under the first line of its text',
}

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

  it('has a core that imports nothing of Node', () => {
    const core = [...graph.keys()].filter(file => !file.startsWith('src/'))
    expect(core.filter(file => needsNode(readFileSync(join(ROOT, file), 'utf8')))).toEqual(
      Object.keys(OF_NODE),
    )
  })

  it('reads the fields of its errors and not their text', () => {
    const parsing = [...graph.keys()].filter(file => parsesMessage(readFileSync(join(ROOT, file), 'utf8')))
    expect(parsing.sort()).toEqual(Object.keys(READS_MESSAGES))
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

  it('find what is of Node', () => {
    for (const text of [
      "import { join } from 'node:path'",
      "await import('node:fs')",
      'Buffer.from([1])',
      'setImmediate(f)',
    ])
      expect(needsNode(text), text).toBe(true)
    expect(needsNode('// Buffer.from\nconst step = (node: number) => node /* process.exit */')).toBe(false)
  })

  it('find a message that is taken apart', () => {
    expect(parsesMessage('/found (.*)/s.exec((error as Error).message) ?? []')).toBe(true)
    expect(parsesMessage("error.message.startsWith('found')")).toBe(true)
    expect(parsesMessage('throw new ConfigError(place, error.message, expected)')).toBe(false)
  })

  it('find a cycle', () => {
    expect(importCycle(planted)).toEqual(['kernels/b.ts', 'kernels/c.ts', 'kernels/b.ts'])
  })
})
