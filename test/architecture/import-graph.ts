import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Files of the project, each with the project files that it imports; all paths from the root. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

/** The floors of the house, from the ground up. */
const FLOORS: readonly string[] = ['kernels', 'arrays', 'scenarios', 'src']

export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url))

/** Imports, exports from and dynamic imports of relative paths; types too, since a reader follows them all the same. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g

/** Reads the imports of all TypeScript files of the four floors. */
export function readImportGraph(): ImportGraph {
  const files = FLOORS.flatMap(floor => {
    const entries = readdirSync(join(ROOT, floor), { recursive: true, withFileTypes: true })
    return entries
      .filter(entry => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
      .map(entry => join(entry.parentPath, entry.name))
  })
  return new Map(
    files.map(file => {
      const imports = [...readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)].map(match => match[1])
      return [relative(ROOT, file), imports.map(path => normalize(join(dirname(relative(ROOT, file)), path)))]
    }),
  )
}

/** Imports that go up, "kernels/a.ts -> arrays/b.ts". */
export function upwardImports(graph: ImportGraph): string[] {
  return [...graph].flatMap(([file, imports]) =>
    imports.filter(target => floorOf(target) > floorOf(file)).map(target => `${file} -> ${target}`),
  )
}

/** Modules of Node, and names that it has and a browser has not. */
const OF_NODE = /'node:|\b(?:Buffer\.|process\.|setImmediate\(|require\(|NodeJS\.)/
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/** Whether the text of a module needs Node. */
export function needsNode(text: string): boolean {
  return OF_NODE.test(text.replace(COMMENT, ''))
}

/** A ring of files that import each other, or undefined. */
export function importCycle(graph: ImportGraph): string[] | undefined {
  const done = new Set<string>()
  const visit = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const target of graph.get(file) ?? []) {
      const cycle = visit(target, [...trail, file])
      if (cycle !== undefined) return cycle
    }
    done.add(file)
    return undefined
  }
  for (const file of graph.keys()) {
    const cycle = visit(file, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}

function floorOf(file: string): number {
  const floor = FLOORS.indexOf(file.split('/')[0])
  // A file outside the house, in test/ or bench/, is above all floors.
  return floor === -1 ? FLOORS.length : floor
}

/** Code that takes an error's text apart. */
const PARSED_MESSAGE =
  /\.(?:exec|test)\((?:\([^()]*\)|[^()])*\bmessage\b|\bmessage\)?\.(?:match|split|startsWith|endsWith|includes|replace|indexOf)\(/

/** Whether the text of a module reads the message of an error. */
export function parsesMessage(text: string): boolean {
  return PARSED_MESSAGE.test(text.replace(COMMENT, ''))
}
